package dev.culprit.query.reference;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What is said of one cause.
 *
 * @param family which causes it belongs to, for lists
 * @param reasons honest alternatives: several of them look alike from the proxy
 * @param checks in the order in which they are worth while
 */
record CauseEntry(
    String code,
    String family,
    String title,
    String meaning,
    List<String> reasons,
    List<Check> checks,
    List<ProxyNote> proxies) {

  static CauseEntry of(String code, String family, YamlEntry entry) {
    return new CauseEntry(
        code,
        family,
        entry.text("title"),
        entry.text("meaning"),
        entry.texts("reasons"),
        entry.entries("checks", Check::of),
        entry.named("proxies", ProxyNote::ofCause));
  }

  /** The error statuses that some proxy answers for it, in order. */
  List<Integer> httpStatuses() {
    return proxies.stream()
        .flatMap(proxy -> proxy.statuses().stream())
        .filter(status -> status >= 400)
        .distinct()
        .sorted()
        .toList();
  }

  JsonObject toSummary() {
    return new JsonObject()
        .put("code", code)
        .put("family", family)
        .put("title", title)
        .put("meaning", meaning)
        .put("http_statuses", new JsonArray(List.copyOf(httpStatuses())));
  }

  JsonObject toJson() {
    JsonArray looks = new JsonArray();
    checks.forEach(check -> looks.add(check.toJson()));
    JsonArray notes = new JsonArray();
    proxies.forEach(proxy -> notes.add(proxy.toJson()));
    return toSummary()
        .put("reasons", new JsonArray(List.copyOf(reasons)))
        .put("checks", looks)
        .put("proxies", notes);
  }
}
