package dev.culprit.grouping.correction;

import dev.culprit.grouping.event.StoredForm;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored events of a problem by what they have of an attribute, newest first. */
final class PgSplitEvents {

  private static final int MOST_IN_COLUMNS = 100_000;
  private static final int MOST_IN_PAYLOADS = 10_000;
  private static final int PAGE = 500;

  private static final String IN_COLUMNS =
      """
      SELECT id, CASE $2::text WHEN 'environment' THEN environment
        WHEN 'release' THEN release ELSE level END
      FROM grouping.events WHERE problem_id = $1::bigint ORDER BY id DESC LIMIT $3::integer
      """;

  private static final String IN_PAYLOADS =
      """
      SELECT e.id, e.project_id, e.problem_id, e.event_uid, e.occurred_at, e.received_at,
        p.body, p.dictionary_id
      FROM (SELECT * FROM grouping.events WHERE problem_id = $1::bigint AND id < $2::bigint
        ORDER BY id DESC LIMIT $3::integer) e
      LEFT JOIN grouping.payloads p ON p.event_id = e.id
      ORDER BY e.id DESC
      """;

  private static final String DICTIONARIES = "SELECT id, body FROM grouping.payload_dictionaries";

  private final PgCorrectionTables tables;
  private final SplitValues values;

  PgSplitEvents(PgCorrectionTables tables, SplitValues values) {
    this.tables = tables;
    this.values = values;
  }

  /** The ids of the events by value; events that do not tell are left out. */
  Future<Map<String, List<Long>>> byValue(long problemId, SplitAttribute attribute) {
    Map<String, List<Long>> found = new HashMap<>();
    return switch (attribute.kind()) {
      case ENVIRONMENT, RELEASE, LEVEL ->
          tables
              .execute(IN_COLUMNS, Tuple.of(problemId, attribute.name(), MOST_IN_COLUMNS))
              .map(
                  rows -> {
                    rows.forEach(row -> add(found, row.getString(1), row.getLong(0)));
                    return found;
                  });
      default ->
          tables
              .execute(DICTIONARIES, Tuple.tuple())
              .compose(
                  rows -> {
                    Map<Integer, byte[]> dictionaries = new HashMap<>();
                    rows.forEach(
                        row -> dictionaries.put(row.getInteger(0), row.getBuffer(1).getBytes()));
                    return read(problemId, attribute, dictionaries, Long.MAX_VALUE, 0, found);
                  });
    };
  }

  private Future<Map<String, List<Long>>> read(
      long problemId,
      SplitAttribute attribute,
      Map<Integer, byte[]> dictionaries,
      long below,
      int read,
      Map<String, List<Long>> found) {
    return tables
        .execute(IN_PAYLOADS, Tuple.of(problemId, below, PAGE))
        .compose(
            rows -> {
              List<StoredForm> forms = forms(rows, dictionaries);
              return values
                  .of(forms, attribute)
                  .compose(
                      said -> {
                        for (int i = 0; i < forms.size(); i++) {
                          String value = said.get(i);
                          if (value != null) {
                            add(found, value, forms.get(i).id());
                          }
                        }
                        int now = read + rows.size();
                        return rows.size() < PAGE || now >= MOST_IN_PAYLOADS
                            ? Future.succeededFuture(found)
                            : read(problemId, attribute, dictionaries, oldest(rows), now, found);
                      });
            });
  }

  private static long oldest(RowSet<Row> rows) {
    long oldest = Long.MAX_VALUE;
    for (Row row : rows) {
      oldest = Math.min(oldest, row.getLong("id"));
    }
    return oldest;
  }

  private static List<StoredForm> forms(RowSet<Row> rows, Map<Integer, byte[]> dictionaries) {
    List<StoredForm> forms = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Buffer payload = row.getBuffer("body");
      if (payload != null) {
        forms.add(form(row, payload, dictionaries.get(row.getInteger("dictionary_id"))));
      }
    }
    return forms;
  }

  private static StoredForm form(Row row, Buffer payload, byte @Nullable [] dictionary) {
    return new StoredForm(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getLong("problem_id"),
        row.getUUID("event_uid"),
        row.getOffsetDateTime("occurred_at").toInstant(),
        row.getOffsetDateTime("received_at").toInstant(),
        payload.getBytes(),
        dictionary,
        null);
  }

  private static void add(Map<String, List<Long>> found, String value, long id) {
    found.computeIfAbsent(value, any -> new ArrayList<>()).add(id);
  }
}
