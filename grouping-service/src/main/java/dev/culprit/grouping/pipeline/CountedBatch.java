package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.Facet;
import dev.culprit.grouping.problem.ReleaseSight;
import java.util.List;
import java.util.Map;

/** What was new in a batch, and its problems after they were counted; their rows are locked. */
record CountedBatch(
    BatchTally tally,
    Map<Long, CountedProblem> problems,
    List<Facet> facets,
    List<ReleaseSight> releases) {}
