package dev.culprit.alert.detect;

import java.util.Locale;

/** The words verdicts are made of. */
final class Phrases {
  private Phrases() {}

  static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }

  static String minutes(int minutes) {
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  /** One digit after the point below 100, none above; "none" when it rounds to nothing. */
  static String rate(double value) {
    if (value < 0.05) {
      return "none";
    }
    return value < 100
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.0f", value);
  }

  /** " (44x)", or nothing when there is no usual rate to compare with. */
  static String ratio(long observed, double usual) {
    if (usual < 0.05) {
      return "";
    }
    double ratio = observed / usual;
    return ratio < 10
        ? String.format(Locale.ROOT, " (%.1fx)", ratio)
        : String.format(Locale.ROOT, " (%.0fx)", ratio);
  }
}
