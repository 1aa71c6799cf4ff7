package dev.culprit.ingest.gateway.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A log line that is a JSON object, as names with texts: nested names are joined by dots, all lower
 * case, {@code $} and {@code -} gone. Reads what proxies write although it is no JSON (a status
 * {@code 009}, {@code \x22}), and of a line that was cut what came before the cut.
 */
public final class JsonLine {
  private static final int MOST_NAMES = 200;
  private static final int MOST_DEPTH = 6;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .build();

  private final Map<String, String> values = new HashMap<>();

  private JsonLine() {}

  /** Empty when the text does not begin an object or names nothing. */
  public static Optional<JsonLine> parse(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    JsonLine line = new JsonLine();
    try (JsonParser parser = JSON.createParser(text)) {
      line.read(parser);
    } catch (IOException cut) {
      // What came before the cut is worth reading.
    }
    return line.values.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private void read(JsonParser parser) throws IOException {
    Deque<String> path = new ArrayDeque<>();
    String prefix = "";
    String name = "";
    JsonToken token = parser.nextToken();
    while ((token = parser.nextToken()) != null && values.size() < MOST_NAMES) {
      switch (token) {
        case FIELD_NAME -> name = plain(parser.getText());
        case START_OBJECT -> {
          path.push(prefix);
          prefix = path.size() > MOST_DEPTH ? prefix : prefix + name + ".";
        }
        case END_OBJECT -> prefix = path.isEmpty() ? "" : path.pop();
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
            values.putIfAbsent(prefix + name, parser.getText());
        default -> {
          // Of an array the first value stands for all; null says nothing.
        }
      }
    }
  }

  private static String plain(String told) {
    String name = told.toLowerCase(Locale.ROOT);
    return name.indexOf('-') < 0 && name.indexOf('$') < 0
        ? name
        : name.replace('-', '_').replace("$", "");
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
