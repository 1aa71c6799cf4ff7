package dev.culprit.alert.detect;

import dev.culprit.alert.rate.MinuteSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/**
 * Plays an expected rate as random counts, minute by minute, and notes where the detector fires.
 */
final class SyntheticSeries {
  static final int START = 29_000_000;

  private final Random random;
  private final double dispersion;
  private final MinuteSeries counts = new MinuteSeries();

  /** Dispersion 1 is Poisson; above, negative binomial. */
  SyntheticSeries(long seed, double dispersion) {
    this.random = new Random(seed);
    this.dispersion = dispersion;
  }

  /** Minutes after the start at which an incident would have opened, with a calm of 15 minutes. */
  List<Integer> play(int minutes, IntToDoubleFunction rate) {
    return play(minutes, rate, Sensitivity.MEDIUM, 20);
  }

  List<Integer> play(
      int minutes, IntToDoubleFunction rate, Sensitivity sensitivity, long minimumEvents) {
    List<Integer> opened = new ArrayList<>();
    int lastHot = Integer.MIN_VALUE / 2;
    boolean open = false;
    for (int i = 0; i < minutes; i++) {
      int now = START + i;
      long count = draw(rate.applyAsDouble(i));
      if (count > 0) {
        counts.raise(now, count);
      }
      Verdict verdict =
          SpikeDetector.judge(
              counts, now, () -> Baseline.estimate(counts, now, START), sensitivity, minimumEvents);
      if (verdict.isFiring() && Precedents.expects(Precedents.count(counts, now, verdict))) {
        continue;
      }
      if (verdict.isFiring() && !open) {
        opened.add(i);
        open = true;
      }
      lastHot = verdict.isHot() ? i : lastHot;
      open = open && i - lastHot < 15;
    }
    return opened;
  }

  private long draw(double mean) {
    if (mean <= 0) {
      return 0;
    }
    double scaled = dispersion <= 1 ? mean : gamma(mean / (dispersion - 1)) * (dispersion - 1);
    return poisson(scaled);
  }

  private long poisson(double mean) {
    if (mean > 200) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    long count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** Marsaglia and Tsang's method. */
  private double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
