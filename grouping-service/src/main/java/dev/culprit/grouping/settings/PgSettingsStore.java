package dev.culprit.grouping.settings;

import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.settings.GroupingSettings.Transition;
import dev.culprit.grouping.store.PgColumns;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of settings. */
public final class PgSettingsStore implements SettingsStore {

  private static final String COLUMNS =
      """
      project_id, version, previous_version, transition_ends_at, rules, near_matching,
      same_from::float8 AS same_from, perhaps_from::float8 AS perhaps_from, revision, updated_at,
      updated_by
      """;

  // A project without a row is at revision 0.
  private static final String SAVE =
      """
      INSERT INTO grouping.project_settings AS s (project_id, version, previous_version,
        transition_ends_at, rules, near_matching, same_from, perhaps_from, revision, updated_at,
        updated_by)
      SELECT $1::bigint, $2::smallint, $3::smallint, $4::timestamptz, $5::text, $6::boolean,
        $7::real, $8::real, $9::bigint, $10::timestamptz, $11::text
      WHERE $9::bigint = 1 OR EXISTS (SELECT FROM grouping.project_settings WHERE project_id = $1::bigint)
      ON CONFLICT (project_id) DO UPDATE SET
        version = excluded.version, previous_version = excluded.previous_version,
        transition_ends_at = excluded.transition_ends_at, rules = excluded.rules,
        near_matching = excluded.near_matching, same_from = excluded.same_from,
        perhaps_from = excluded.perhaps_from, revision = excluded.revision,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
      WHERE s.revision = excluded.revision - 1
      """;

  private static final String REMEMBER =
      """
      INSERT INTO grouping.project_settings_history
        (project_id, revision, at, user_id, actor_name, settings)
      SELECT project_id, revision, updated_at, nullif($2::bigint, 0), $3, to_jsonb(s)
      FROM grouping.project_settings s WHERE project_id = $1
      """;

  // As a row of project_settings again.
  private static final String CHANGES =
      """
      SELECT h.user_id, h.actor_name, s.project_id, s.version, s.previous_version,
        s.transition_ends_at, s.rules, s.near_matching, s.same_from::float8 AS same_from,
        s.perhaps_from::float8 AS perhaps_from, s.revision, s.updated_at, s.updated_by
      FROM grouping.project_settings_history h,
        jsonb_populate_record(NULL::"grouping".project_settings, h.settings) s
      WHERE h.project_id = $1 ORDER BY h.revision DESC LIMIT $2
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

  @Override
  public Future<Optional<GroupingSettings>> find(long projectId) {
    return pool.preparedQuery(
            "SELECT " + COLUMNS + " FROM grouping.project_settings WHERE project_id = $1")
        .execute(Tuple.of(projectId))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(settings(row));
              }
              return Optional.empty();
            });
  }

  @Override
  public Future<GroupingSettings> save(long projectId, GroupingSettings settings, Actor actor) {
    return pool.withTransaction(
        connection ->
            connection
                .preparedQuery(SAVE)
                .execute(values(projectId, settings))
                .compose(
                    rows ->
                        rows.rowCount() == 0
                            ? Future.failedFuture(
                                new StaleRevisionException(settings.revision() - 1))
                            : connection
                                .preparedQuery(REMEMBER)
                                .execute(Tuple.of(projectId, actor.userId(), actor.name())))
                .map(settings));
  }

  private static Tuple values(long projectId, GroupingSettings settings) {
    Transition transition = settings.transition();
    return Tuple.tuple()
        .addValue(projectId)
        .addValue((short) settings.version())
        .addValue(transition == null ? null : (short) transition.previousVersion())
        .addValue(transition == null ? null : PgColumns.time(transition.endsAt()))
        .addValue(settings.rules())
        .addValue(settings.nearMatching())
        .addValue(real(settings.sameFrom()))
        .addValue(real(settings.perhapsFrom()))
        .addValue(settings.revision())
        .addValue(PgColumns.time(settings.updatedAt()))
        .addValue(settings.updatedBy());
  }

  private static @Nullable Float real(@Nullable Double value) {
    return value == null ? null : value.floatValue();
  }

  @Override
  public Future<List<SettingsChange>> changes(long projectId, int most) {
    return pool.preparedQuery(CHANGES)
        .execute(Tuple.of(projectId, most))
        .map(
            rows -> {
              List<SettingsChange> changes = new ArrayList<>(rows.size());
              for (Row row : rows) {
                Long userId = row.getLong("user_id");
                changes.add(
                    new SettingsChange(
                        settings(row), userId == null ? 0 : userId, row.getString("actor_name")));
              }
              return changes;
            });
  }

  private static GroupingSettings settings(Row row) {
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

  private static @Nullable Transition transition(Row row) {
    Integer previous = row.getInteger("previous_version");
    OffsetDateTime endsAt = row.getOffsetDateTime("transition_ends_at");
    return previous == null || endsAt == null ? null : new Transition(previous, endsAt.toInstant());
  }
}
