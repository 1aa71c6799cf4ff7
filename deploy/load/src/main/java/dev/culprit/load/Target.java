package dev.culprit.load;

import dev.culprit.load.readback.RestApi;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where to send and with which keys. Everything that is not given is read from what {@code
 * deploy/up} writes into its data directory: {@code credentials} and, while it runs, {@code
 * running}.
 */
final class Target {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description =
          "Data directory of a running deploy/up: addresses, keys and processes are read from it (default: ./data).")
  private Path data = Path.of("data");

  @Option(
      names = "--http-url",
      description = "Ingest over HTTP (default: from --data, else http://127.0.0.1:4318).")
  private @Nullable URI httpUrl;

  @Option(
      names = "--grpc-target",
      description = "Ingest over gRPC, host:port (default: from --data, else 127.0.0.1:4317).")
  private @Nullable String grpcTarget;

  @Option(
      names = "--rest-url",
      description =
          "REST API to read back from (default: from --data, else http://127.0.0.1:8080).")
  private @Nullable URI restUrl;

  @Option(names = "--key", description = "Ingestion key (default: from --data).")
  private @Nullable String key;

  @Option(names = "--api-key", description = "API key with problems:read (default: from --data).")
  private @Nullable String apiKey;

  @Option(
      names = "--project",
      description =
          "Slug of the project that the ingestion key belongs to (default: from --data, else demo).")
  private @Nullable String project;

  @Option(
      names = "--project-number",
      paramLabel = "N",
      description = "Its number, for --wire sentry (default: asked for by REST).")
  private long projectNumber;

  @Option(
      names = "--pid",
      split = ",",
      paramLabel = "PID",
      description =
          "Processes of the server whose use to report, with their descendants (default: from --data).")
  private List<Long> pids = new ArrayList<>();

  URI httpUrl() {
    return httpUrl != null ? httpUrl : URI.create(running("http_url", "http://127.0.0.1:4318"));
  }

  String grpcTarget() {
    return grpcTarget != null ? grpcTarget : running("grpc_target", "127.0.0.1:4317");
  }

  URI restUrl() {
    return restUrl != null ? restUrl : URI.create(running("rest_url", "http://127.0.0.1:8080"));
  }

  String ingestionKey() {
    return key != null ? key : credential("CULPRIT_BOOTSTRAP_INGESTION_KEY", "--key");
  }

  String apiKey() {
    return apiKey != null ? apiKey : credential("CULPRIT_BOOTSTRAP_API_KEY", "--api-key");
  }

  String project() {
    return Optional.ofNullable(project)
        .or(() -> Optional.ofNullable(read("credentials").getProperty("CULPRIT_BOOTSTRAP_PROJECT")))
        .orElse("demo");
  }

  /** As given, else asked for by REST. */
  long projectNumber() {
    return projectNumber > 0
        ? projectNumber
        : new RestApi(restUrl(), apiKey()).projectNumber(project());
  }

  /** Read again at each call: a restarted server has other processes. */
  List<Long> pids() {
    if (!pids.isEmpty()) {
      return pids;
    }
    return Stream.of(running("pids", "").split(","))
        .map(String::trim)
        .filter(pid -> !pid.isEmpty())
        .map(Long::parseLong)
        .toList();
  }

  private String credential(String name, String option) {
    String value = read("credentials").getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "No %s: give %s, or --data with the data directory of deploy/up (looked in %s)."
              .formatted(name, option, data.resolve("credentials").toAbsolutePath()));
    }
    return value;
  }

  private String running(String name, String otherwise) {
    return read("running").getProperty(name, otherwise);
  }

  private Properties read(String file) {
    Properties values = new Properties();
    try (Reader in = Files.newBufferedReader(data.resolve(file))) {
      values.load(in);
    } catch (IOException absent) {
      return new Properties();
    }
    return values;
  }
}
