package dev.culprit.query.related;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of one problem that are of the same requests as events of another.
 *
 * @param count how many events of the problem that was asked about
 * @param examples pairs: its event, and the other problem's
 */
record Links(long count, List<long[]> examples) {
  static final Links NONE = new Links(0, List.of());

  private static final int MOST_EXAMPLES = 3;

  static Links of(Row row) {
    Long[] own = row.getArrayOfLongs("own_events");
    Long[] others = row.getArrayOfLongs("other_events");
    List<long[]> examples = new ArrayList<>();
    for (int i = 0; i < own.length && i < MOST_EXAMPLES; i++) {
      examples.add(new long[] {own[i], others[i]});
    }
    return new Links(row.getLong("linked_events"), examples);
  }

  JsonArray toJson() {
    JsonArray json = new JsonArray();
    for (long[] pair : examples) {
      json.add(new JsonObject().put("event_id", pair[0]).put("related_event_id", pair[1]));
    }
    return json;
  }
}
