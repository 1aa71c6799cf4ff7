package dev.culprit.grouping.event;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events, payloads and stack traces from their tables. */
public final class PgStoredEvents implements StoredEvents {

  private static final String COLUMNS =
      """
      SELECT e.id, e.project_id, e.problem_id, e.event_uid, e.occurred_at, e.received_at,
        p.body, p.dictionary_id, s.body AS stack_trace
      """;

  private static final String NEWEST =
      COLUMNS
          + """
            FROM grouping.problems o
            CROSS JOIN LATERAL (
              SELECT * FROM grouping.events WHERE problem_id = o.id ORDER BY id DESC LIMIT $3
            ) e
            JOIN grouping.payloads p ON p.event_id = e.id
            LEFT JOIN grouping.stack_traces s ON s.id = e.stack_trace_id
            WHERE o.project_id = $1 AND o.merged_into IS NULL
            ORDER BY e.id DESC LIMIT $2
            """;

  private static final String FIND =
      COLUMNS
          + """
            FROM grouping.events e
            JOIN grouping.payloads p ON p.event_id = $1
            LEFT JOIN grouping.stack_traces s ON s.id = e.stack_trace_id
            WHERE e.id = $1
            """;

  private final Pool pool;

  public PgStoredEvents(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<List<StoredForm>> newest(long projectId, int most, int mostOfProblem) {
    return read(NEWEST, Tuple.of(projectId, most, mostOfProblem));
  }

  @Override
  public Future<Optional<StoredForm>> find(long eventId) {
    return read(FIND, Tuple.of(eventId)).map(forms -> forms.stream().findFirst());
  }

  private Future<List<StoredForm>> read(String sql, Tuple values) {
    Future<RowSet<Row>> rows = pool.preparedQuery(sql).execute(values);
    return rows.compose(ignored -> dictionaries())
        .map(
            dictionaries -> {
              List<StoredForm> forms = new ArrayList<>(rows.result().size());
              rows.result().forEach(row -> forms.add(form(row, dictionaries)));
              return forms;
            });
  }

  /** There are a few, and read after the payloads they are all there. */
  private Future<Map<Integer, byte[]>> dictionaries() {
    return pool.query("SELECT id, body FROM grouping.payload_dictionaries")
        .execute()
        .map(
            rows -> {
              Map<Integer, byte[]> dictionaries = new HashMap<>();
              rows.forEach(row -> dictionaries.put(row.getInteger(0), row.getBuffer(1).getBytes()));
              return dictionaries;
            });
  }

  private static StoredForm form(Row row, Map<Integer, byte[]> dictionaries) {
    return new StoredForm(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getLong("problem_id"),
        row.getUUID("event_uid"),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getOffsetDateTime("received_at").toInstant(),
        row.getBuffer("body").getBytes(),
        dictionaries.get(row.getInteger("dictionary_id")),
        bytes(row.getBuffer("stack_trace")));
  }

  private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
    return buffer == null ? null : buffer.getBytes();
  }
}
