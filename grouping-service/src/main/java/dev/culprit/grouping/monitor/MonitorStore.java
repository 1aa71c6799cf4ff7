package dev.culprit.grouping.monitor;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Monitors and their runs, inside one transaction. */
public interface MonitorStore {

  /** Locks the monitor, and makes it when it is not there; empty when the project has too many. */
  Future<Optional<Monitor>> lock(long projectId, String slug, Instant now);

  Future<Void> configure(Monitor monitor);

  /**
   * What is known around a check-in.
   *
   * @param environment null when the monitor never ran there
   * @param environments how many environments the monitor has
   * @param run the run that the check-in belongs to; null when it is a new one
   */
  record Known(
      @Nullable MonitorEnvironment environment, int environments, @Nullable StoredRun run) {}

  /** A run as it is stored. */
  record StoredRun(UUID checkInId, RunStatus status, Instant startedAt) {}

  /** With {@code checkInId} null, the latest run in progress is looked for. */
  Future<Known> find(Monitor monitor, String environment, @Nullable UUID checkInId);

  /** Stores runs that are not stored yet. */
  Future<Void> insert(List<Run> runs);

  /** Notes the end of a run; one that took too long stays so. */
  Future<Void> finish(Run run);

  Future<Void> put(MonitorEnvironment environment);

  /** A monitor that waits in vain in an environment. */
  record Due(Monitor monitor, MonitorEnvironment environment) {}

  /** Locks the monitors of some environments whose run is overdue, and tells those environments. */
  Future<List<Due>> lockDue(Instant now);

  /** Marks the runs in progress that take too long. */
  Future<Void> timeOut(Instant now);

  /** Some failures that no event tells of yet, oldest first. */
  Future<List<RunFailure>> unreported();

  Future<Void> markReported(List<RunFailure> failures);
}
