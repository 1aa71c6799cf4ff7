package dev.culprit.ingest.gateway.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A log line that is a JSON object, as names with texts: nested names are joined by dots, words in
 * lower case and joined by underscores ({@code upstreamAddr}, {@code $upstream-addr} and {@code
 * upstream_addr} are one). What proxies write although it is no JSON is read as well (see {@link
 * JsonScanner}).
 */
public final class JsonLine {
  private final Map<String, String> values;

  private JsonLine(Map<String, String> values) {
    this.values = values;
  }

  /** Empty when the text does not begin an object or names nothing. */
  public static Optional<JsonLine> parse(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>(64);
    new JsonScanner(text).read(values::putIfAbsent);
    return values.isEmpty() ? Optional.empty() : Optional.of(new JsonLine(values));
  }

  /** The same without the names of the objects around a name. */
  public JsonLine flat() {
    Map<String, String> leaves = new HashMap<>(values.size() * 2);
    values.forEach((name, value) -> leaves.put(name.substring(name.lastIndexOf('.') + 1), value));
    return new JsonLine(leaves);
  }

  /** The same with these names as well. */
  public JsonLine with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    return new JsonLine(all);
  }

  /** The first of these names that has a text; empty when none has. */
  public String get(String... names) {
    for (String name : names) {
      String value = values.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** Whether any of these names is there, be its text empty. */
  public boolean has(String... names) {
    for (String name : names) {
      if (values.containsKey(name)) {
        return true;
      }
    }
    return false;
  }
}
