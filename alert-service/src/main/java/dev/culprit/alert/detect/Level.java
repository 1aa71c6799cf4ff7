package dev.culprit.alert.detect;

import java.util.Arrays;

/**
 * The usual count of a bucket and how much noisier it is than pure chance (1 = Poisson). Busy
 * series are described by median and median absolute deviation, which a past spike cannot move;
 * quiet ones, whose median is near 0, by mean and variance after cutting the highest hundredth, so
 * that regular bursts count as noise and a single one does not.
 */
record Level(double center, double dispersion) {
  /** From this median on, a series is busy. */
  private static final double BUSY = 20;

  private static final double MAD_TO_DEVIATION = 1.4826;

  static Level of(long[] buckets) {
    long[] sorted = buckets.clone();
    Arrays.sort(sorted);
    double median = median(sorted);
    return median >= BUSY ? busy(sorted, median) : quiet(sorted);
  }

  boolean isBusy() {
    return center >= BUSY;
  }

  Level atLeastAsNoisyAs(Level other) {
    return new Level(center, Math.max(dispersion, other.dispersion));
  }

  /**
   * The count that chance alone does not pass: the square root of a Poisson count is nearly normal
   * with deviation 1/2, which holds down to 0 where multiples of a deviation would not.
   */
  double limit(double deviations) {
    double root = Math.sqrt(center / dispersion) + deviations / 2;
    return dispersion * root * root;
  }

  private static Level busy(long[] sorted, double median) {
    long[] distances = new long[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      distances[i] = Math.round(Math.abs(sorted[i] - median));
    }
    Arrays.sort(distances);
    double deviation = MAD_TO_DEVIATION * median(distances);
    return new Level(median, Math.max(1, deviation * deviation / median));
  }

  private static Level quiet(long[] sorted) {
    int cut = Math.max(0, sorted.length - 1 - (sorted.length + 99) / 100);
    long highest = sorted[cut];
    double sum = 0;
    double squares = 0;
    for (long bucket : sorted) {
      double value = (double) Math.min(bucket, highest);
      sum += value;
      squares += value * value;
    }
    double mean = sum / sorted.length;
    double variance = squares / sorted.length - mean * mean;
    return new Level(mean, mean == 0 ? 1 : Math.max(1, variance / mean));
  }

  private static double median(long[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : (sorted[middle - 1] + (double) sorted[middle]) / 2;
  }
}
