package dev.culprit.grouping.similarity;

import java.util.List;

/** How an event compares with the problems of its project. */
public sealed interface Verdict {

  /** It belongs to the problem without doubt. */
  record Same(long problemId, double likeness, List<FrameDifference> differences)
      implements Verdict {}

  /** A person may want to join it to the problem. */
  record Perhaps(long problemId, double likeness, List<FrameDifference> differences)
      implements Verdict {}

  /** No problem is like it. */
  record Different() implements Verdict {}
}
