package dev.culprit.grouping.correction;

import dev.culprit.grouping.event.StoredForm;
import dev.culprit.grouping.problem.FingerprintKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The problems that exist because another is split: those that the split made, and those that later
 * events with values of their own opened. The latter are found among the project's newest problems,
 * by deriving what led to them anew.
 */
final class PgSplitParts {

  private static final int MOST_CANDIDATES = 1000;

  // What was merged elsewhere since is left where it is.
  private static final String MADE =
      """
      SELECT DISTINCT p.id FROM grouping.corrections c
      JOIN grouping.problems p ON p.id = c.other_id AND p.merged_into IS NULL
      WHERE c.problem_id = $1::bigint AND c.kind = 'split' AND c.undone_at IS NULL
      """;

  private static final String SPLIT =
      """
      SELECT project_id, version, hash, attribute FROM grouping.split_fingerprints
      WHERE problem_id = $1::bigint
      """;

  private static final String OPENED =
      """
      SELECT e.id, f.project_id, f.problem_id, e.event_uid, e.occurred_at, e.received_at,
        p.body, d.body AS dictionary, f.version, f.hash
      FROM (
        SELECT f.* FROM grouping.fingerprints f
        JOIN grouping.problems o ON o.id = f.problem_id AND o.merged_into IS NULL
        WHERE f.project_id = $1::bigint AND f.origin = 'opened' AND f.problem_id > $2::bigint
        ORDER BY f.created_at DESC LIMIT $3::integer) f
      CROSS JOIN LATERAL (
        SELECT e.* FROM grouping.events e WHERE e.problem_id = f.problem_id
          AND EXISTS (SELECT 1 FROM grouping.payloads p WHERE p.event_id = e.id)
          AND e.fingerprint =
            ('x' || encode(substring(f.hash FROM 1 FOR 8), 'hex'))::bit(64)::bigint
        ORDER BY e.id DESC LIMIT 1) e
      JOIN grouping.payloads p ON p.event_id = e.id
      LEFT JOIN grouping.payload_dictionaries d ON d.id = p.dictionary_id
      """;

  private final PgCorrectionTables tables;
  private final SplitValues values;

  PgSplitParts(PgCorrectionTables tables, SplitValues values) {
    this.tables = tables;
    this.values = values;
  }

  /** The problem is locked. */
  Future<Set<Long>> of(LockedProblem problem) {
    Future<RowSet<Row>> made = tables.execute(MADE, Tuple.of(problem.id()));
    Future<RowSet<Row>> split = tables.execute(SPLIT, Tuple.of(problem.id()));
    return Future.all(made, split)
        .compose(ignored -> opened(problem, split.result()))
        .map(
            parts -> {
              made.result().forEach(row -> parts.add(row.getLong(0)));
              return parts;
            });
  }

  private Future<Set<Long>> opened(LockedProblem problem, RowSet<Row> split) {
    if (split.size() == 0) {
      return Future.succeededFuture(new HashSet<>());
    }
    SplitAttribute attribute = SplitAttribute.of(split.iterator().next().getString(3));
    Set<FingerprintKey> keys = PgCorrectionTables.keys(split);
    return tables
        .execute(OPENED, Tuple.of(problem.projectId(), problem.id(), MOST_CANDIDATES))
        .compose(
            rows -> {
              List<StoredForm> forms = new ArrayList<>(rows.size());
              rows.forEach(row -> forms.add(form(row)));
              return values.of(forms, attribute).map(said -> derived(rows, keys, attribute, said));
            });
  }

  private static Set<Long> derived(
      RowSet<Row> rows,
      Set<FingerprintKey> keys,
      SplitAttribute attribute,
      List<@Nullable String> said) {
    Set<Long> parts = new HashSet<>();
    int position = 0;
    for (Row row : rows) {
      String value = said.get(position++);
      FingerprintKey led =
          FingerprintKey.of(
              row.getLong("project_id"),
              row.getInteger("version"),
              row.getBuffer("hash").getBytes());
      if (value != null
          && keys.stream().anyMatch(key -> SplitKey.derive(key, attribute, value).equals(led))) {
        parts.add(row.getLong("problem_id"));
      }
    }
    return parts;
  }

  private static StoredForm form(Row row) {
    Buffer dictionary = row.getBuffer("dictionary");
    return new StoredForm(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getLong("problem_id"),
        row.getUUID("event_uid"),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getOffsetDateTime("received_at").toInstant(),
        row.getBuffer("body").getBytes(),
        dictionary == null ? null : dictionary.getBytes(),
        null);
  }
}
