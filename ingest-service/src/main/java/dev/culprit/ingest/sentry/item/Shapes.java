package dev.culprit.ingest.sentry.item;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;

/** The shapes in which clients of different ages write the same thing. */
final class Shapes {
  private Shapes() {}

  /** The field as it is; null of JSON when there is none. */
  static Value field(MapValue map, String... names) {
    for (String name : names) {
      Value value = ValueText.value(map, name);
      if (value != null && value.getKindCase() != Value.KindCase.KIND_NOT_SET) {
        return value;
      }
    }
    return Value.getDefaultInstance();
  }

  /** {@code {"values": […]}}, a bare list, or one object alone. */
  static List<Value> list(Value value) {
    if (value.hasListValue()) {
      return value.getListValue().getValuesList();
    }
    if (!value.hasMapValue()) {
      return List.of();
    }
    Value values = ValueText.value(value.getMapValue(), "values");
    return values == null ? List.of(value) : values.getListValue().getValuesList();
  }

  /** An object's entries, or pairs in a list. */
  static List<MapValue.Entry> pairs(Value value) {
    if (value.hasMapValue()) {
      return value.getMapValue().getEntriesList();
    }
    List<MapValue.Entry> pairs = new ArrayList<>();
    for (Value pair : value.getListValue().getValuesList()) {
      List<Value> parts = pair.getListValue().getValuesList();
      if (parts.size() == 2) {
        pairs.add(
            MapValue.Entry.newBuilder()
                .setKey(ValueText.of(parts.get(0)))
                .setValue(parts.get(1))
                .build());
      }
    }
    return pairs;
  }

  /** A text of anything; lists and objects as a person would read them. */
  static String text(Value value) {
    return switch (value.getKindCase()) {
      case LIST_VALUE ->
          String.join(
              ", ", value.getListValue().getValuesList().stream().map(Shapes::text).toList());
      case MAP_VALUE ->
          String.join(
              ", ",
              value.getMapValue().getEntriesList().stream()
                  .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                  .toList());
      default -> ValueText.of(value);
    };
  }
}
