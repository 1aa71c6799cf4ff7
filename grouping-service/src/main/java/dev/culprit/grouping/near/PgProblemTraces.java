package dev.culprit.grouping.near;

import dev.culprit.grouping.fingerprint.Trace;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** The table of traces, problem by problem. */
public final class PgProblemTraces implements ProblemTraces {

  private final Pool pool;
  private final TraceCodec codec;

  public PgProblemTraces(Pool pool, TraceCodec codec) {
    this.pool = pool;
    this.codec = codec;
  }

  @Override
  public Future<List<Trace>> of(long problemId) {
    return pool.preparedQuery(
            "SELECT body FROM grouping.problem_traces WHERE problem_id = $1 ORDER BY id LIMIT 20")
        .execute(Tuple.of(problemId))
        .map(
            rows -> {
              List<Trace> traces = new ArrayList<>(rows.size());
              for (Row row : rows) {
                Trace trace = codec.decode(row.getBuffer(0).getBytes());
                if (trace != null) {
                  traces.add(trace);
                }
              }
              return traces;
            });
  }
}
