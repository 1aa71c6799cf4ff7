package dev.culprit.grouping.similarity;

/**
 * How much is remembered and looked at.
 *
 * @param problems most problems of a project; the longest unseen goes first
 * @param traces most traces that stand for one problem
 * @param commonFrom a frame in more traces than this leads to nobody
 * @param candidates most traces that are compared with an event
 */
public record IndexLimits(int problems, int traces, int commonFrom, int candidates) {

  public static final IndexLimits DEFAULT = new IndexLimits(20_000, 4, 256, 24);

  public IndexLimits {
    if (problems < 1 || traces < 1 || commonFrom < 1 || candidates < 1) {
      throw new IllegalArgumentException("Limits of the index must be at least 1");
    }
  }
}
