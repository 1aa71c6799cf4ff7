package dev.culprit.grouping.watch;

/**
 * What happened to a problem lately, for those who show it.
 *
 * @param occurrenceCount how many events it has now; 0 when deleted
 */
public record ProblemChange(
    Kind kind, long projectId, long problemId, long atMillis, long occurrenceCount) {

  /**
   * From the least to the most telling: of changes that are folded into one, the most telling kind
   * stays.
   */
  public enum Kind {
    REPEATED,
    UPDATED,
    REGRESSED,
    OPENED,
    DELETED,
    /** Changes were lost; says nothing of a problem. */
    RESYNC
  }

  /** A change that stands for lost ones. */
  public static ProblemChange resync(long atMillis) {
    return new ProblemChange(Kind.RESYNC, 0, 0, atMillis, 0);
  }

  /** This change and a later one of the same problem as one. */
  ProblemChange fold(ProblemChange later) {
    return new ProblemChange(
        kind.compareTo(later.kind) >= 0 ? kind : later.kind,
        projectId,
        problemId,
        Math.max(atMillis, later.atMillis),
        later.kind == Kind.DELETED ? 0 : Math.max(occurrenceCount, later.occurrenceCount));
  }
}
