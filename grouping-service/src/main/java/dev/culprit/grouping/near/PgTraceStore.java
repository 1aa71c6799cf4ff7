package dev.culprit.grouping.near;

import static dev.culprit.grouping.store.PgColumns.bytes;
import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;

import dev.culprit.grouping.similarity.IndexLimits;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The tables of traces inside a transaction. */
public final class PgTraceStore implements TraceStore {

  /** The first half of the key of advisory locks: "near" in ASCII. */
  private static final int LOCK_SPACE = 0x6e656172;

  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock($1::integer, id::integer)
      FROM (SELECT unnest($2::bigint[]) % 2147483647 AS id) AS wanted
      """;

  private static final String EPOCH =
      "SELECT count(*) + count(undone_at) FROM grouping.corrections WHERE project_id = $1";

  private static final String NEWER =
      """
      SELECT id, problem_id, body FROM grouping.problem_traces
      WHERE project_id = $1 AND id > $2 ORDER BY id LIMIT $3
      """;

  private static final String ADD =
      """
      INSERT INTO grouping.problem_traces (project_id, version, hash, problem_id, body)
      SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bytea[], $4::bigint[], $5::bytea[])
        AS w (project_id, version, hash, problem_id, body)
      WHERE (SELECT count(*) FROM grouping.problem_traces t WHERE t.problem_id = w.problem_id) < $6
      """;

  private static final String ADD_LIKENESSES =
      """
      INSERT INTO grouping.problem_likeness (problem_id, like_problem_id, likeness)
      SELECT w.* FROM unnest($1::bigint[], $2::bigint[], $3::real[])
        AS w (problem_id, like_problem_id, likeness)
      WHERE EXISTS (SELECT FROM grouping.problems p WHERE p.id = w.like_problem_id)
      ON CONFLICT DO NOTHING
      """;

  private final SqlConnection connection;

  public PgTraceStore(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<Void> lock(SortedSet<Long> projectIds) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(LOCK_SPACE, (Object) projectIds.toArray(Long[]::new)))
        .mapEmpty();
  }

  @Override
  public Future<TracePage> newerThan(long projectId, long id, int most) {
    Future<Long> epoch =
        connection
            .preparedQuery(EPOCH)
            .execute(Tuple.of(projectId))
            .map(rows -> rows.iterator().next().getLong(0));
    return connection
        .preparedQuery(NEWER)
        .execute(Tuple.of(projectId, id, most))
        .map(
            rows -> {
              List<StoredTrace> traces = new ArrayList<>(rows.size());
              for (Row row : rows) {
                traces.add(
                    new StoredTrace(row.getLong(0), row.getLong(1), row.getBuffer(2).getBytes()));
              }
              return traces;
            })
        .compose(traces -> epoch.map(number -> new TracePage(number, traces)));
  }

  @Override
  public Future<Void> add(List<NewTrace> traces) {
    return connection
        .preparedQuery(ADD)
        .execute(
            Tuple.tuple()
                .addValue(longs(traces, trace -> trace.fingerprint().projectId()))
                .addValue(
                    column(traces, trace -> (short) trace.fingerprint().version(), Short[]::new))
                .addValue(bytes(traces, trace -> trace.fingerprint().hash()))
                .addValue(longs(traces, NewTrace::problemId))
                .addValue(bytes(traces, NewTrace::body))
                .addValue(IndexLimits.DEFAULT.traces()))
        .mapEmpty();
  }

  @Override
  public Future<Void> addLikenesses(List<Likeness> likenesses) {
    return connection
        .preparedQuery(ADD_LIKENESSES)
        .execute(
            Tuple.of(
                longs(likenesses, Likeness::problemId),
                longs(likenesses, Likeness::likeProblemId),
                column(likenesses, one -> (float) one.likeness(), Float[]::new)))
        .mapEmpty();
  }
}
