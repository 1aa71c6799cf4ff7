package dev.culprit.query.event;

import dev.culprit.query.http.ApiException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/** Reads files of events. They hang on the identity that the client gave the event. */
final class AttachmentQueries {
  private static final String LIST =
      """
      SELECT a.id, a.name, a.content_type, a.type, a.size
      FROM grouping.events e
      JOIN grouping.attachments a ON a.project_id = e.project_id AND a.event_uid = e.event_uid
      WHERE e.id = $1 ORDER BY a.id LIMIT 100""";
  private static final String READ =
      """
      SELECT a.name, a.body
      FROM grouping.attachments a
      JOIN grouping.events e ON a.project_id = e.project_id AND a.event_uid = e.event_uid
      WHERE a.id = $2 AND e.id = $1""";

  private final Pool reader;

  AttachmentQueries(Pool reader) {
    this.reader = reader;
  }

  /** A file with what is in it. */
  record StoredFile(String name, Buffer body) {}

  Future<JsonArray> list(long eventId) {
    return reader
        .preparedQuery(LIST)
        .execute(Tuple.of(eventId))
        .map(
            rows -> {
              JsonArray files = new JsonArray();
              rows.forEach(row -> files.add(json(row)));
              return files;
            });
  }

  private static JsonObject json(Row row) {
    return new JsonObject()
        .put("id", row.getLong("id"))
        .put("name", row.getString("name"))
        .put("content_type", row.getString("content_type"))
        .put("type", row.getString("type"))
        .put("size", row.getInteger("size"));
  }

  Future<StoredFile> read(long eventId, long attachmentId) {
    return reader
        .preparedQuery(READ)
        .execute(Tuple.of(eventId, attachmentId))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw ApiException.notFound("attachment " + attachmentId);
              }
              Row row = rows.iterator().next();
              return new StoredFile(row.getString("name"), row.getBuffer("body"));
            });
  }
}
