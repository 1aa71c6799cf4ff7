package dev.culprit.grouping.retention;

import dev.culprit.grouping.problem.FingerprintKey;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What retention deletes, in steps small enough that ingestion does not notice. */
public interface RetentionStore {

  /** Runs the work unless another instance is at it; false when one is. */
  Future<Boolean> alone(Supplier<Future<Void>> work);

  /**
   * How many days each project keeps its events; projects that nobody knows any more are absent.
   */
  Future<Map<Long, Integer>> retentionDays();

  /** The days that have partitions. */
  Future<Set<Long>> days();

  Future<Void> dropDay(long day);

  /** Deletes the events of one project before that day. */
  Future<Long> deleteEvents(long projectId, long beforeDay);

  /**
   * Deletes the attachments, feedback and check-ins of one project before that day, and monitors
   * that have none left.
   */
  Future<Long> deleteSupplements(long projectId, LocalDate before);

  /** Deletes what only recognises supplements that are sent again. */
  Future<Long> deleteTraces(LocalDate before);

  /** Deletes sums of sessions and lost events. */
  Future<Long> deleteSums(LocalDate before);

  Future<Long> deleteStackTraces(LocalDate unusedSince);

  /** Deletes sums by minute, of events and of gateways' requests. */
  Future<Long> deleteMinuteRollups(LocalDate before);

  /**
   * Deletes sums by hour, of events and of gateways' requests, and releases that have none left.
   */
  Future<Long> deleteHourRollups(LocalDate before);

  /** What was deleted: problems, and the fingerprints that led to them. */
  record DeletedProblems(Set<Long> ids, Set<FingerprintKey> fingerprints) {}

  /**
   * Deletes up to a bounded number of problems that were last seen before that day and have no
   * events left; {@code projectId} 0 stands for all projects without a retention of their own.
   */
  Future<DeletedProblems> deleteProblems(long projectId, LocalDate unseenSince);
}
