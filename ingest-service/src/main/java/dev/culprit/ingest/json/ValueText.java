package dev.culprit.ingest.json;

import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into value trees for the plain texts and numbers that have a place of their own. */
public final class ValueText {
  private ValueText() {}

  /** The text of a scalar; empty for null, lists and maps. */
  public static String of(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> "";
    };
  }

  /** The value under this name; null when there is none. */
  public static @Nullable Value value(MapValue map, String name) {
    for (MapValue.Entry entry : map.getEntriesList()) {
      if (entry.getKey().equals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** The text under the first of these names that has one; else empty. */
  public static String find(MapValue map, String... names) {
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
  public static int number(MapValue map, String... names) {
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

  /** The map without the entries that have found a place of their own. */
  public static MapValue without(MapValue map, Set<String> names) {
    MapValue.Builder rest = MapValue.newBuilder();
    for (MapValue.Entry entry : map.getEntriesList()) {
      if (!names.contains(entry.getKey())) {
        rest.addEntries(entry);
      }
    }
    return rest.build();
  }

  /** A text as a value. */
  public static Value value(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  /** An entry whose value is a text. */
  public static MapValue.Entry entry(String key, String text) {
    return MapValue.Entry.newBuilder().setKey(key).setValue(value(text)).build();
  }
}
