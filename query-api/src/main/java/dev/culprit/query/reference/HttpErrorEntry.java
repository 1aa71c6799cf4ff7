package dev.culprit.query.reference;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is said of one status.
 *
 * @param source the standard's section, or whose invention it is
 * @param isInDepth whether all that is known of its causes is told
 * @param madeBy who makes it, and how to tell
 * @param causes by code, each with what mends it
 */
record HttpErrorEntry(
    int status,
    String title,
    String source,
    boolean isInDepth,
    String summary,
    String meaning,
    List<String> madeBy,
    Map<String, String> causes,
    List<ProxyNote> proxies,
    List<Check> firstSteps) {

  static HttpErrorEntry of(YamlEntry entry) {
    return new HttpErrorEntry(
        entry.number("status"),
        entry.text("title"),
        entry.text("source"),
        entry.flag("in_depth"),
        entry.text("summary"),
        entry.text("meaning"),
        entry.texts("made_by"),
        entry.namedTexts("causes"),
        entry.named("proxies", ProxyNote::ofStatus),
        entry.entries("first_steps", Check::of));
  }

  JsonObject toSummary() {
    return new JsonObject()
        .put("status", status)
        .put("title", title)
        .put("source", source)
        .put("in_depth", isInDepth)
        .put("summary", summary);
  }

  /** The causes get their titles from the causes' own entries. */
  JsonObject toJson(UnaryOperator<String> titleOf) {
    JsonArray mended = new JsonArray();
    causes.forEach(
        (code, fix) ->
            mended.add(
                new JsonObject()
                    .put("code", code)
                    .put("title", titleOf.apply(code))
                    .put("fix", fix)));
    JsonArray notes = new JsonArray();
    proxies.forEach(proxy -> notes.add(proxy.toJson()));
    JsonArray steps = new JsonArray();
    firstSteps.forEach(step -> steps.add(step.toJson()));
    return toSummary()
        .put("meaning", meaning)
        .put("made_by", new JsonArray(List.copyOf(madeBy)))
        .put("causes", mended)
        .put("proxies", notes)
        .put("first_steps", steps);
  }
}
