package dev.culprit.grouping.retention;

import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.PgPartitions;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.store.PgInstanceLock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Retention on PostgreSQL. */
public final class PgRetentionStore implements RetentionStore {

  private static final int ROWS_AT_ONCE = 5_000;
  private static final int ATTACHMENTS_AT_ONCE = 100;

  private final Pool pool;
  private final PgInstanceLock lock;

  public PgRetentionStore(Pool pool) {
    this.pool = pool;
    this.lock = new PgInstanceLock(pool, "culprit grouping retention");
  }

  @Override
  public Future<Boolean> alone(Supplier<Future<Void>> work) {
    return lock.alone(work);
  }

  @Override
  public Future<Map<Long, Integer>> retentionDays() {
    return pool.query(RetentionSql.RETENTION_DAYS)
        .execute()
        .map(
            rows -> {
              Map<Long, Integer> days = new HashMap<>();
              for (Row row : rows) {
                days.put(row.getLong(0), row.getInteger(1));
              }
              return days;
            });
  }

  @Override
  public Future<Set<Long>> days() {
    return pool.query(RetentionSql.DAYS)
        .execute()
        .map(
            rows -> {
              Set<Long> days = new HashSet<>();
              for (Row row : rows) {
                days.add(EventDay.of(row.getLocalDate(0)));
              }
              return days;
            });
  }

  @Override
  public Future<Void> dropDay(long day) {
    String sql =
        RetentionSql.DROP_DAY.formatted(
            PgPartitions.eventsTable(day),
            PgPartitions.payloadsTable(day),
            PgPartitions.attachmentsTable(day),
            PgPartitions.linksTable(day));
    return pool.withTransaction(connection -> connection.query(sql).execute().mapEmpty());
  }

  @Override
  public Future<Long> deleteEvents(long projectId, long beforeDay) {
    return untilFewer(
        RetentionSql.DELETE_EVENTS,
        Tuple.of(projectId, EventDay.idFloor(beforeDay), ROWS_AT_ONCE),
        0);
  }

  @Override
  public Future<Long> deleteSupplements(long projectId, LocalDate before) {
    Tuple ofProject = Tuple.of(projectId, startOf(before), ROWS_AT_ONCE);
    Tuple attachments =
        Tuple.of(projectId, EventDay.idFloor(EventDay.of(before)), ATTACHMENTS_AT_ONCE);
    return untilFewer(RetentionSql.DELETE_ATTACHMENTS, attachments, ATTACHMENTS_AT_ONCE, 0)
        .compose(deleted -> untilFewer(RetentionSql.DELETE_FEEDBACK, ofProject, deleted))
        .compose(deleted -> untilFewer(RetentionSql.DELETE_CHECK_INS, ofProject, deleted))
        .compose(deleted -> deleteUnusedMonitors(ofProject).map(deleted));
  }

  private Future<Void> deleteUnusedMonitors(Tuple ofProject) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(RetentionSql.LOCK_UNUSED_MONITORS)
                .execute(ofProject)
                .compose(
                    rows -> {
                      List<Long> ids = new ArrayList<>();
                      rows.forEach(row -> ids.add(row.getLong(0)));
                      return connection
                          .preparedQuery(RetentionSql.DELETE_MONITORS)
                          .execute(Tuple.tuple().addValue(ids.toArray(Long[]::new)));
                    })
                .mapEmpty());
  }

  @Override
  public Future<Long> deleteTraces(LocalDate before) {
    Tuple values = Tuple.of(startOf(before), ROWS_AT_ONCE);
    return untilFewer(RetentionSql.DELETE_SUPPLEMENT_UIDS, values, 0)
        .compose(deleted -> untilFewer(RetentionSql.DELETE_SESSIONS, values, deleted));
  }

  @Override
  public Future<Long> deleteSums(LocalDate before) {
    Tuple values = Tuple.of(startOf(before), ROWS_AT_ONCE);
    return untilFewer(RetentionSql.DELETE_LOST_EVENTS, values, 0)
        .compose(deleted -> untilFewer(RetentionSql.DELETE_RELEASE_SESSIONS, values, deleted));
  }

  @Override
  public Future<Long> deleteStackTraces(LocalDate unusedSince) {
    return untilFewer(RetentionSql.DELETE_STACK_TRACES, Tuple.of(unusedSince, ROWS_AT_ONCE), 0);
  }

  @Override
  public Future<Long> deleteMinuteRollups(LocalDate before) {
    Tuple values = Tuple.of(startOf(before), ROWS_AT_ONCE);
    return untilFewer(RetentionSql.DELETE_MINUTES, values, 0)
        .compose(deleted -> untilFewer(RetentionSql.DELETE_GATEWAY_MINUTES, values, deleted));
  }

  @Override
  public Future<Long> deleteHourRollups(LocalDate before) {
    Tuple values = Tuple.of(startOf(before), ROWS_AT_ONCE);
    return untilFewer(RetentionSql.DELETE_HOURS, values, 0)
        .compose(deleted -> untilFewer(RetentionSql.DELETE_GATEWAY_HOURS, values, deleted))
        .compose(
            deleted ->
                pool.preparedQuery(RetentionSql.DELETE_RELEASES)
                    .execute(Tuple.of(startOf(before)))
                    .map(deleted));
  }

  private Future<Long> untilFewer(String sql, Tuple values, long deletedBefore) {
    return untilFewer(sql, values, ROWS_AT_ONCE, deletedBefore);
  }

  private Future<Long> untilFewer(String sql, Tuple values, int atOnce, long deletedBefore) {
    return pool.preparedQuery(sql)
        .execute(values)
        .compose(
            rows -> {
              long deleted = rows.iterator().next().getLong(0);
              return deleted < atOnce
                  ? Future.succeededFuture(deletedBefore + deleted)
                  : untilFewer(sql, values, atOnce, deletedBefore + deleted);
            });
  }

  @Override
  public Future<DeletedProblems> deleteProblems(long projectId, LocalDate unseenSince) {
    return pool.preparedQuery(
            projectId == 0 ? RetentionSql.DELETE_OTHER_PROBLEMS : RetentionSql.DELETE_PROBLEMS)
        .execute(
            projectId == 0
                ? Tuple.of(startOf(unseenSince))
                : Tuple.of(startOf(unseenSince), projectId))
        .map(
            rows -> {
              Set<Long> ids = new HashSet<>();
              Set<FingerprintKey> keys = new HashSet<>();
              for (Row row : rows) {
                ids.add(row.getLong(0));
                if (row.getBuffer(3) != null) {
                  keys.add(
                      FingerprintKey.of(
                          row.getLong(1), row.getInteger(2), row.getBuffer(3).getBytes()));
                }
              }
              return new DeletedProblems(ids, keys);
            });
  }

  private static OffsetDateTime startOf(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
