package dev.culprit.ingest.scrub;

import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Set;

/**
 * Scrubs and bounds trees of values. A tree that needs no change comes back as the same object; one
 * over its size keeps its first entries.
 */
final class TreeScrubber {
  private static final Value SCRUBBED =
      Value.newBuilder().setStringValue(EventScrubber.SCRUBBED).build();
  private static final Value NULL = Value.getDefaultInstance();
  private static final int SIZE_OF_A_SCALAR = 8;
  private static final Set<String> NO_SECRETS = Set.of("", "[Filtered]", "[FILTERED]");

  private final EventCleaner cleaner;

  TreeScrubber(EventCleaner cleaner) {
    this.cleaner = cleaner;
  }

  MapValue scrub(String field, MapValue map, int size) {
    if (map.getEntriesCount() == 0) {
      return map;
    }
    return new Walk(field, size).map(map, 1);
  }

  Value scrub(String field, Value value, int size) {
    return new Walk(field, size).value(value, 1);
  }

  private final class Walk {
    private final String field;
    private int left;

    Walk(String field, int size) {
      this.field = field;
      this.left = size;
    }

    Value value(Value value, int depth) {
      switch (value.getKindCase()) {
        case STRING_VALUE -> {
          String text = value.getStringValue();
          String clean = cleaner.text(field, text, Math.min(Bounds.TREE_STRING_LENGTH, room()));
          left -= clean.length();
          return Same.object(clean, text)
              ? value
              : Value.newBuilder().setStringValue(clean).build();
        }
        case INT_VALUE -> {
          left -= SIZE_OF_A_SCALAR;
          return CardNumbers.isCard(value.getIntValue()) ? SCRUBBED : value;
        }
        case LIST_VALUE -> {
          if (tooDeep(depth)) {
            return NULL;
          }
          ListValue list = list(value.getListValue(), depth + 1);
          return Same.object(list, value.getListValue())
              ? value
              : Value.newBuilder().setListValue(list).build();
        }
        case MAP_VALUE -> {
          if (tooDeep(depth)) {
            return NULL;
          }
          MapValue map = map(value.getMapValue(), depth + 1);
          return Same.object(map, value.getMapValue())
              ? value
              : Value.newBuilder().setMapValue(map).build();
        }
        default -> {
          left -= SIZE_OF_A_SCALAR;
          return value;
        }
      }
    }

    private ListValue list(ListValue list, int depth) {
      ListValue.Builder changed = null;
      int count = list.getValuesCount();
      for (int i = 0; i < count; i++) {
        if (isFull()) {
          return changed == null
              ? ListValue.newBuilder().addAllValues(list.getValuesList().subList(0, i)).build()
              : changed.build();
        }
        Value before = list.getValues(i);
        Value after = value(before, depth);
        if (changed == null && !Same.object(after, before)) {
          changed = ListValue.newBuilder().addAllValues(list.getValuesList().subList(0, i));
        }
        if (changed != null) {
          changed.addValues(after);
        }
      }
      return changed == null ? list : changed.build();
    }

    MapValue map(MapValue map, int depth) {
      MapValue.Builder changed = null;
      int count = map.getEntriesCount();
      for (int i = 0; i < count; i++) {
        if (isFull()) {
          return changed == null
              ? MapValue.newBuilder().addAllEntries(map.getEntriesList().subList(0, i)).build()
              : changed.build();
        }
        MapValue.Entry before = map.getEntries(i);
        MapValue.Entry after = entry(before, depth);
        if (changed == null && !Same.object(after, before)) {
          changed = MapValue.newBuilder().addAllEntries(map.getEntriesList().subList(0, i));
        }
        if (changed != null) {
          changed.addEntries(after);
        }
      }
      return changed == null ? map : changed.build();
    }

    private MapValue.Entry entry(MapValue.Entry entry, int depth) {
      String key = cleaner.word(field, entry.getKey(), Bounds.TREE_KEY_LENGTH);
      left -= key.length();
      Value before = entry.getValue();
      Value after;
      if (isSet(before) && cleaner.isSecretName(entry.getKey())) {
        left -= EventScrubber.SCRUBBED.length();
        after = SCRUBBED;
      } else {
        after = value(before, depth);
      }
      return Same.object(after, before) && Same.object(key, entry.getKey())
          ? entry
          : MapValue.Entry.newBuilder().setKey(key).setValue(after).build();
    }

    /**
     * An empty secret is no secret, and knowing that it was empty helps; so does knowing that the
     * client took it out.
     */
    private boolean isSet(Value value) {
      return value.getKindCase() != Value.KindCase.KIND_NOT_SET
          && value.getKindCase() != Value.KindCase.BOOL_VALUE
          && !(value.hasStringValue() && NO_SECRETS.contains(value.getStringValue()));
    }

    private int room() {
      return Math.max(left, 1);
    }

    private boolean isFull() {
      if (left > 0) {
        return false;
      }
      cleaner.notes().add(field + " was larger than its limit and was cut");
      return true;
    }

    private boolean tooDeep(int depth) {
      if (depth <= Bounds.TREE_DEPTH) {
        return false;
      }
      cleaner.notes().add(field + " was nested deeper than " + Bounds.TREE_DEPTH + " levels");
      return true;
    }
  }
}
