package dev.culprit.grouping.problem;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tables of problems and fingerprints. */
public final class PgProblemReader implements ProblemReader {

  private static final String LEAD =
      """
      SELECT problem_id, origin, coalesce(likeness, 0)::float8 AS likeness
      FROM grouping.fingerprints WHERE project_id = $1 AND version = $2 AND hash = $3
      """;

  private final Pool pool;

  public PgProblemReader(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<FingerprintKey, Long>> find(Collection<FingerprintKey> fingerprints) {
    return fingerprints.isEmpty()
        ? Future.succeededFuture(Map.of())
        : pool.withConnection(connection -> new PgProblemStore(connection).find(fingerprints));
  }

  @Override
  public Future<Map<Long, String>> titles(Collection<Long> problemIds) {
    return problemIds.isEmpty()
        ? Future.succeededFuture(Map.of())
        : pool.withConnection(connection -> new PgProblemStore(connection).summaries(problemIds))
            .map(
                summaries -> {
                  Map<Long, String> titles = new HashMap<>();
                  summaries.forEach((id, summary) -> titles.put(id, summary.title()));
                  return titles;
                });
  }

  @Override
  public Future<Optional<Lead>> lead(FingerprintKey fingerprint) {
    return pool.preparedQuery(LEAD)
        .execute(
            Tuple.of(
                fingerprint.projectId(),
                (short) fingerprint.version(),
                Buffer.buffer(fingerprint.hash())))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(
                    new Lead(row.getLong(0), row.getString(1), row.getDouble("likeness")));
              }
              return Optional.empty();
            });
  }
}
