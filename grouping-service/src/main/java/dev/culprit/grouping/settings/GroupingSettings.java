package dev.culprit.grouping.settings;

import dev.culprit.grouping.similarity.Thresholds;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a project groups, as it is stored.
 *
 * @param transition null when no version is being left
 * @param sameFrom from which likeness on two traces are the same; null = the default
 * @param perhapsFrom from which likeness on a problem is suggested; null = the default
 * @param revision how often they were changed; 0 = never, as new projects group
 */
public record GroupingSettings(
    int version,
    @Nullable Transition transition,
    String rules,
    boolean nearMatching,
    @Nullable Double sameFrom,
    @Nullable Double perhapsFrom,
    long revision,
    Instant updatedAt,
    String updatedBy) {

  /** How a project groups that nobody has set up. */
  public static GroupingSettings unchanged(int newestVersion) {
    return new GroupingSettings(newestVersion, null, "", true, null, null, 0, Instant.EPOCH, "");
  }

  /** A version that is being left: until then its fingerprints are known, too. */
  public record Transition(int previousVersion, Instant endsAt) {}

  public Thresholds thresholds() {
    Thresholds usual = Thresholds.DEFAULT;
    return new Thresholds(
        sameFrom == null ? usual.same() : sameFrom,
        perhapsFrom == null ? usual.perhaps() : perhapsFrom,
        usual.fewestFrames());
  }
}
