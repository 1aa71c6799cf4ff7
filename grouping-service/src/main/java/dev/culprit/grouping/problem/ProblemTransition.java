package dev.culprit.grouping.problem;

import java.time.Instant;

/** What happened to a problem. */
public sealed interface ProblemTransition {

  long projectId();

  long problemId();

  /** More of the same: nothing to tell but the count. */
  record Repeated(long projectId, long problemId) implements ProblemTransition {}

  /** A transition that others are told of. */
  sealed interface Told extends ProblemTransition {

    Instant at();

    ProblemSummary problem();
  }

  /** A transition that an event brought about. */
  sealed interface ByEvent extends Told {

    String environment();

    String release();
  }

  /** The first event of a new problem. */
  record Opened(
      long projectId,
      long problemId,
      Instant at,
      String environment,
      String release,
      ProblemSummary problem)
      implements ByEvent {}

  /** A resolved problem came back. */
  record Regressed(
      long projectId,
      long problemId,
      Instant at,
      String environment,
      String release,
      ProblemSummary problem)
      implements ByEvent {}

  /** A person gave it another status. */
  record StatusSet(
      long projectId, long problemId, Instant at, ProblemSummary problem, ProblemStatus status)
      implements Told {}

  /** A person, or retention, deleted it. */
  record Deleted(long projectId, long problemId, Instant at, ProblemSummary problem)
      implements Told {}
}
