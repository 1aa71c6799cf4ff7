package dev.culprit.query.http;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** One page of a list, made of one row more than the page holds when there is a next one. */
public record Page<T>(List<T> entries, boolean hasNext) {
  public static <T> Page<T> of(List<T> rows, int limit) {
    return rows.size() > limit
        ? new Page<>(List.copyOf(rows.subList(0, limit)), true)
        : new Page<>(List.copyOf(rows), false);
  }

  /** The cursor is made of the page's last entry. */
  public Answer toAnswer(Function<T, JsonObject> json, Function<T, String> cursor) {
    List<JsonObject> data = entries.stream().map(json).toList();
    return Answer.list(data, hasNext ? cursor.apply(entries.get(entries.size() - 1)) : null);
  }
}
