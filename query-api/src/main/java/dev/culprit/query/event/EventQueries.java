package dev.culprit.query.event;

import dev.culprit.query.http.ApiException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads events. An event's id leads straight to its day's partition. */
final class EventQueries {
  private final Pool reader;

  EventQueries(Pool reader) {
    this.reader = reader;
  }

  /** What is stored of one event, still compressed. */
  record StoredEvent(
      EventRow row,
      @Nullable Buffer payload,
      int dictionaryId,
      @Nullable Buffer stackTrace,
      String problemTitle) {}

  Future<StoredEvent> find(long id) {
    return reader
        .preparedQuery(
            "SELECT "
                + EventRow.COLUMNS
                + """
                , p.body AS payload, p.dictionary_id, s.body AS stack_trace, o.title
                FROM grouping.events e
                LEFT JOIN grouping.payloads p ON p.event_id = $1
                LEFT JOIN grouping.stack_traces s ON s.id = e.stack_trace_id
                LEFT JOIN grouping.problems o ON o.id = e.problem_id
                WHERE e.id = $1""")
        .execute(Tuple.of(id))
        .map(
            rows ->
                stream(rows)
                    .findFirst()
                    .map(EventQueries::stored)
                    .orElseThrow(() -> ApiException.notFound("event " + id)));
  }

  private static StoredEvent stored(Row row) {
    Integer dictionary = row.getInteger("dictionary_id");
    String title = row.getString("title");
    return new StoredEvent(
        EventRow.of(row),
        row.getBuffer("payload"),
        dictionary == null ? 0 : dictionary,
        row.getBuffer("stack_trace"),
        title == null ? "" : title);
  }

  /** The ids before and after the event within its problem. */
  record Neighbours(@Nullable Long previous, @Nullable Long next) {}

  Future<Neighbours> neighbours(EventRow event) {
    return reader
        .preparedQuery(
            """
            SELECT (SELECT id FROM grouping.events WHERE problem_id = $1 AND id < $2 ORDER BY id DESC LIMIT 1) AS previous,
                   (SELECT id FROM grouping.events WHERE problem_id = $1 AND id > $2 ORDER BY id LIMIT 1) AS next""")
        .execute(Tuple.of(event.problemId(), event.id()))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Neighbours(row.getLong("previous"), row.getLong("next"));
            });
  }

  /** The events of a problem before the given id, newest first. */
  Future<List<EventRow>> list(
      long problemId,
      Optional<String> environment,
      Optional<String> release,
      long before,
      int limit) {
    Tuple values = Tuple.of(problemId, before, limit);
    StringBuilder sql =
        new StringBuilder(
            "SELECT "
                + EventRow.COLUMNS
                + " FROM grouping.events e WHERE e.problem_id = $1 AND e.id < $2");
    environment.ifPresent(
        value -> sql.append(" AND e.environment = $").append(values.addString(value).size()));
    release.ifPresent(
        value -> sql.append(" AND e.release = $").append(values.addString(value).size()));
    sql.append(" ORDER BY e.id DESC LIMIT $3");
    return reader
        .preparedQuery(sql.toString())
        .execute(values)
        .map(rows -> stream(rows).map(EventRow::of).toList());
  }

  Future<List<EventRow>> findByUid(long projectId, UUID uid) {
    return reader
        .preparedQuery(
            "SELECT "
                + EventRow.COLUMNS
                + " FROM grouping.events e WHERE e.project_id = $1 AND e.event_uid = $2 ORDER BY e.id DESC LIMIT 10")
        .execute(Tuple.of(projectId, uid))
        .map(rows -> stream(rows).map(EventRow::of).toList());
  }

  /** Those of the events whose payload was kept. */
  Future<Set<Long>> withPayload(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    return reader
        .preparedQuery("SELECT event_id FROM grouping.payloads WHERE event_id = ANY($1)")
        .execute(Tuple.of(ids.toArray(Long[]::new)))
        .map(
            rows -> {
              Set<Long> found = new HashSet<>();
              rows.forEach(row -> found.add(row.getLong(0)));
              return found;
            });
  }

  Future<Boolean> problemExists(long problemId) {
    return reader
        .preparedQuery("SELECT EXISTS (SELECT FROM grouping.problems WHERE id = $1)")
        .execute(Tuple.of(problemId))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
