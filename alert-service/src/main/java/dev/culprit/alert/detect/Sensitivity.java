package dev.culprit.alert.detect;

/** How far above its usual rate a series must be to be called a spike. */
public enum Sensitivity {
  LOW(6, 4, 10),
  MEDIUM(5, 3, 5),
  HIGH(4, 2, 3);

  /**
   * Standard deviations of the measured noise; 5 leaves about three false alarms in ten million.
   */
  final double deviations;

  /** At least this many times the usual rate. */
  final double ratio;

  /** In its first hour a problem must pass the minimum this many times over, in five minutes. */
  final int firstHourFactor;

  Sensitivity(double deviations, double ratio, int firstHourFactor) {
    this.deviations = deviations;
    this.ratio = ratio;
    this.firstHourFactor = firstHourFactor;
  }

  public double deviations() {
    return deviations;
  }

  public double ratio() {
    return ratio;
  }
}
