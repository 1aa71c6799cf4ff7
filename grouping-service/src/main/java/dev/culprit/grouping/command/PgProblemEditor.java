package dev.culprit.grouping.command;

import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;

import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.activity.PgActivityOutbox;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.PgProblemRows;
import dev.culprit.grouping.problem.ProblemStatus;
import dev.culprit.grouping.problem.ProblemTransition;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Commands on PostgreSQL. Locks problems in the order of their ids, as ingestion does. */
public final class PgProblemEditor implements ProblemEditor {

  private static final int EVENTS_AT_ONCE = 10_000;

  private final Pool pool;
  private final Function<Activity, byte[]> encoder;
  private final Clock clock;

  public PgProblemEditor(Pool pool, Function<Activity, byte[]> encoder, Clock clock) {
    this.pool = pool;
    this.encoder = encoder;
    this.clock = clock;
  }

  @Override
  public Future<CommandOutcome> edit(ProblemEdit edit) {
    return pool.withTransaction(
        connection ->
            lock(connection, edit.problemIds())
                .compose(
                    states ->
                        apply(connection, states, new EditPlan(edit, states, clock.instant()))));
  }

  private Future<CommandOutcome> apply(
      SqlConnection connection, List<ProblemState> states, EditPlan plan) {
    Set<Long> found = found(states);
    if (plan.changed().isEmpty()) {
      return Future.succeededFuture(
          new CommandOutcome(found, List.of(), Set.of(), Optional.empty()));
    }
    List<ProblemState> changed = plan.changed();
    Tuple columns =
        Tuple.of(
            longs(changed, ProblemState::id),
            texts(changed, state -> state.status().code()),
            longs(changed, ProblemState::assigneeId),
            texts(changed, state -> new JsonArray(state.tags()).encode()));
    Future<?> updated = connection.preparedQuery(CommandSql.UPDATE).execute(columns);
    Future<?> noted = PgProblemRows.appendHistory(connection, plan.history());
    Future<Optional<OutboxEntry>> told = tell(connection, plan.transitions());
    return Future.all(updated, noted, told)
        .map(ignored -> new CommandOutcome(found, changed, Set.of(), told.result()));
  }

  @Override
  public Future<CommandOutcome> delete(Set<Long> problemIds) {
    // Events first and in small transactions: a crash half-way leaves a smaller problem, never
    // events without one.
    return pool.preparedQuery(CommandSql.UNMERGED)
        .execute(Tuple.tuple().addArrayOfLong(problemIds.toArray(Long[]::new)))
        .map(PgProblemEditor::ids)
        .compose(ids -> withMerged(pool, ids).compose(all -> requireSettled(pool, all)).map(ids))
        .compose(this::deleteEvents)
        .compose(ignored -> pool.withTransaction(connection -> deleteRest(connection, problemIds)));
  }

  private Future<Void> deleteEvents(Long[] ids) {
    return pool.withTransaction(
            connection ->
                connection
                    .preparedQuery(CommandSql.DELETE_EVENTS)
                    .execute(Tuple.of(ids, EVENTS_AT_ONCE))
                    .map(rows -> rows.iterator().next().getLong(0)))
        .compose(
            deleted -> deleted < EVENTS_AT_ONCE ? Future.succeededFuture() : deleteEvents(ids));
  }

  private Future<CommandOutcome> deleteRest(SqlConnection connection, Set<Long> problemIds) {
    return lock(connection, problemIds)
        .compose(
            states -> {
              Long[] ids = states.stream().map(ProblemState::id).toArray(Long[]::new);
              return withMerged(connection, ids)
                  .compose(all -> requireSettled(connection, all).map(all))
                  .compose(all -> deleteRest(connection, states, all));
            });
  }

  /** {@code ids} are the problems and what was merged into them. */
  private Future<CommandOutcome> deleteRest(
      SqlConnection connection, List<ProblemState> states, Long[] ids) {
    Tuple columns = Tuple.tuple().addArrayOfLong(ids);
    Future<RowSet<Row>> fingerprints =
        connection.preparedQuery(CommandSql.FINGERPRINTS).execute(columns);
    List<Future<?>> deleted = new ArrayList<>();
    deleted.add(
        connection
            .preparedQuery(CommandSql.DELETE_EVENTS)
            .execute(Tuple.of(ids, Integer.MAX_VALUE)));
    deleted.add(connection.preparedQuery(CommandSql.DELETE_MINUTES).execute(columns));
    deleted.add(connection.preparedQuery(CommandSql.DELETE_HOURS).execute(columns));
    deleted.add(connection.preparedQuery(CommandSql.DELETE_FEEDBACK).execute(columns));
    deleted.add(connection.preparedQuery(CommandSql.DELETE_PROBLEMS).execute(columns));
    Future<Optional<OutboxEntry>> told = tell(connection, deletions(states));
    deleted.add(told);
    return Future.all(deleted)
        .compose(ignored -> fingerprints)
        .map(rows -> new CommandOutcome(found(states), states, keys(rows), told.result()));
  }

  private static Set<Long> found(List<ProblemState> states) {
    return states.stream().map(ProblemState::id).collect(Collectors.toSet());
  }

  private static Future<Long[]> withMerged(SqlClient client, Long[] ids) {
    return client
        .preparedQuery(CommandSql.WITH_MERGED)
        .execute(Tuple.tuple().addArrayOfLong(ids))
        .map(PgProblemEditor::ids);
  }

  /** Events that are on their way to or from a problem can neither be deleted nor kept with it. */
  private static Future<Void> requireSettled(SqlClient client, Long[] ids) {
    return client
        .preparedQuery(CommandSql.UNFINISHED_MOVE)
        .execute(Tuple.tuple().addArrayOfLong(ids))
        .map(
            rows -> {
              for (Row row : rows) {
                throw new RefusedCommandException(
                    "events of problem %d are still being moved; try again in a moment"
                        .formatted(row.getLong(0)));
              }
              return null;
            });
  }

  private static Long[] ids(RowSet<Row> rows) {
    List<Long> ids = new ArrayList<>(rows.size());
    rows.forEach(row -> ids.add(row.getLong(0)));
    return ids.toArray(Long[]::new);
  }

  private List<ProblemTransition.Told> deletions(List<ProblemState> states) {
    return states.stream()
        .<ProblemTransition.Told>map(
            state ->
                new ProblemTransition.Deleted(
                    state.projectId(), state.id(), clock.instant(), state.summary()))
        .toList();
  }

  private Future<Optional<OutboxEntry>> tell(
      SqlConnection connection, List<ProblemTransition.Told> transitions) {
    return transitions.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : new PgActivityOutbox(connection, encoder)
            .append(Activity.ofEvents(List.of(), transitions))
            .map(Optional::of);
  }

  private static Future<List<ProblemState>> lock(SqlConnection connection, Set<Long> problemIds) {
    return connection
        .preparedQuery(CommandSql.LOCK)
        .execute(Tuple.of(problemIds.toArray(Long[]::new)))
        .map(
            rows -> {
              List<ProblemState> states = new ArrayList<>();
              for (Row row : rows) {
                states.add(
                    new ProblemState(
                        row.getLong(0),
                        row.getLong(1),
                        ProblemStatus.of(row.getString(2)),
                        row.getLong(3),
                        List.of(row.getArrayOfStrings(4)),
                        row.getLong(5),
                        PgProblemRows.summary(row, 6)));
              }
              return states;
            });
  }

  private static Set<FingerprintKey> keys(RowSet<Row> rows) {
    Set<FingerprintKey> keys = new HashSet<>();
    for (Row row : rows) {
      keys.add(FingerprintKey.of(row.getLong(0), row.getInteger(1), row.getBuffer(2).getBytes()));
    }
    return keys;
  }
}
