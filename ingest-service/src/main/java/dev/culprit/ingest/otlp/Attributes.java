package dev.culprit.ingest.otlp;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one record or resource that have not found their place in the event yet. What
 * is taken is gone; what is left at the end is kept as a context.
 */
final class Attributes {
  /** More than clients send in earnest; what is beyond is left out with a note. */
  static final int MOST = 300;

  private final Map<String, AnyValue> values = new LinkedHashMap<>();
  private boolean cut;

  private Attributes() {}

  static Attributes of(List<KeyValue> pairs) {
    return new Attributes().and(pairs);
  }

  /** Adds those of another record; names that are there already keep their values. */
  Attributes and(List<KeyValue> pairs) {
    for (KeyValue pair : pairs) {
      if (values.size() >= MOST) {
        cut = true;
        return this;
      }
      values.putIfAbsent(pair.getKey(), pair.getValue());
    }
    return this;
  }

  /**
   * The text under the first of these names that has one, else empty. Further names go with it when
   * they say the same, as old and new names of one thing do.
   */
  String take(String... names) {
    String found = "";
    for (String name : names) {
      AnyValue value = values.get(name);
      String text = value == null ? "" : AttributeValues.text(value);
      if (found.isEmpty() || found.equals(text)) {
        values.remove(name);
        found = text;
      }
    }
    return found;
  }

  /** The whole number under the first of these names that has one, also as text; else 0. */
  int takeNumber(String... names) {
    for (String name : names) {
      AnyValue value = values.get(name);
      String text = value == null ? "" : AttributeValues.text(value);
      if (isNumber(text)) {
        take(names);
        return Integer.parseInt(text);
      }
    }
    return 0;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 9
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Nullable AnyValue takeValue(String name) {
    return values.remove(name);
  }

  /** Takes all whose names begin so, without that beginning. */
  Map<String, AnyValue> takeUnder(String prefix) {
    Map<String, AnyValue> taken = new LinkedHashMap<>();
    Iterator<Map.Entry<String, AnyValue>> entries = values.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, AnyValue> entry = entries.next();
      if (entry.getKey().startsWith(prefix)) {
        taken.put(entry.getKey().substring(prefix.length()), entry.getValue());
        entries.remove();
      }
    }
    return taken;
  }

  /** What is left, to look at and take from. */
  Map<String, AnyValue> left() {
    return values;
  }

  /** Keeps what is left as a context of the event. */
  void putLeft(String context, Event.Builder event) {
    if (cut) {
      event.addNotes("attributes were cut to " + MOST);
    }
    if (values.isEmpty()) {
      return;
    }
    MapValue.Builder map = MapValue.newBuilder();
    values.forEach(
        (name, value) ->
            map.addEntries(
                MapValue.Entry.newBuilder().setKey(name).setValue(AttributeValues.tree(value))));
    event.putContexts(context, map.build());
  }
}
