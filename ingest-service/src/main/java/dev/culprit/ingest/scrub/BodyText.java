package dev.culprit.ingest.scrub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.net.URLDecoder;
import java.util.Optional;

/** Reads the body of a request that came as text into a tree, so that names in it can be judged. */
final class BodyText {
  private static final int MOST_FIELDS = 500;

  private BodyText() {}

  /** A tree for JSON and form text; the value itself for anything else. */
  static Value toTree(Value body, int longest) {
    if (!body.hasStringValue() || body.getStringValue().length() > 4 * longest) {
      return body;
    }
    String text = body.getStringValue().strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      Optional<Value> tree = JsonTrees.parse(text);
      return tree.orElse(body);
    }
    return isForm(text) ? form(text) : body;
  }

  private static boolean isForm(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '{' || c > 126) {
        return false;
      }
    }
    return true;
  }

  private static Value form(String text) {
    MapValue.Builder map = MapValue.newBuilder();
    for (String pair : text.split("&", MOST_FIELDS)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        map.addEntries(
            MapValue.Entry.newBuilder()
                .setKey(decode(name))
                .setValue(Value.newBuilder().setStringValue(decode(value))));
      }
    }
    return Value.newBuilder().setMapValue(map).build();
  }

  private static String decode(String encoded) {
    try {
      return URLDecoder.decode(encoded, UTF_8);
    } catch (IllegalArgumentException badEscape) {
      return encoded;
    }
  }
}
