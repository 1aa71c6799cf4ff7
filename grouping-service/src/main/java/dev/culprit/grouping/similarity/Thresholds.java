package dev.culprit.grouping.similarity;

/**
 * From which likeness on two traces count as the same, and as perhaps the same. Likeness is between
 * 0 and 1.
 *
 * @param same joins without asking; above 1 joins nothing
 * @param perhaps is worth showing to a person
 * @param fewestFrames traces with fewer common frames are never surely the same
 */
public record Thresholds(double same, double perhaps, int fewestFrames) {

  public static final Thresholds DEFAULT = new Thresholds(0.80, 0.55, 3);

  public Thresholds {
    if (!(same >= perhaps && perhaps > 0) || fewestFrames < 1) {
      throw new IllegalArgumentException(
          "Thresholds must rise from perhaps to same, and ask for at least one frame");
    }
  }
}
