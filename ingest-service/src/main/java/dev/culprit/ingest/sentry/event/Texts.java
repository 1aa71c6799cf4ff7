package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.List;

/** Plain texts and objects out of values of any type. */
final class Texts {
  private static final int LONGEST_JSON = 16_384;

  private Texts() {}

  /** The text of a scalar; a list or object becomes JSON, null becomes empty. */
  static String any(Value value) {
    if (!value.hasListValue() && !value.hasMapValue()) {
      return ValueText.of(value);
    }
    StringBuilder json = new StringBuilder();
    json(value, json);
    return json.toString();
  }

  /** The text of a scalar; a list or object is left out with a note. */
  static String scalar(Value value, String field, Mendings mendings) {
    if (value.hasListValue() || value.hasMapValue()) {
      mendings.note(field + " was not a text and was left out");
    }
    return ValueText.of(value);
  }

  /** The scalar text under this name of an object. */
  static String scalar(MapValue object, String name, String field, Mendings mendings) {
    Value value = ValueText.value(object, name);
    return value == null ? "" : scalar(value, field, mendings);
  }

  static MapValue object(Value value, String field, Mendings mendings) {
    // PHP writes an empty map as an empty list.
    boolean isEmpty = isNull(value) || (value.hasListValue() && list(value).isEmpty());
    if (!value.hasMapValue() && !isEmpty) {
      mendings.note(field + " was not an object and was left out");
    }
    return value.getMapValue();
  }

  static List<Value> list(Value value) {
    return value.getListValue().getValuesList();
  }

  static boolean isNull(Value value) {
    return value.getKindCase() == Value.KindCase.KIND_NOT_SET;
  }

  /** A whole number from 0, also when written as text or with a fraction of nothing; else 0. */
  static int number(MapValue object, String name) {
    Value value = ValueText.value(object, name);
    if (value != null && value.hasDoubleValue()) {
      double number = value.getDoubleValue();
      return number >= 0 && number <= Integer.MAX_VALUE ? (int) number : 0;
    }
    return ValueText.number(object, name);
  }

  private static void json(Value value, StringBuilder out) {
    // An unfinished text says enough; it is cut anyway.
    if (out.length() > LONGEST_JSON) {
      return;
    }
    switch (value.getKindCase()) {
      case STRING_VALUE -> quoted(value.getStringValue(), out);
      case LIST_VALUE -> {
        String separator = "[";
        for (Value entry : list(value)) {
          out.append(separator);
          json(entry, out);
          separator = ",";
        }
        out.append(list(value).isEmpty() ? "[]" : "]");
      }
      case MAP_VALUE -> {
        String separator = "{";
        for (MapValue.Entry entry : value.getMapValue().getEntriesList()) {
          quoted(entry.getKey(), out.append(separator));
          json(entry.getValue(), out.append(':'));
          separator = ",";
        }
        out.append(value.getMapValue().getEntriesCount() == 0 ? "{}" : "}");
      }
      case KIND_NOT_SET -> out.append("null");
      default -> out.append(ValueText.of(value));
    }
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    out.append('"');
  }
}
