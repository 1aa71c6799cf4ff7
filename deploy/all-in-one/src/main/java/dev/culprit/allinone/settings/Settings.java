package dev.culprit.allinone.settings;

import dev.culprit.runtime.config.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that the services are started with: what the user set, then the installation's
 * credentials, then what follows from the ports.
 */
public final class Settings {
  private static final String DATABASE_URI = "CULPRIT_DATABASE_URI";
  private static final String DATABASE_PASSWORD = "CULPRIT_DATABASE_PASSWORD";
  private static final String PREFIX = "CULPRIT_";

  private final SortedMap<String, String> values;
  private final Ports ports;
  private final boolean ownDatabase;

  private Settings(SortedMap<String, String> values, Ports ports, boolean ownDatabase) {
    this.values = values;
    this.ports = ports;
    this.ownDatabase = ownDatabase;
  }

  public static Settings of(
      Map<String, String> environment, Credentials credentials, DataDirectory data) {
    SortedMap<String, String> values = new TreeMap<>();
    environment.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX) && !value.isBlank()) {
            values.put(key, value);
          }
        });
    boolean ownDatabase = !values.containsKey(DATABASE_URI);
    values.putAll(credentials.values());
    Ports ports = Ports.of(values);
    values.putAll(ports.settings());
    values.putIfAbsent("CULPRIT_DATA_DIR", data.root().toString());
    values.putIfAbsent("CULPRIT_INGEST_INTERNAL_ADDRESS", local(ports, Ports.INGEST_INTERNAL));
    values.putIfAbsent("CULPRIT_GROUPING_ADDRESS", local(ports, Ports.GROUPING_GRPC));
    values.putIfAbsent("CULPRIT_ALERT_ADDRESS", local(ports, Ports.ALERT_GRPC));
    values.putIfAbsent("CULPRIT_PUBLIC_URL", "http://localhost:" + ports.number(Ports.QUERY_HTTP));
    return new Settings(values, ports, ownDatabase);
  }

  /** Whether the user named no database, so that the embedded one is wanted. */
  public boolean wantsEmbeddedDatabase() {
    return ownDatabase;
  }

  public Settings withDatabase(String uri, Optional<Secret> password) {
    SortedMap<String, String> more = new TreeMap<>(values);
    more.put(DATABASE_URI, uri);
    password.ifPresent(secret -> more.put(DATABASE_PASSWORD, secret.value()));
    return new Settings(more, ports, ownDatabase);
  }

  public SortedMap<String, String> values() {
    return new TreeMap<>(values);
  }

  public String get(String key) {
    return values.getOrDefault(key, "");
  }

  public Ports ports() {
    return ports;
  }

  /** For tools: where the product is reached from this machine. */
  public Map<String, String> addresses() {
    return Map.of(
        "http_url", "http://" + local(ports, Ports.INGEST_HTTP),
        "grpc_target", local(ports, Ports.INGEST_GRPC),
        "rest_url", "http://" + local(ports, Ports.QUERY_HTTP),
        "management_url", "http://" + local(ports, Ports.MANAGEMENT),
        "pids", Long.toString(ProcessHandle.current().pid()));
  }

  private static String local(Ports ports, String key) {
    return "127.0.0.1:" + ports.number(key);
  }
}
