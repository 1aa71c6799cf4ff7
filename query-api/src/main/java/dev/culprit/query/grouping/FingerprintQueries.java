package dev.culprit.query.grouping;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/**
 * Reads the fingerprints of a problem with how many of its stored events have each. Of a large
 * problem only the newest events are counted, so that its page does not wait for millions of rows.
 */
final class FingerprintQueries {
  private static final int MOST_EVENTS = 100_000;

  // An event that says no fingerprint is older than that column: it has the problem's oldest one.
  private static final String LIST =
      """
      WITH stored AS (
        SELECT fingerprint FROM grouping.events WHERE problem_id = $1 ORDER BY id DESC LIMIT $2
      ), counted AS (
        SELECT fingerprint, count(*) AS events FROM stored GROUP BY fingerprint
      ), known AS (
        SELECT version, hash, origin, likeness, created_at,
          ('x' || encode(substring(hash FROM 1 FOR 8), 'hex'))::bit(64)::bigint AS high,
          row_number() OVER (ORDER BY created_at, version, hash) AS place
        FROM grouping.fingerprints WHERE problem_id = $1 ORDER BY place LIMIT 1000
      )
      SELECT k.version, k.hash, k.origin, k.likeness, k.created_at,
        (SELECT coalesce(sum(c.events), 0) FROM counted c
         WHERE c.fingerprint = k.high OR c.fingerprint IS NULL AND k.place = 1)::bigint AS events
      FROM known k ORDER BY k.place""";
  private static final String TOTAL =
      """
      SELECT EXISTS (SELECT FROM grouping.problems WHERE id = $1) AS is_there,
        (SELECT count(*) FROM (
           SELECT FROM grouping.events WHERE problem_id = $1 ORDER BY id DESC LIMIT $2) AS e) AS events""";

  private final Pool reader;

  FingerprintQueries(Pool reader) {
    this.reader = reader;
  }

  /** A FingerprintList of the contract. */
  Future<JsonObject> list(long problemId) {
    Future<RowSet<Row>> fingerprints =
        reader.preparedQuery(LIST).execute(Tuple.of(problemId, MOST_EVENTS));
    Future<RowSet<Row>> total =
        reader.preparedQuery(TOTAL).execute(Tuple.of(problemId, MOST_EVENTS + 1));
    return Future.all(fingerprints, total)
        .map(
            both -> {
              Row row = total.result().iterator().next();
              if (!row.getBoolean("is_there")) {
                throw ApiException.notFound("problem " + problemId);
              }
              JsonArray data = new JsonArray();
              fingerprints.result().forEach(found -> data.add(json(found)));
              long events = row.getLong("events");
              return new JsonObject()
                  .put("data", data)
                  .putNull("next_cursor")
                  .put("counted_events", Math.min(events, MOST_EVENTS))
                  .put("counted_all", events <= MOST_EVENTS);
            });
  }

  private static JsonObject json(Row row) {
    return new JsonObject()
        .put("version", row.getInteger("version"))
        .put("hash", FingerprintHash.text(row.getBuffer("hash").getBytes()))
        .put("origin", row.getString("origin"))
        .put("likeness", Likeness.rounded(row.getFloat("likeness")))
        .put("created_at", Times.text(row.getOffsetDateTime("created_at")))
        .put("events", row.getLong("events"));
  }
}
