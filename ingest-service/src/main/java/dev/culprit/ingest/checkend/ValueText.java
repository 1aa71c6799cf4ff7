package dev.culprit.ingest.checkend;

import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import org.jspecify.annotations.Nullable;

/** Looks into value trees for the plain texts and numbers that have a place of their own. */
final class ValueText {
  private ValueText() {}

  /** The text of a scalar; empty for null, lists and maps. */
  static String of(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> "";
    };
  }

  static @Nullable Value value(MapValue map, String name) {
    for (MapValue.Entry entry : map.getEntriesList()) {
      if (entry.getKey().equals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** The text under the first of these names that has one; else empty. */
  static String find(MapValue map, String... names) {
    for (String name : names) {
      Value value = value(map, name);
      String text = value == null ? "" : of(value);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  /** The whole number under one of these names, also when written as text; else 0. */
  static int number(MapValue map, String... names) {
    String text = find(map, names);
    if (text.isEmpty() || text.length() > 9) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return 0;
      }
    }
    return Integer.parseInt(text);
  }
}
