package dev.culprit.query.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What an operation answers when it succeeds. */
public record Answer(int status, @Nullable JsonObject body) {
  private static final int STREAMED = -1;

  public static Answer ok(JsonObject body) {
    return new Answer(200, body);
  }

  public static Answer created(JsonObject body) {
    return new Answer(201, body);
  }

  public static Answer noContent() {
    return new Answer(204, null);
  }

  /** The operation writes the response itself. */
  public static Answer streamed() {
    return new Answer(STREAMED, null);
  }

  /** A list that has one page only. */
  public static Answer list(Collection<JsonObject> data) {
    return list(data, null);
  }

  public static Answer list(Collection<JsonObject> data, @Nullable String nextCursor) {
    JsonArray entries = new JsonArray();
    data.forEach(entries::add);
    return ok(new JsonObject().put("data", entries).put("next_cursor", nextCursor));
  }

  boolean isStreamed() {
    return status == STREAMED;
  }
}
