package dev.culprit.alert.rate;

/** Names one series of counts: a problem, or with problem 0 the whole project. */
public record SeriesKey(long projectId, long problemId) implements Comparable<SeriesKey> {
  /** The problem id that stands for the whole project. */
  public static final long WHOLE_PROJECT = 0;

  public static SeriesKey ofProject(long projectId) {
    return new SeriesKey(projectId, WHOLE_PROJECT);
  }

  public boolean isProject() {
    return problemId == WHOLE_PROJECT;
  }

  /** Spreads keys evenly, the same on every instance. */
  int partition(int partitions) {
    long mixed = (projectId * 0x9E3779B97F4A7C15L) ^ problemId;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) Math.floorMod(mixed ^ (mixed >>> 32), (long) partitions);
  }

  @Override
  public int compareTo(SeriesKey other) {
    int byProject = Long.compare(projectId, other.projectId);
    return byProject != 0 ? byProject : Long.compare(problemId, other.problemId);
  }
}
