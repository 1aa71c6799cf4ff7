package dev.culprit.alert.rate;

import java.util.Arrays;
import java.util.Collection;

/** The counts of one series in one environment, sparse and ordered by minute. Not thread-safe. */
public final class MinuteSeries implements MinuteCounts {
  private int[] minutes = new int[4];
  private long[] counts = new long[4];
  private int size;

  /** Several environments read as one. */
  public static MinuteCounts total(Collection<MinuteSeries> parts) {
    return parts.size() == 1 ? parts.iterator().next() : new Total(parts);
  }

  /** Keeps the larger of the known and the given count. */
  public void raise(int minute, long count) {
    int at = lowerBound(minute);
    if (at < size && minutes[at] == minute) {
      counts[at] = Math.max(counts[at], count);
      return;
    }
    if (size == minutes.length) {
      minutes = Arrays.copyOf(minutes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(minutes, at, minutes, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    minutes[at] = minute;
    counts[at] = count;
    size++;
  }

  void forgetBefore(int minute) {
    int gone = lowerBound(minute);
    if (gone > 0) {
      System.arraycopy(minutes, gone, minutes, 0, size - gone);
      System.arraycopy(counts, gone, counts, 0, size - gone);
      size -= gone;
    }
  }

  int size() {
    return size;
  }

  @Override
  public long sum(int fromMinute, int toMinute) {
    long sum = 0;
    for (int i = lowerBound(fromMinute); i < size && minutes[i] <= toMinute; i++) {
      sum += counts[i];
    }
    return sum;
  }

  @Override
  public long[] buckets(int firstMinute, int width, int count) {
    long[] buckets = new long[count];
    addTo(buckets, firstMinute, width);
    return buckets;
  }

  private void addTo(long[] buckets, int firstMinute, int width) {
    int end = firstMinute + width * buckets.length;
    for (int i = lowerBound(firstMinute); i < size && minutes[i] < end; i++) {
      buckets[(minutes[i] - firstMinute) / width] += counts[i];
    }
  }

  private int lowerBound(int minute) {
    // Nearly every change is at the end.
    if (size == 0 || minutes[size - 1] < minute) {
      return size;
    }
    int found = Arrays.binarySearch(minutes, 0, size, minute);
    return found < 0 ? -found - 1 : found;
  }

  private record Total(Collection<MinuteSeries> parts) implements MinuteCounts {
    @Override
    public long sum(int fromMinute, int toMinute) {
      long sum = 0;
      for (MinuteSeries part : parts) {
        sum += part.sum(fromMinute, toMinute);
      }
      return sum;
    }

    @Override
    public long[] buckets(int firstMinute, int width, int count) {
      long[] buckets = new long[count];
      for (MinuteSeries part : parts) {
        part.addTo(buckets, firstMinute, width);
      }
      return buckets;
    }
  }
}
