package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.Facet;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.problem.ReleaseSight;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a committed transaction did.
 *
 * @param results one for each prepared event
 * @param located fingerprints that the transaction itself found or opened
 * @param transitions of each problem that got events
 * @param facets those that were written
 * @param releases those whose first sight was written
 * @param entry null when nothing was new
 */
record StoredBatch(
    List<EventResult> results,
    Map<FingerprintKey, Long> located,
    Map<Long, ProblemTransition> transitions,
    Map<Long, CountedProblem> counted,
    List<Facet> facets,
    List<ReleaseSight> releases,
    @Nullable OutboxEntry entry) {}
