package dev.culprit.alert.activity;

import dev.culprit.alert.activity.Activity.CountDelta;
import dev.culprit.alert.incident.Transition;
import dev.culprit.alert.rate.MinuteCount;
import dev.culprit.alert.rate.SeriesKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statements that count activities once; all run in one transaction of the caller. */
final class ActivityStore {
  private static final int ROWS_A_STATEMENT = 1000;

  private static final String COUNT_ONCE =
      """
      INSERT INTO counted_activities (id) SELECT * FROM unnest($1::bigint[])
      ON CONFLICT DO NOTHING RETURNING id
      """;

  // The rows come sorted, so that instances take their locks in the same order.
  private static final String RAISE =
      """
      INSERT INTO rate_minutes AS r (project_id, problem_id, environment, minute, count)
      SELECT project_id, problem_id, environment, to_timestamp(minute * 60), count
      FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
        AS t (project_id, problem_id, environment, minute, count)
      ON CONFLICT (project_id, problem_id, environment, minute) DO UPDATE SET count = r.count + excluded.count
      RETURNING project_id, problem_id, environment, (extract(epoch FROM minute) / 60)::int AS minute, count
      """;

  private static final String READ =
      """
      SELECT r.project_id, r.problem_id, r.environment, t.minute::int AS minute, r.count
      FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[])
        AS t (project_id, problem_id, environment, minute, count)
      JOIN rate_minutes r ON r.project_id = t.project_id AND r.problem_id = t.problem_id
        AND r.environment = t.environment AND r.minute = to_timestamp(t.minute * 60)
      """;

  private static final String DESCRIBE =
      """
      INSERT INTO problem_summaries AS s (problem_id, project_id, first_seen, summary)
      SELECT problem_id, project_id, first_seen, summary::jsonb
      FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::text[])
        AS t (problem_id, project_id, first_seen, summary)
      ON CONFLICT (problem_id) DO UPDATE SET summary = excluded.summary, first_seen = least(s.first_seen, excluded.first_seen)
      """;

  private ActivityStore() {}

  /** The activities that had not been counted before. */
  static Future<Set<Long>> countOnce(SqlClient transaction, Collection<Activity> activities) {
    Long[] ids = activities.stream().map(Activity::id).distinct().sorted().toArray(Long[]::new);
    return transaction
        .preparedQuery(COUNT_ONCE)
        .execute(Tuple.of((Object) ids))
        .map(
            rows -> {
              Set<Long> fresh = new HashSet<>();
              rows.forEach(row -> fresh.add(row.getLong(0)));
              return fresh;
            });
  }

  /** Adds up; gives the new absolute counts. */
  static Future<List<MinuteCount>> raise(SqlClient transaction, Collection<Activity> activities) {
    return perChunk(transaction, RAISE, sum(activities));
  }

  /** The absolute counts of what activities touched. */
  static Future<List<MinuteCount>> read(SqlClient transaction, Collection<Activity> activities) {
    return perChunk(transaction, READ, sum(activities));
  }

  /** Keeps what problems are called. The newest word wins; the beginning stays. */
  static Future<Void> describe(SqlClient transaction, Collection<Transition> transitions) {
    Map<Long, Transition> latest = new TreeMap<>();
    for (Transition transition : transitions) {
      if (transition.kind().describes()) {
        latest.put(transition.problemId(), transition);
      }
    }
    if (latest.isEmpty()) {
      return Future.succeededFuture();
    }
    Collection<Transition> rows = latest.values();
    Tuple parameters =
        Tuple.of(
            rows.stream().map(Transition::problemId).toArray(Long[]::new),
            rows.stream().map(Transition::projectId).toArray(Long[]::new),
            rows.stream()
                .map(row -> row.at().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new),
            rows.stream().map(row -> row.problem().toJson().encode()).toArray(String[]::new));
    return transaction.preparedQuery(DESCRIBE).execute(parameters).mapEmpty();
  }

  static Future<Void> forget(SqlClient transaction, Collection<Long> problemIds) {
    return problemIds.isEmpty()
        ? Future.succeededFuture()
        : transaction
            .preparedQuery("DELETE FROM problem_summaries WHERE problem_id = ANY($1)")
            .execute(Tuple.of(problemIds.toArray(Long[]::new)))
            .mapEmpty();
  }

  /**
   * Deltas by series, environment and minute, in the order of the table's key; projects included.
   */
  private static List<MinuteCount> sum(Collection<Activity> activities) {
    SortedMap<SeriesKey, SortedMap<String, SortedMap<Integer, Long>>> sums = new TreeMap<>();
    for (Activity activity : activities) {
      for (CountDelta delta : activity.counts()) {
        add(sums, SeriesKey.ofProject(delta.projectId()), delta);
        if (!delta.ignored()) {
          add(sums, new SeriesKey(delta.projectId(), delta.problemId()), delta);
        }
      }
    }
    List<MinuteCount> rows = new ArrayList<>();
    sums.forEach(
        (key, environments) ->
            environments.forEach(
                (environment, minutes) ->
                    minutes.forEach(
                        (minute, count) ->
                            rows.add(new MinuteCount(key, environment, minute, count)))));
    return rows;
  }

  private static void add(
      SortedMap<SeriesKey, SortedMap<String, SortedMap<Integer, Long>>> sums,
      SeriesKey key,
      CountDelta delta) {
    sums.computeIfAbsent(key, k -> new TreeMap<>())
        .computeIfAbsent(delta.environment(), environment -> new TreeMap<>())
        .merge(delta.minute(), delta.count(), Long::sum);
  }

  private static Future<List<MinuteCount>> perChunk(
      SqlClient transaction, String sql, List<MinuteCount> rows) {
    List<MinuteCount> results = new ArrayList<>(rows.size());
    Future<Void> chain = Future.succeededFuture();
    for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
      Tuple parameters =
          columns(rows.subList(from, Math.min(rows.size(), from + ROWS_A_STATEMENT)));
      chain =
          chain
              .compose(done -> transaction.preparedQuery(sql).execute(parameters))
              .map(
                  found -> {
                    found.forEach(row -> results.add(minuteCount(row)));
                    return null;
                  });
    }
    return chain.map(results);
  }

  private static Tuple columns(List<MinuteCount> rows) {
    return Tuple.of(
        rows.stream().map(row -> row.key().projectId()).toArray(Long[]::new),
        rows.stream().map(row -> row.key().problemId()).toArray(Long[]::new),
        rows.stream().map(MinuteCount::environment).toArray(String[]::new),
        rows.stream().map(row -> (long) row.minute()).toArray(Long[]::new),
        rows.stream().map(MinuteCount::count).toArray(Long[]::new));
  }

  private static MinuteCount minuteCount(Row row) {
    return new MinuteCount(
        new SeriesKey(row.getLong(0), row.getLong(1)),
        row.getString(2),
        row.getInteger(3),
        row.getLong(4));
  }
}
