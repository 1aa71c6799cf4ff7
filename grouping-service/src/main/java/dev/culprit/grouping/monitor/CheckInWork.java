package dev.culprit.grouping.monitor;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Applies one check-in: makes or changes its monitor, begins or ends its run, and says when the
 * next one is due. Check-ins that come late never move that time back.
 */
public final class CheckInWork {

  private static final int MOST_ENVIRONMENTS = 100;

  /** A job's clock may be a little early, and must then not be expected again at once. */
  private static final Duration EARLY = Duration.ofSeconds(5);

  private final MonitorStore store;

  public CheckInWork(MonitorStore store) {
    this.store = store;
  }

  /** {@code uid} stands for runs without an id; the result says why it was rejected, if it was. */
  public Future<Optional<String>> apply(
      long projectId, UUID uid, Instant occurredAt, CheckIn checkIn) {
    if (checkIn.unreadable() != null) {
      return Future.succeededFuture(Optional.of(checkIn.unreadable()));
    }
    return store
        .lock(projectId, checkIn.slug(), occurredAt)
        .compose(
            monitor ->
                monitor.isEmpty()
                    ? Future.succeededFuture(Optional.of("The project has too many monitors."))
                    : apply(monitor.get(), uid, occurredAt, checkIn));
  }

  private Future<Optional<String>> apply(
      Monitor before, UUID uid, Instant occurredAt, CheckIn checkIn) {
    MonitorConfig told = checkIn.config();
    boolean changes = told != null && !told.equals(before.config());
    Monitor monitor =
        told == null ? before : new Monitor(before.id(), before.projectId(), before.slug(), told);
    Future<Void> configured = changes ? store.configure(monitor) : Future.succeededFuture();
    return configured
        .compose(
            done ->
                checkIn.id() == null && !checkIn.isFinal()
                    ? store.find(monitor, checkIn.environment(), uid)
                    : store.find(monitor, checkIn.environment(), checkIn.id()))
        .compose(
            known ->
                known.environment() == null && known.environments() >= MOST_ENVIRONMENTS
                    ? Future.succeededFuture(Optional.of("The monitor has too many environments."))
                    : new Step(monitor, changes, uid, occurredAt, checkIn, known)
                        .run()
                        .map(Optional.empty()));
  }

  /** What one check-in does to its run and its environment. */
  private final class Step {
    private final Monitor monitor;
    private final boolean changes;
    private final UUID uid;
    private final Instant at;
    private final CheckIn checkIn;
    private final @Nullable MonitorEnvironment before;
    private final MonitorStore.@Nullable StoredRun stored;

    Step(
        Monitor monitor,
        boolean changes,
        UUID uid,
        Instant at,
        CheckIn checkIn,
        MonitorStore.Known known) {
      this.monitor = monitor;
      this.changes = changes;
      this.uid = uid;
      this.at = at;
      this.checkIn = checkIn;
      this.before = known.environment();
      this.stored = known.run();
    }

    Future<Void> run() {
      Instant startedAt = startedAt();
      Future<Void> written;
      if (stored == null) {
        written = store.insert(List.of(run(startedAt)));
      } else if (checkIn.isFinal() && isOpen(stored.status())) {
        written = store.finish(run(startedAt));
      } else {
        written = Future.succeededFuture();
      }
      return written.compose(done -> store.put(environment(startedAt)));
    }

    private static boolean isOpen(RunStatus status) {
      return status == RunStatus.IN_PROGRESS || status == RunStatus.TIMEOUT;
    }

    private Instant startedAt() {
      if (stored != null) {
        return stored.startedAt();
      }
      return checkIn.isFinal() ? at.minusMillis(checkIn.durationMillis()) : at;
    }

    private Run run(Instant startedAt) {
      return new Run(
          monitor,
          checkIn.environment(),
          checkInId(),
          checkIn.status(),
          startedAt,
          checkIn.isFinal() ? at : null,
          durationMillis(startedAt),
          checkIn.release(),
          checkIn.status() == RunStatus.FAILED ? at : null);
    }

    private UUID checkInId() {
      if (stored != null) {
        return stored.checkInId();
      }
      return checkIn.id() == null ? uid : checkIn.id();
    }

    private @Nullable Long durationMillis(Instant startedAt) {
      if (!checkIn.isFinal()) {
        return null;
      }
      if (checkIn.durationMillis() > 0) {
        return checkIn.durationMillis();
      }
      return stored == null ? null : Math.max(0, Duration.between(startedAt, at).toMillis());
    }

    private MonitorEnvironment environment(Instant startedAt) {
      MonitorEnvironment known =
          before == null
              ? new MonitorEnvironment(
                  monitor.id(), checkIn.environment(), MonitorEnvironment.WAITING, at, null, 0)
              : before;
      boolean isLatest = !at.isBefore(known.lastCheckInAt());
      return new MonitorEnvironment(
          known.monitorId(),
          known.name(),
          status(known, isLatest),
          isLatest ? at : known.lastCheckInAt(),
          nextDueAt(startedAt),
          isLatest ? 0 : known.missedInARow());
    }

    private String status(MonitorEnvironment known, boolean isLatest) {
      boolean tookTooLong = stored != null && stored.status() == RunStatus.TIMEOUT;
      if (checkIn.isFinal() && isLatest && !tookTooLong) {
        return checkIn.status().code();
      }
      return known.status().equals(MonitorEnvironment.SILENT)
          ? MonitorEnvironment.WAITING
          : known.status();
    }

    private @Nullable Instant nextDueAt(Instant startedAt) {
      Instant next = next(startedAt);
      Instant expected = before == null || changes ? null : before.nextDueAt();
      return expected != null && (next == null || expected.isAfter(next)) ? expected : next;
    }

    private @Nullable Instant next(Instant startedAt) {
      Schedule schedule = monitor.config().schedule();
      Instant from = schedule instanceof Schedule.Crontab ? startedAt.plus(EARLY) : startedAt;
      return schedule.nextAfter(from).orElse(null);
    }
  }
}
