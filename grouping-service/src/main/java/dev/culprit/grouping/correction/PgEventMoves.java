package dev.culprit.grouping.correction;

import dev.culprit.grouping.store.PgInstanceLock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The table {@code event_moves} and the rows that it moves. */
public final class PgEventMoves implements EventMoves {

  private static final int MOST_MOVES = 100;

  private static final String UNFINISHED =
      "SELECT id FROM grouping.event_moves ORDER BY id LIMIT " + MOST_MOVES;

  private static final String LOCK =
      """
      SELECT kind, from_id, to_id, fingerprints, family, unsaid, moves_unsaid, below
      FROM grouping.event_moves WHERE id = $1::bigint FOR UPDATE
      """;

  // + 0 keeps the planner, which knows nothing yet of how many events the problem has by now, from
  // comparing each of them with each chosen one.
  private static final String STEP =
      """
      WITH chosen AS (
        SELECT e.id FROM grouping.events e
        WHERE e.problem_id = $1::bigint AND e.id < $7::bigint AND CASE $8::text
          WHEN 'merge' THEN true
          WHEN 'absorb' THEN true
          WHEN 'unmerge' THEN e.counted_on IS NULL AND e.fingerprint = ANY($3::bigint[])
            OR e.counted_on = ANY($4::bigint[])
          ELSE e.counted_on IS NULL AND (e.fingerprint = ANY($3::bigint[])
            OR $6::boolean AND e.fingerprint IS NULL) END
        ORDER BY e.id DESC LIMIT $9::integer
      ), moved AS (
        UPDATE grouping.events e SET problem_id = $2::bigint,
          fingerprint = coalesce(e.fingerprint, $5::bigint),
          counted_on = CASE $8::text
            WHEN 'merge' THEN coalesce(e.counted_on, $1::bigint)
            WHEN 'unmerge' THEN nullif(e.counted_on, $2::bigint)
            ELSE e.counted_on END
        FROM chosen c WHERE e.id = c.id AND e.problem_id + 0 = $1::bigint
        RETURNING e.id, e.project_id, e.event_uid
      ), feedback AS (
        UPDATE grouping.user_feedback f SET problem_id = $2::bigint FROM moved m
        WHERE f.project_id = m.project_id AND f.event_uid = m.event_uid
          AND f.problem_id = $1::bigint
      )
      SELECT (SELECT count(*) FROM chosen), (SELECT min(id) FROM chosen)
      """;

  private static final String NOTE =
      """
      UPDATE grouping.event_moves SET moved = moved + $2::bigint, below = $3::bigint
      WHERE id = $1::bigint
      """;

  // Feedback whose event is gone follows its problem.
  private static final String MOVE_FEEDBACK =
      """
      UPDATE grouping.user_feedback SET problem_id = $2::bigint WHERE problem_id = $1::bigint
      """;

  private static final String FINISH = "DELETE FROM grouping.event_moves WHERE id = $1::bigint";

  private final Pool pool;
  private final PgInstanceLock lock;
  private final int eventsAtOnce;

  public PgEventMoves(Pool pool, int eventsAtOnce) {
    this.pool = pool;
    this.lock = new PgInstanceLock(pool, "culprit grouping corrections");
    this.eventsAtOnce = eventsAtOnce;
  }

  @Override
  public Future<Boolean> alone(Supplier<Future<Void>> work) {
    return lock.alone(work);
  }

  @Override
  public Future<List<Long>> unfinished() {
    return pool.query(UNFINISHED)
        .execute()
        .map(
            rows -> {
              List<Long> ids = new ArrayList<>(rows.size());
              rows.forEach(row -> ids.add(row.getLong(0)));
              return ids;
            });
  }

  @Override
  public Future<Boolean> step(long moveId) {
    return pool.withTransaction(
        connection ->
            connection
                .query(PgCorrections.LIMIT)
                .execute()
                .compose(limited -> connection.preparedQuery(LOCK).execute(Tuple.of(moveId)))
                .compose(
                    rows -> {
                      for (Row move : rows) {
                        return step(connection, moveId, move);
                      }
                      return Future.succeededFuture(false);
                    }));
  }

  private Future<Boolean> step(SqlConnection connection, long moveId, Row move) {
    String kind = move.getString("kind");
    Tuple values = Tuple.tuple();
    values
        .addLong(move.getLong("from_id"))
        .addLong(move.getLong("to_id"))
        .addArrayOfLong(move.getArrayOfLongs("fingerprints"))
        .addArrayOfLong(move.getArrayOfLongs("family"))
        .addLong(move.getLong("unsaid"))
        .addBoolean(move.getBoolean("moves_unsaid"))
        .addLong(move.getLong("below"))
        .addString(kind)
        .addInteger(eventsAtOnce);
    return connection
        .preparedQuery(STEP)
        .execute(values)
        .compose(
            rows -> {
              Row done = rows.iterator().next();
              long moved = done.getLong(0);
              if (moved < eventsAtOnce) {
                Tuple ends = Tuple.of(move.getLong("from_id"), move.getLong("to_id"));
                Future<?> feedback =
                    kind.equals("merge") || kind.equals("absorb")
                        ? connection.preparedQuery(MOVE_FEEDBACK).execute(ends)
                        : Future.succeededFuture();
                return feedback
                    .compose(left -> connection.preparedQuery(FINISH).execute(Tuple.of(moveId)))
                    .map(false);
              }
              return connection
                  .preparedQuery(NOTE)
                  .execute(Tuple.of(moveId, moved, done.getLong(1)))
                  .map(true);
            });
  }
}
