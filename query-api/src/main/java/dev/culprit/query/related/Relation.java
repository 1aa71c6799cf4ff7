package dev.culprit.query.related;

import io.vertx.sqlclient.Row;
import java.util.Locale;

/** How a problem hangs on another, the surest first. */
enum Relation {
  /** Events of both are of the same request. */
  EXACT_LINK,
  SAME_UPSTREAM,
  SAME_HOST,
  SAME_ENVIRONMENT,
  /** Nothing but the time. */
  SAME_TIME;

  /** What else than links they have in common. */
  static Relation of(Row row) {
    if (row.getBoolean("same_upstream")) {
      return SAME_UPSTREAM;
    }
    if (row.getBoolean("same_host")) {
      return SAME_HOST;
    }
    return row.getBoolean("same_environment") ? SAME_ENVIRONMENT : SAME_TIME;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
