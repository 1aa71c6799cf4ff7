package dev.culprit.alert.rate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known of one series: its counts by environment over the horizon, when it began, and what
 * judges derived from them for the current minute. Confined to one thread.
 */
public final class RateSeries {
  private static final MinuteSeries NOTHING = new MinuteSeries();

  private final SeriesKey key;
  private final int firstMinute;
  private final Map<String, MinuteSeries> environments = new HashMap<>(2);
  private final Map<String, Remembered> remembered = new HashMap<>(2);

  /**
   * Starts one.
   *
   * @param firstMinute when the problem or project was first heard of; 0 = long ago
   */
  public RateSeries(SeriesKey key, int firstMinute) {
    this.key = key;
    this.firstMinute = firstMinute;
  }

  public SeriesKey key() {
    return key;
  }

  public int firstMinute() {
    return firstMinute;
  }

  public void raise(String environment, int minute, long count) {
    environments.computeIfAbsent(environment, name -> new MinuteSeries()).raise(minute, count);
  }

  /** The counts of one environment, or of all together when it is empty. */
  public MinuteCounts counts(String environment) {
    if (!environment.isEmpty()) {
      return environments.getOrDefault(environment, NOTHING);
    }
    return environments.isEmpty() ? NOTHING : MinuteSeries.total(environments.values());
  }

  /** A derived value that is worked out at most once a minute for each environment. */
  @SuppressWarnings("unchecked")
  public <T> T rememberedFor(int minute, String environment, Supplier<T> derive) {
    Remembered known = remembered.get(environment);
    if (known == null || known.minute != minute) {
      known = new Remembered(minute, derive.get());
      remembered.put(environment, known);
    }
    return (T) known.value;
  }

  void forgetBefore(int minute) {
    environments.values().forEach(series -> series.forgetBefore(minute));
    environments.values().removeIf(series -> series.size() == 0);
  }

  /** Minutes held, as a measure of memory: each takes 12 bytes. */
  int weight() {
    int weight = 16;
    for (MinuteSeries series : environments.values()) {
      weight += series.size() + 8;
    }
    return weight;
  }

  private record Remembered(int minute, Object value) {}
}
