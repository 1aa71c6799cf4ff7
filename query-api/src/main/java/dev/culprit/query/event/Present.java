package dev.culprit.query.event;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a client sent and leaves out what it did not. */
final class Present {
  private Present() {}

  static void text(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.put(name, value);
    }
  }

  static void number(JsonObject json, String name, int value) {
    if (value != 0) {
      json.put(name, value);
    }
  }

  static void texts(JsonObject json, String name, List<String> values) {
    if (!values.isEmpty()) {
      json.put(name, new JsonArray(List.copyOf(values)));
    }
  }

  static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
