package dev.culprit.query.reference;

import dev.culprit.proto.ingest.v1.Proxy;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is special with one kind of proxy.
 *
 * @param statuses what it answers to clients for a cause; empty in what is said of a status
 * @param logLines how it looks in its log; shortened examples
 * @param settings the proxy's own names, and what each does
 */
record ProxyNote(
    String proxy,
    List<Integer> statuses,
    List<String> logLines,
    Map<String, String> settings,
    @Nullable String note) {
  private static final String PREFIX = "PROXY_";

  ProxyNote {
    Proxy known = Proxy.valueOf(PREFIX + proxy.toUpperCase(Locale.ROOT));
    if (known == Proxy.PROXY_UNSPECIFIED) {
      throw new IllegalStateException("unspecified is no proxy");
    }
  }

  static ProxyNote ofCause(String proxy, YamlEntry entry) {
    return new ProxyNote(
        proxy,
        entry.numbers("statuses"),
        entry.texts("logs"),
        entry.namedTexts("settings"),
        entry.textOrNull("note"));
  }

  static ProxyNote ofStatus(String proxy, YamlEntry entry) {
    return new ProxyNote(proxy, List.of(), entry.texts("logs"), Map.of(), entry.text("text"));
  }

  JsonObject toJson() {
    JsonArray named = new JsonArray();
    settings.forEach(
        (name, text) -> named.add(new JsonObject().put("name", name).put("text", text)));
    return new JsonObject()
        .put("proxy", proxy)
        .put("statuses", new JsonArray(List.copyOf(statuses)))
        .put("log_lines", new JsonArray(List.copyOf(logLines)))
        .put("settings", named)
        .put("note", note);
  }
}
