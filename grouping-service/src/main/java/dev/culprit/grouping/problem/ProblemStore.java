package dev.culprit.grouping.problem;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The problems, inside one transaction. Callers keep the order findOrOpen, (events), count,
 * rollups, facets, releases: it is the order of locks, and the same everywhere.
 */
public interface ProblemStore {

  /** Where these fingerprints lead; unknown ones are absent. */
  Future<Map<FingerprintKey, Long>> find(Collection<FingerprintKey> fingerprints);

  /**
   * Opens those that no fingerprint leads to yet. Waits for a transaction that is opening the same
   * one; exactly one opens it. The list must be sorted by fingerprint.
   */
  Future<LocatedProblems> findOrOpen(List<NewProblem> problems);

  /**
   * Lets fingerprints lead to existing problems, unless something else leads them elsewhere by now;
   * answers where they lead. Those whose problem is gone or merged are absent. The list must be
   * sorted by fingerprint.
   */
  Future<Map<FingerprintKey, Long>> join(List<JoinedFingerprint> fingerprints);

  /** Takes back problems that this transaction opened. */
  Future<Void> takeBack(Collection<Long> problemIds);

  /**
   * Locks the problems in the order of their ids and adds to their counts; a resolved one becomes
   * unresolved. Problems that were deleted or merged are absent from the answer.
   */
  Future<Map<Long, CountedProblem>> count(List<ProblemCount> counts);

  Future<Map<Long, ProblemSummary>> summaries(Collection<Long> problemIds);

  /** Rows sorted by {@link RollupRow#ORDER}, without releases. */
  Future<Void> addToMinutes(List<RollupRow> rows);

  /** Rows sorted by {@link RollupRow#ORDER}. */
  Future<Void> addToHours(List<RollupRow> rows);

  /** Facets sorted by {@link Facet#ORDER}; those that are there already stay. */
  Future<Void> addFacets(List<Facet> facets);

  /** Sorted by their keys; an earlier one that is there already stays. */
  Future<Void> addReleases(List<ReleaseSight> releases);

  Future<Void> appendHistory(List<HistoryRow> rows);
}
