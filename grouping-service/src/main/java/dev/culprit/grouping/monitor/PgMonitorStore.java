package dev.culprit.grouping.monitor;

import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;
import static dev.culprit.grouping.store.PgColumns.time;
import static dev.culprit.grouping.store.PgColumns.times;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of monitors inside a transaction. */
public final class PgMonitorStore implements MonitorStore {

  private static final int COLUMNS_OF_A_MONITOR = 8;

  private final SqlConnection connection;

  public PgMonitorStore(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<Optional<Monitor>> lock(long projectId, String slug, Instant now) {
    return find(projectId, slug)
        .compose(
            found ->
                found.isPresent()
                    ? Future.succeededFuture(found)
                    : connection
                        .preparedQuery(MonitorSql.INSERT)
                        .execute(Tuple.of(projectId, slug, time(now)))
                        .compose(inserted -> find(projectId, slug)));
  }

  private Future<Optional<Monitor>> find(long projectId, String slug) {
    return connection
        .preparedQuery(MonitorSql.LOCK)
        .execute(Tuple.of(projectId, slug))
        .map(
            rows ->
                rows.size() == 0 ? Optional.empty() : Optional.of(monitor(rows.iterator().next())));
  }

  private static Monitor monitor(Row row) {
    return new Monitor(
        row.getLong(0),
        row.getLong(1),
        row.getString(2),
        new MonitorConfig(
            schedule(row.getString(3), row.getLong(4), row.getString(5)),
            Duration.ofMinutes(row.getInteger(6)),
            Duration.ofMinutes(row.getInteger(7))));
  }

  private static Schedule schedule(
      @Nullable String crontab, @Nullable Long minutes, String timezone) {
    if (crontab != null) {
      return new Schedule.Crontab(crontab, ZoneId.of(timezone));
    }
    return minutes == null ? new Schedule.Unknown() : new Schedule.Interval(minutes);
  }

  @Override
  public Future<Void> configure(Monitor monitor) {
    Schedule schedule = monitor.config().schedule();
    Tuple values = Tuple.tuple();
    values
        .addValue(monitor.id())
        .addValue(schedule instanceof Schedule.Crontab crontab ? crontab.expression() : null)
        .addValue(schedule instanceof Schedule.Interval interval ? interval.minutes() : null)
        .addValue(schedule instanceof Schedule.Crontab crontab ? crontab.zone().getId() : "UTC")
        .addValue((int) monitor.config().margin().toMinutes())
        .addValue((int) monitor.config().maxRuntime().toMinutes());
    return connection.preparedQuery(MonitorSql.CONFIGURE).execute(values).mapEmpty();
  }

  @Override
  public Future<Known> find(Monitor monitor, String environment, @Nullable UUID checkInId) {
    Future<RowSet<Row>> environments =
        connection
            .preparedQuery(MonitorSql.FIND_ENVIRONMENT)
            .execute(Tuple.of(monitor.id(), environment));
    Future<RowSet<Row>> runs =
        checkInId == null
            ? connection
                .preparedQuery(MonitorSql.FIND_LATEST_RUN)
                .execute(Tuple.of(monitor.id(), environment))
            : connection
                .preparedQuery(MonitorSql.FIND_RUN)
                .execute(Tuple.of(monitor.id(), environment, checkInId));
    return Future.all(environments, runs)
        .map(
            done -> {
              Row row = environments.result().iterator().next();
              return new Known(
                  row.getString(0) == null ? null : environment(monitor.id(), environment, row, 0),
                  row.getLong(4).intValue(),
                  run(runs.result()));
            });
  }

  private static MonitorEnvironment environment(
      long monitorId, String environment, Row row, int from) {
    return new MonitorEnvironment(
        monitorId,
        environment,
        row.getString(from),
        row.getOffsetDateTime(from + 1).toInstant(),
        instant(row.getOffsetDateTime(from + 2)),
        row.getInteger(from + 3));
  }

  private static @Nullable StoredRun run(RowSet<Row> rows) {
    if (rows.size() == 0) {
      return null;
    }
    Row row = rows.iterator().next();
    return new StoredRun(
        row.getUUID(0), RunStatus.of(row.getString(1)), row.getOffsetDateTime(2).toInstant());
  }

  @Override
  public Future<Void> insert(List<Run> runs) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(runs, run -> run.monitor().projectId()))
        .addValue(longs(runs, run -> run.monitor().id()))
        .addValue(texts(runs, Run::environment))
        .addValue(column(runs, Run::checkInId, UUID[]::new))
        .addValue(texts(runs, run -> run.status().code()))
        .addValue(times(runs, Run::startedAt))
        .addValue(column(runs, run -> timeOrNull(run.finishedAt()), OffsetDateTime[]::new))
        .addValue(column(runs, Run::durationMillis, Long[]::new))
        .addValue(texts(runs, Run::release))
        .addValue(column(runs, run -> timeOrNull(run.failedAt()), OffsetDateTime[]::new));
    return connection.preparedQuery(MonitorSql.INSERT_RUNS).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> finish(Run run) {
    Tuple values = Tuple.tuple();
    values
        .addValue(run.monitor().id())
        .addValue(run.environment())
        .addValue(run.checkInId())
        .addValue(run.status().code())
        .addValue(timeOrNull(run.failedAt()))
        .addValue(timeOrNull(run.finishedAt()))
        .addValue(run.durationMillis());
    return connection.preparedQuery(MonitorSql.FINISH_RUN).execute(values).mapEmpty();
  }

  @Override
  public Future<Void> put(MonitorEnvironment environment) {
    Tuple values = Tuple.tuple();
    values
        .addValue(environment.monitorId())
        .addValue(environment.name())
        .addValue(environment.status())
        .addValue(time(environment.lastCheckInAt()))
        .addValue(timeOrNull(environment.nextDueAt()))
        .addValue(environment.missedInARow());
    return connection.preparedQuery(MonitorSql.PUT_ENVIRONMENT).execute(values).mapEmpty();
  }

  @Override
  public Future<List<Due>> lockDue(Instant now) {
    return connection
        .preparedQuery(MonitorSql.LOCK_DUE)
        .execute(Tuple.of(time(now)))
        .compose(
            rows -> {
              List<Long> ids = new ArrayList<>();
              for (Row row : rows) {
                ids.add(row.getLong(0));
              }
              return ids.isEmpty() ? Future.succeededFuture(List.of()) : due(ids, now);
            });
  }

  private Future<List<Due>> due(List<Long> monitorIds, Instant now) {
    return connection
        .preparedQuery(MonitorSql.DUE)
        .execute(Tuple.of(time(now)).addValue(monitorIds.toArray(Long[]::new)))
        .map(
            rows -> {
              List<Due> due = new ArrayList<>();
              for (Row row : rows) {
                Monitor monitor = monitor(row);
                String name = row.getString(COLUMNS_OF_A_MONITOR);
                due.add(
                    new Due(
                        monitor, environment(monitor.id(), name, row, COLUMNS_OF_A_MONITOR + 1)));
              }
              return due;
            });
  }

  @Override
  public Future<Void> timeOut(Instant now) {
    return connection.preparedQuery(MonitorSql.TIME_OUT).execute(Tuple.of(time(now))).mapEmpty();
  }

  @Override
  public Future<List<RunFailure>> unreported() {
    return connection
        .query(MonitorSql.UNREPORTED)
        .execute()
        .map(
            rows -> {
              List<RunFailure> failures = new ArrayList<>();
              rows.forEach(row -> failures.add(failure(row)));
              return failures;
            });
  }

  private static RunFailure failure(Row row) {
    return new RunFailure(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getUUID(5),
        RunStatus.of(row.getString(6)),
        row.getOffsetDateTime(7).toInstant(),
        Objects.requireNonNull(instant(row.getOffsetDateTime(8))),
        row.getString(9),
        Duration.ofMinutes(row.getInteger(10)));
  }

  @Override
  public Future<Void> markReported(List<RunFailure> failures) {
    Long[] ids = longs(failures, RunFailure::rowId);
    return connection
        .preparedQuery(MonitorSql.MARK_REPORTED)
        .execute(Tuple.tuple().addValue(ids))
        .mapEmpty();
  }

  private static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
