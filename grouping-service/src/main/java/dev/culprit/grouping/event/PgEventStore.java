package dev.culprit.grouping.event;

import static dev.culprit.grouping.store.PgColumns.bytes;
import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;
import static dev.culprit.grouping.store.PgColumns.times;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The partitioned tables of events inside a transaction. */
public final class PgEventStore implements EventStore {

  // Each partition has a unique index on (project_id, event_uid) that the parent does not know of.
  // Without a conflict
  // target, ON CONFLICT honours every unique index of the partition that a row goes to.
  private static final String INSERT =
      """
      INSERT INTO grouping.events (id, project_id, problem_id, event_uid, occurred_at, received_at,
        environment, release, level, stack_trace_id, fingerprint)
      SELECT id, project_id, problem_id, event_uid, occurred_at, received_at,
        environment, release, level, nullif(stack_trace_id, 0), fingerprint
      FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::uuid[], $5::timestamptz[],
          $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::bigint[],
          $11::bigint[])
        AS e (id, project_id, problem_id, event_uid, occurred_at, received_at,
          environment, release, level, stack_trace_id, fingerprint)
      ON CONFLICT DO NOTHING
      RETURNING id
      """;

  // LATERAL with LIMIT keeps the planner from reading whole partitions for a join.
  private static final String FIND =
      """
      SELECT w.n, e.id, e.problem_id, coalesce(p.occurrence_count, 0)
      FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::bigint[])
        WITH ORDINALITY AS w (project_id, event_uid, first_id, end_id, n)
      CROSS JOIN LATERAL (
        SELECT id, problem_id FROM grouping.events
        WHERE project_id = w.project_id AND event_uid = w.event_uid
          AND id >= w.first_id AND id < w.end_id
        LIMIT 1) AS e
      LEFT JOIN grouping.problems p ON p.id = e.problem_id
      """;

  private static final String INSERT_PAYLOADS =
      """
      INSERT INTO grouping.payloads (event_id, dictionary_id, body)
      SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bytea[])
      """;

  private static final String INSERT_LINKS =
      """
      INSERT INTO grouping.event_links (project_id, link, event_id)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[])
      """;

  // As with events, the unique index stands on each partition.
  private static final String INSERT_ATTACHMENTS =
      """
      INSERT INTO grouping.attachments (id, project_id, event_uid, attachment_uid, received_at,
        name, content_type, type, size, body)
      SELECT id, project_id, event_uid, attachment_uid, received_at,
        name, content_type, type, octet_length(body), body
      FROM unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::uuid[], $5::timestamptz[],
          $6::text[], $7::text[], $8::text[], $9::bytea[])
        AS a (id, project_id, event_uid, attachment_uid, received_at,
          name, content_type, type, body)
      ON CONFLICT DO NOTHING
      """;

  // A statement with all files of a batch could take too long, and too much memory twice.
  private static final int ATTACHED_BYTES_AT_ONCE = 4 << 20;

  private final SqlConnection connection;

  public PgEventStore(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<Set<Long>> insert(List<EventRow> rows) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(rows, EventRow::id))
        .addValue(longs(rows, row -> row.event().projectId()))
        .addValue(longs(rows, EventRow::problemId))
        .addValue(column(rows, row -> row.event().uid(), UUID[]::new))
        .addValue(times(rows, row -> row.event().occurredAt()))
        .addValue(times(rows, row -> row.event().receivedAt()))
        .addValue(texts(rows, row -> row.event().environment()))
        .addValue(texts(rows, row -> row.event().release()))
        .addValue(texts(rows, row -> row.event().level()))
        .addValue(longs(rows, EventRow::stackTraceId))
        .addValue(longs(rows, EventRow::fingerprint));
    return connection
        .preparedQuery(INSERT)
        .execute(columns)
        .map(
            inserted -> {
              Set<Long> ids = new HashSet<>(inserted.size() * 2);
              for (Row row : inserted) {
                ids.add(row.getLong(0));
              }
              return ids;
            });
  }

  @Override
  public Future<List<StoredEvent>> find(List<IncomingEvent> events) {
    Tuple columns =
        Tuple.of(
            longs(events, IncomingEvent::projectId),
            column(events, IncomingEvent::uid, UUID[]::new),
            longs(events, event -> EventDay.idFloor(event.day())),
            longs(events, event -> EventDay.idFloor(event.day() + 1)));
    return connection
        .preparedQuery(FIND)
        .execute(columns)
        .map(
            rows -> {
              List<StoredEvent> found = new ArrayList<>(Collections.nCopies(events.size(), null));
              for (Row row : rows) {
                found.set(
                    row.getLong(0).intValue() - 1,
                    new StoredEvent(row.getLong(1), row.getLong(2), row.getLong(3)));
              }
              return found;
            });
  }

  @Override
  public Future<Void> insertPayloads(List<PayloadRow> payloads) {
    Tuple columns =
        Tuple.of(
            longs(payloads, PayloadRow::eventId),
            column(payloads, PayloadRow::dictionaryId, Integer[]::new),
            bytes(payloads, PayloadRow::body));
    return connection.preparedQuery(INSERT_PAYLOADS).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> insertLinks(List<EventLink> links) {
    Tuple columns =
        Tuple.of(
            longs(links, EventLink::projectId),
            longs(links, EventLink::link),
            longs(links, EventLink::eventId));
    return connection.preparedQuery(INSERT_LINKS).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> insertAttachments(List<AttachmentRow> attachments) {
    List<Future<Void>> inserted = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < attachments.size(); i++) {
      long more = attachments.get(i).file().body().length;
      if (i > from && bytes + more > ATTACHED_BYTES_AT_ONCE) {
        inserted.add(insertTogether(attachments.subList(from, i)));
        from = i;
        bytes = 0;
      }
      bytes += more;
    }
    inserted.add(insertTogether(attachments.subList(from, attachments.size())));
    return Future.all(inserted).mapEmpty();
  }

  private Future<Void> insertTogether(List<AttachmentRow> attachments) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(attachments, AttachmentRow::id))
        .addValue(longs(attachments, AttachmentRow::projectId))
        .addValue(column(attachments, AttachmentRow::eventUid, UUID[]::new))
        .addValue(column(attachments, AttachmentRow::uid, UUID[]::new))
        .addValue(times(attachments, AttachmentRow::receivedAt))
        .addValue(texts(attachments, row -> row.file().name()))
        .addValue(texts(attachments, row -> row.file().contentType()))
        .addValue(texts(attachments, row -> row.file().type()))
        .addValue(bytes(attachments, row -> row.file().body()));
    return connection.preparedQuery(INSERT_ATTACHMENTS).execute(columns).mapEmpty();
  }
}
