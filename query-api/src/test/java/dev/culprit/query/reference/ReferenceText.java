package dev.culprit.query.reference;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** The reference as its operations answer it, without anybody's problems. */
public final class ReferenceText {
  private final Reference reference = Reference.load();

  public JsonObject causes() {
    return list(reference.causes().stream().map(CauseEntry::toSummary));
  }

  public JsonObject cause(String code) {
    return reference.cause(code).orElseThrow().toJson();
  }

  public JsonObject errors() {
    return list(
        reference.errors().stream()
            .map(error -> error.toSummary().put("open_problems", error.status() == 502 ? 1 : 0)));
  }

  public JsonObject error(int status) {
    return reference.error(status).orElseThrow().toJson(reference::titleOf);
  }

  private static JsonObject list(Stream<JsonObject> entries) {
    JsonArray data = new JsonArray();
    entries.forEach(data::add);
    return new JsonObject().put("data", data).putNull("next_cursor");
  }
}
