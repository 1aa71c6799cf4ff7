package dev.culprit.grouping.settings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of settings. */
public final class PgSettingsStore implements SettingsStore {

  static final String COLUMNS =
      """
      project_id, version, previous_version, transition_ends_at, rules, near_matching,
      same_from::float8 AS same_from, perhaps_from::float8 AS perhaps_from, revision, updated_at,
      updated_by
      """;

  private final Pool pool;

  public PgSettingsStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Long> revision() {
    return pool.query("SELECT coalesce(sum(revision), 0)::bigint FROM grouping.project_settings")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  @Override
  public Future<Map<Long, GroupingSettings>> all() {
    return pool.query("SELECT " + COLUMNS + " FROM grouping.project_settings")
        .execute()
        .map(
            rows -> {
              Map<Long, GroupingSettings> all = new HashMap<>();
              rows.forEach(row -> all.put(row.getLong("project_id"), settings(row)));
              return all;
            });
  }

  static GroupingSettings settings(Row row) {
    return new GroupingSettings(
        row.getInteger("version"),
        transition(row),
        row.getString("rules"),
        row.getBoolean("near_matching"),
        row.getDouble("same_from"),
        row.getDouble("perhaps_from"),
        row.getLong("revision"),
        row.getOffsetDateTime("updated_at").toInstant(),
        row.getString("updated_by"));
  }

  private static GroupingSettings.@Nullable Transition transition(Row row) {
    Integer previous = row.getInteger("previous_version");
    OffsetDateTime endsAt = row.getOffsetDateTime("transition_ends_at");
    return previous == null || endsAt == null
        ? null
        : new GroupingSettings.Transition(previous, endsAt.toInstant());
  }
}
