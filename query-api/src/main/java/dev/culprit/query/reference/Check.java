package dev.culprit.query.reference;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * One thing to look at.
 *
 * @param at on which machine the commands run: `proxy`, `upstream`, or `anywhere`
 * @param commands words in capitals stand for what the reader knows; may be empty
 * @param result what the outcome means
 */
record Check(String title, String at, List<String> commands, String result) {
  private static final Set<String> PLACES = Set.of("proxy", "upstream", "anywhere");

  Check {
    if (!PLACES.contains(at)) {
      throw new IllegalStateException("check '" + title + "' is at no known place: " + at);
    }
  }

  static Check of(YamlEntry entry) {
    return new Check(
        entry.text("title"), entry.text("at"), entry.texts("commands"), entry.text("result"));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("title", title)
        .put("at", at)
        .put("commands", new JsonArray(List.copyOf(commands)))
        .put("result", result);
  }
}
