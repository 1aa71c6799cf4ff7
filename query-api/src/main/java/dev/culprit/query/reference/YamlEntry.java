package dev.culprit.query.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map of a YAML file, read strictly: what is missing, of the wrong type or not asked for in the
 * end is an error that names its place, so that a slip of the pen stops the start and not a reader.
 */
final class YamlEntry {
  private final String place;
  private final Map<?, ?> values;
  private final Set<String> unread = new TreeSet<>();

  private YamlEntry(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
    values.keySet().forEach(key -> unread.add(key.toString()));
  }

  static YamlEntry of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new YamlEntry(place, map);
    }
    throw new IllegalStateException(place + " must be a map");
  }

  String text(String key) {
    if (take(key) instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw wrong(key, "must be text");
  }

  @Nullable String textOrNull(String key) {
    return values.containsKey(key) ? text(key) : null;
  }

  boolean flag(String key) {
    return values.containsKey(key) && Boolean.TRUE.equals(take(key));
  }

  int number(String key) {
    if (take(key) instanceof Integer number) {
      return number;
    }
    throw wrong(key, "must be a whole number");
  }

  List<String> texts(String key) {
    return list(key, String.class);
  }

  List<Integer> numbers(String key) {
    return list(key, Integer.class);
  }

  <T> List<T> entries(String key, Function<YamlEntry, T> reader) {
    List<T> read = new ArrayList<>();
    for (Object value : list(key, Map.class)) {
      YamlEntry entry = of(place + "." + key + "[" + read.size() + "]", value);
      read.add(reader.apply(entry));
      entry.close();
    }
    return List.copyOf(read);
  }

  /** The entries of a map by their names, in the order of the file. */
  <T> List<T> named(String key, BiFunction<String, YamlEntry, T> reader) {
    YamlEntry map = of(place + "." + key, take(key));
    List<T> read = new ArrayList<>();
    map.values.forEach(
        (name, value) -> {
          YamlEntry entry = of(map.place + "." + name, value);
          read.add(reader.apply(name.toString(), entry));
          entry.close();
        });
    return List.copyOf(read);
  }

  /** A map of texts, in the order of the file. */
  Map<String, String> namedTexts(String key) {
    YamlEntry map = of(place + "." + key, take(key));
    Map<String, String> read = new LinkedHashMap<>();
    map.values.keySet().forEach(name -> read.put(name.toString(), map.text(name.toString())));
    return read;
  }

  /** Complains of what nobody read. */
  void close() {
    if (!unread.isEmpty()) {
      throw new IllegalStateException(place + " has unknown keys: " + unread);
    }
  }

  private <T> List<T> list(String key, Class<T> type) {
    if (take(key) instanceof List<?> list && list.stream().allMatch(type::isInstance)) {
      return list.stream().<T>map(type::cast).toList();
    }
    throw wrong(key, "must be a list of " + type.getSimpleName());
  }

  private @Nullable Object take(String key) {
    unread.remove(key);
    return values.get(key);
  }

  private IllegalStateException wrong(String key, String why) {
    return new IllegalStateException(place + "." + key + " " + why);
  }
}
