package dev.culprit.query.release;

import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One release; events and sessions without release are the one with the empty name. */
record ReleaseView(
    String release,
    OffsetDateTime firstSeen,
    OffsetDateTime lastSeen,
    long events,
    long sessions,
    long errored,
    long unhandled,
    long abnormal,
    long crashed) {

  static ReleaseView of(Row row) {
    return new ReleaseView(
        row.getString("release"),
        row.getOffsetDateTime("first_seen"),
        row.getOffsetDateTime("last_seen"),
        row.getLong("events"),
        row.getLong("sessions"),
        row.getLong("errored"),
        row.getLong("unhandled"),
        row.getLong("abnormal"),
        row.getLong("crashed"));
  }

  /** Between 0 and 1; null when no session is known. */
  @Nullable Double crashFreeRate() {
    return sessions <= 0 ? null : Math.min(1, Math.max(0, 1 - (double) crashed / sessions));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("release", release)
        .put("first_seen", Times.text(firstSeen))
        .put("last_seen", Times.text(lastSeen))
        .put("events", events)
        .put("sessions", sessions)
        .put("errored_sessions", errored)
        .put("unhandled_sessions", unhandled)
        .put("abnormal_sessions", abnormal)
        .put("crashed_sessions", crashed)
        .put("crash_free_rate", crashFreeRate());
  }
}
