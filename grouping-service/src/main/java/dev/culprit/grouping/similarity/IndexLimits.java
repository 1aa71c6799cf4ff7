package dev.culprit.grouping.similarity;

/**
 * How much is remembered and looked at.
 *
 * @param problems most problems of a project; the longest unseen goes first
 * @param traces most traces that stand for one problem
 * @param allTraces most traces of a project; the problem longest unseen goes first
 * @param commonFrom a frame in more traces than this leads to nobody
 * @param candidates most traces that are compared with an event
 */
public record IndexLimits(int problems, int traces, int allTraces, int commonFrom, int candidates) {

  public static final IndexLimits DEFAULT = new IndexLimits(20_000, 4, 30_000, 256, 24);

  public IndexLimits {
    if (problems < 1 || traces < 1 || allTraces < traces || commonFrom < 1 || candidates < 1) {
      throw new IllegalArgumentException(
          "Limits of the index must be at least 1, and that of all traces at least that of one problem");
    }
  }
}
