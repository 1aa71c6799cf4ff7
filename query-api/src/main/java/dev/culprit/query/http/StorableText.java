package dev.culprit.query.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Text that PostgreSQL and gRPC can carry: no U+0000 and no half of a surrogate pair. */
final class StorableText {
  static final String REFUSAL = "contains U+0000 or half of a character";

  private StorableText() {}

  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The JSON pointer, without its leading slash, of the first text in the value that cannot be
   * stored.
   */
  static Optional<String> findUnstorable(Object value) {
    return find(value, "");
  }

  private static Optional<String> find(Object value, String path) {
    if (value instanceof String text) {
      return isStorable(text) ? Optional.empty() : Optional.of(path);
    }
    if (value instanceof JsonObject object) {
      return object.stream()
          .map(
              entry ->
                  isStorable(entry.getKey())
                      ? find(entry.getValue(), join(path, entry.getKey()))
                      : Optional.of(path))
          .flatMap(Optional::stream)
          .findFirst();
    }
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        Optional<String> found = find(array.getValue(i), join(path, String.valueOf(i)));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
