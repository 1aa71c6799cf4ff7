package dev.culprit.grouping.correction;

import static dev.culprit.grouping.store.PgColumns.bytes;
import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;

import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.activity.PgActivityOutbox;
import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.HistoryRow;
import dev.culprit.grouping.problem.PgProblemRows;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The transaction of one correction, and what corrections have in common. */
final class PgCorrectionTables {

  private static final String DISMISS =
      """
      UPDATE grouping.problem_likeness SET dismissed_at = coalesce(dismissed_at, now())
      WHERE (problem_id, like_problem_id) IN (
        ($1::bigint, $2::bigint), ($2::bigint, $1::bigint))
      """;

  private final SqlConnection connection;
  private final Function<Activity, byte[]> encoder;
  private final Instant now;
  private final Actor actor;

  PgCorrectionTables(
      SqlConnection connection, Function<Activity, byte[]> encoder, Instant now, Actor actor) {
    this.connection = connection;
    this.encoder = encoder;
    this.now = now;
    this.actor = actor;
  }

  Actor actor() {
    return actor;
  }

  Future<RowSet<Row>> execute(String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values);
  }

  /** Locks the problems, which must exist, be of one project and have all their events. */
  Future<List<LockedProblem>> lock(Set<Long> ids) {
    Long[] wanted = new TreeSet<>(ids).toArray(Long[]::new);
    return execute(CorrectionSql.LOCK, Tuple.tuple().addArrayOfLong(wanted))
        .map(rows -> locked(rows, ids))
        .compose(problems -> requireArrived(wanted).map(problems));
  }

  private static List<LockedProblem> locked(RowSet<Row> rows, Set<Long> ids) {
    List<LockedProblem> problems = new ArrayList<>();
    Set<Long> missing = new TreeSet<>(ids);
    for (Row row : rows) {
      LockedProblem problem =
          new LockedProblem(
              row.getLong(0),
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              PgProblemRows.summary(row, 4));
      problems.add(problem);
      missing.remove(problem.id());
    }
    if (!missing.isEmpty()) {
      throw new NoSuchElementException("there is no problem " + missing.iterator().next());
    }
    if (problems.stream().map(LockedProblem::projectId).distinct().count() > 1) {
      throw new IllegalArgumentException("the problems are of different projects");
    }
    return problems;
  }

  private Future<Void> requireArrived(Long[] ids) {
    return execute(CorrectionSql.UNFINISHED_MOVE, Tuple.tuple().addArrayOfLong(ids))
        .map(
            rows -> {
              for (Row row : rows) {
                throw new RefusedCommandException(
                    "events of problem %d are still being moved (%d %%); try again in a moment"
                        .formatted(row.getLong(0), row.getLong(1)));
              }
              return null;
            });
  }

  /** Makes fingerprints, their traces and their splits lead to a problem. */
  Future<?> lead(Collection<FingerprintKey> keys, long projectId, long problemId) {
    return Future.all(
        execute(CorrectionSql.LEAD_FINGERPRINTS, leading(keys, projectId, problemId)),
        leadTraces(keys, projectId, problemId));
  }

  /** As {@link #lead}, for fingerprints that lead there already. */
  Future<?> leadTraces(Collection<FingerprintKey> keys, long projectId, long problemId) {
    Tuple values = leading(keys, projectId, problemId);
    return Future.all(
        execute(CorrectionSql.LEAD_TRACES, values), execute(CorrectionSql.LEAD_SPLITS, values));
  }

  private static Tuple leading(Collection<FingerprintKey> keys, long projectId, long problemId) {
    List<FingerprintKey> sorted = keys.stream().sorted().toList();
    return Tuple.of(
        problemId,
        column(sorted, key -> (short) key.version(), Short[]::new),
        bytes(sorted, FingerprintKey::hash),
        projectId);
  }

  /** Removes what is left of sums that became zero. */
  Future<?> dropEmptySums(LockedProblem problem) {
    Tuple values = Tuple.of(problem.projectId(), problem.id());
    return Future.all(
        execute(CorrectionSql.DROP_EMPTY_MINUTES, values),
        execute(CorrectionSql.DROP_EMPTY_HOURS, values));
  }

  HistoryRow note(long problemId, String kind, Object detail) {
    return new HistoryRow(problemId, now, kind, detail.toString(), actor.userId(), actor.name());
  }

  Future<Void> appendHistory(List<HistoryRow> rows) {
    return PgProblemRows.appendHistory(connection, rows);
  }

  /** Alert lets go of problems that are no longer their own. */
  Future<OutboxEntry> tellGone(List<LockedProblem> problems) {
    List<ProblemTransition.Told> gone =
        problems.stream()
            .<ProblemTransition.Told>map(
                problem ->
                    new ProblemTransition.Deleted(
                        problem.projectId(), problem.id(), now, problem.summary()))
            .toList();
    return new PgActivityOutbox(connection, encoder).append(Activity.ofEvents(List.of(), gone));
  }

  ProblemChange change(ProblemChange.Kind kind, LockedProblem problem, long occurrenceCount) {
    return change(kind, problem.projectId(), problem.id(), occurrenceCount);
  }

  ProblemChange change(
      ProblemChange.Kind kind, long projectId, long problemId, long occurrenceCount) {
    return new ProblemChange(kind, projectId, problemId, now.toEpochMilli(), occurrenceCount);
  }

  Future<CorrectionOutcome> dismissLikeness(long problemId, long likeProblemId) {
    return execute(DISMISS, Tuple.of(problemId, likeProblemId))
        .map(
            rows -> {
              if (rows.rowCount() == 0) {
                throw new NoSuchElementException(
                    "problem " + problemId + " was not found to look like " + likeProblemId);
              }
              return new CorrectionOutcome(
                  problemId, 0, 0, List.of(), Set.of(), List.of(), Optional.empty());
            });
  }

  /** Reads project, version and hash. */
  static Set<FingerprintKey> keys(RowSet<Row> rows) {
    Set<FingerprintKey> keys = new HashSet<>();
    for (Row row : rows) {
      keys.add(FingerprintKey.of(row.getLong(0), row.getInteger(1), row.getBuffer(2).getBytes()));
    }
    return keys;
  }

  /** The first 64 bits of each, as events have them. */
  static Long[] prefixes(Collection<FingerprintKey> keys) {
    return longs(List.copyOf(keys), FingerprintKey::high);
  }

  /** The sum of the first column; 0 without rows. */
  static long sum(RowSet<Row> rows) {
    long sum = 0;
    for (Row row : rows) {
      sum += row.getLong(0);
    }
    return sum;
  }
}
