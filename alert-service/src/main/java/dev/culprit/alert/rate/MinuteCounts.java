package dev.culprit.alert.rate;

/** Read access to counts by minute; minutes without events count 0. */
public interface MinuteCounts {
  /** Events from one minute to another, both included. */
  long sum(int fromMinute, int toMinute);

  /** Sums of consecutive buckets, each {@code width} minutes wide, the first starting there. */
  long[] buckets(int firstMinute, int width, int count);
}
