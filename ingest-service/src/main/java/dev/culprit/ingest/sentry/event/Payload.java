package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as its client sent it, under today's names; what is missing is empty. */
final class Payload {
  final Mendings mendings = new Mendings();
  final Map<String, Value> fields = new HashMap<>();
  List<StackedEntry> exceptions = List.of();
  List<StackedEntry> threads = List.of();
  Stack stack = Stack.NONE;

  @Nullable Value value(String name) {
    return fields.get(name);
  }

  /** The text of a scalar field; what is none is left out with a note. */
  String text(String name) {
    Value value = fields.get(name);
    return value == null ? "" : Texts.scalar(value, name, mendings);
  }

  /** The fields of an object; what is none is left out with a note. */
  MapValue object(String name) {
    Value value = fields.get(name);
    return value == null ? MapValue.getDefaultInstance() : Texts.object(value, name, mendings);
  }
}
