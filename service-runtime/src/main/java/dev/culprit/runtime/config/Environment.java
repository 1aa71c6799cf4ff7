package dev.culprit.runtime.config;

import static java.util.stream.Collectors.joining;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/**
 * The settings of one process: every variable whose name starts with {@code CULPRIT_}. Reading a
 * key makes it known, so that after all reads {@link #rejectUnknown()} finds misspelt ones. A blank
 * value counts as not given. Every failure is a {@link ConfigException} naming the key.
 */
public final class Environment {
  private static final String PREFIX = "CULPRIT_";
  private static final int HIGHEST_PORT = 65535;

  private final SortedMap<String, String> given;
  private final Set<String> known = new ConcurrentSkipListSet<>();
  private final Set<String> knownPrefixes = ConcurrentHashMap.newKeySet();
  private final Map<String, String> differences = new ConcurrentSkipListMap<>();

  private Environment(SortedMap<String, String> given) {
    this.given = given;
  }

  public static Environment of(Map<String, String> values) {
    SortedMap<String, String> given = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX) && !value.isBlank()) {
            given.put(key, value.trim());
          }
        });
    return new Environment(Collections.unmodifiableSortedMap(given));
  }

  public static Environment system() {
    return of(System.getenv());
  }

  public String text(String key, String defaultValue) {
    return read(key, defaultValue, Function.identity(), Function.identity());
  }

  public Optional<String> text(String key) {
    Optional<String> value = given(key);
    value.ifPresent(text -> differences.put(key, UserInfo.redact(text)));
    return value;
  }

  public int integer(String key, int defaultValue, int min, int max) {
    return Math.toIntExact(wholeNumber(key, defaultValue, min, max));
  }

  public long wholeNumber(String key, long defaultValue, long min, long max) {
    return read(key, defaultValue, text -> parseNumber(key, text, min, max), String::valueOf);
  }

  public boolean flag(String key, boolean defaultValue) {
    return read(key, defaultValue, text -> parseFlag(key, text), String::valueOf);
  }

  /**
   * A whole number with one unit: {@code 200ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 30d}.
   */
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    return read(key, defaultValue, text -> parseDuration(key, text, min, max), Durations::format);
  }

  public Path path(String key, Path defaultValue) {
    return read(key, defaultValue, text -> parsePath(key, text), Path::toString);
  }

  /** A TCP or UDP port; 0 takes any free one. */
  public int port(String key, int defaultValue) {
    return integer(key, defaultValue, 0, HIGHEST_PORT);
  }

  /** Values separated by commas; blanks around them and empty ones are dropped. */
  public List<String> list(String key, List<String> defaultValue) {
    return read(key, defaultValue, Environment::parseList, list -> String.join(",", list));
  }

  public Optional<Secret> secret(String key) {
    Optional<Secret> value = given(key).map(Secret::new);
    value.ifPresent(secret -> differences.put(key, secret.toString()));
    return value;
  }

  /**
   * Accepts keys that this process does not read but another one started from the same environment
   * does: exact names, or prefixes ending in {@code *}.
   */
  public Environment alsoKnown(String... names) {
    for (String name : names) {
      if (name.endsWith("*")) {
        knownPrefixes.add(name.substring(0, name.length() - 1));
      } else {
        known.add(name);
      }
    }
    return this;
  }

  /** Call after every key was read. */
  public void rejectUnknown() {
    List<String> unknown = given.keySet().stream().filter(key -> !isKnown(key)).toList();
    if (!unknown.isEmpty()) {
      String names = unknown.stream().map(this::withSuggestion).collect(joining(", "));
      throw new ConfigException(
          (unknown.size() == 1 ? "unknown setting " : "unknown settings ")
              + names
              + "; correct or remove it");
    }
  }

  /** Every key that was read so far, given or not. */
  public SortedSet<String> known() {
    return new TreeSet<>(known);
  }

  /** The keys given with another value than their default; secrets are redacted. */
  public SortedMap<String, String> differences() {
    return new TreeMap<>(differences);
  }

  private boolean isKnown(String key) {
    return known.contains(key) || knownPrefixes.stream().anyMatch(key::startsWith);
  }

  private String withSuggestion(String key) {
    return key + NearestName.of(key, known).map(name -> " (did you mean " + name + "?)").orElse("");
  }

  private Optional<String> given(String key) {
    if (!key.startsWith(PREFIX)) {
      throw new IllegalArgumentException(key + " does not start with " + PREFIX);
    }
    known.add(key);
    return Optional.ofNullable(given.get(key));
  }

  private <T> T read(
      String key, T defaultValue, Function<String, T> parse, Function<T, String> show) {
    Optional<T> value = given(key).map(parse);
    value
        .filter(parsed -> !parsed.equals(defaultValue))
        .ifPresent(parsed -> differences.put(key, UserInfo.redact(show.apply(parsed))));
    return value.orElse(defaultValue);
  }

  private static Long parseNumber(String key, String text, long min, long max) {
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below together with numbers that are out of range.
    }
    throw new ConfigException(
        key + " must be a whole number from " + min + " to " + max + ", but is '" + text + "'");
  }

  private static Boolean parseFlag(String key, String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigException(key + " must be true or false, but is '" + text + "'");
    };
  }

  private static Duration parseDuration(String key, String text, Duration min, Duration max) {
    return Durations.parse(text)
        .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0)
        .orElseThrow(
            () ->
                new ConfigException(
                    key
                        + " must be a duration from "
                        + Durations.format(min)
                        + " to "
                        + Durations.format(max)
                        + ", such as 200ms, 5s or 2m, but is '"
                        + text
                        + "'"));
  }

  private static Path parsePath(String key, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(key + " must be a path, but is '" + text + "'", e);
    }
  }

  private static List<String> parseList(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
