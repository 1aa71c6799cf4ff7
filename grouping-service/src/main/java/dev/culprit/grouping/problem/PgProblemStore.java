package dev.culprit.grouping.problem;

import static dev.culprit.grouping.store.PgColumns.bytes;
import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;
import static dev.culprit.grouping.store.PgColumns.times;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of problems inside a transaction. */
public final class PgProblemStore implements ProblemStore {

  private final SqlConnection connection;

  public PgProblemStore(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<Map<FingerprintKey, Long>> find(Collection<FingerprintKey> fingerprints) {
    return connection
        .preparedQuery(ProblemSql.FIND)
        .execute(keys(List.copyOf(fingerprints)))
        .map(PgProblemStore::located);
  }

  @Override
  public Future<LocatedProblems> findOrOpen(List<NewProblem> problems) {
    List<FingerprintKey> keys = problems.stream().map(NewProblem::fingerprint).toList();
    Tuple columns = keys(keys);
    columns
        .addValue(texts(problems, problem -> problem.summary().title()))
        .addValue(texts(problems, problem -> problem.summary().message()))
        .addValue(texts(problems, problem -> problem.summary().culprit()))
        .addValue(texts(problems, problem -> problem.summary().level()))
        .addValue(texts(problems, problem -> problem.summary().platform()))
        .addValue(times(problems, NewProblem::firstSeen));
    Future<RowSet<Row>> opened = connection.preparedQuery(ProblemSql.OPEN).execute(columns);
    // A later statement sees what the transactions that were waited for have committed.
    Future<Map<FingerprintKey, Long>> found = find(keys);
    return opened.compose(
        rows -> found.map(ids -> new LocatedProblems(ids, new HashSet<>(located(rows).values()))));
  }

  @Override
  public Future<Map<FingerprintKey, Long>> join(List<JoinedFingerprint> fingerprints) {
    List<FingerprintKey> keys = fingerprints.stream().map(JoinedFingerprint::fingerprint).toList();
    Tuple columns = keys(keys);
    columns
        .addValue(longs(fingerprints, JoinedFingerprint::problemId))
        .addValue(texts(fingerprints, joined -> joined.origin().code()))
        .addValue(column(fingerprints, joined -> (float) joined.likeness(), Float[]::new));
    Future<?> joined = connection.preparedQuery(ProblemSql.JOIN).execute(columns);
    Future<Map<FingerprintKey, Long>> found = find(keys);
    return joined.compose(ignored -> found);
  }

  @Override
  public Future<Void> takeBack(Collection<Long> problemIds) {
    return connection
        .preparedQuery(ProblemSql.TAKE_BACK)
        .execute(Tuple.of(sortedIds(problemIds)))
        .mapEmpty();
  }

  @Override
  public Future<Map<Long, CountedProblem>> count(List<ProblemCount> counts) {
    Tuple columns =
        Tuple.of(
            longs(counts, ProblemCount::problemId),
            longs(counts, ProblemCount::count),
            times(counts, ProblemCount::firstSeen),
            times(counts, ProblemCount::lastSeen),
            longs(counts, ProblemCount::firstEventId),
            longs(counts, ProblemCount::lastEventId));
    return connection
        .preparedQuery(ProblemSql.COUNT)
        .execute(columns)
        .map(
            rows -> {
              Map<Long, CountedProblem> counted = new HashMap<>(rows.size() * 2);
              for (Row row : rows) {
                CountedProblem problem =
                    new CountedProblem(
                        row.getLong(0),
                        ProblemStatus.of(row.getString(1)),
                        row.getLong(2),
                        row.getBoolean(3));
                counted.put(problem.problemId(), problem);
              }
              return counted;
            });
  }

  @Override
  public Future<Map<Long, ProblemSummary>> summaries(Collection<Long> problemIds) {
    return connection
        .preparedQuery(ProblemSql.SUMMARIES)
        .execute(Tuple.of(sortedIds(problemIds)))
        .map(
            rows -> {
              Map<Long, ProblemSummary> summaries = new HashMap<>();
              for (Row row : rows) {
                summaries.put(row.getLong(0), PgProblemRows.summary(row, 1));
              }
              return summaries;
            });
  }

  @Override
  public Future<Void> addToMinutes(List<RollupRow> rows) {
    return connection.preparedQuery(ProblemSql.ADD_TO_MINUTES).execute(rollups(rows)).mapEmpty();
  }

  @Override
  public Future<Void> addToHours(List<RollupRow> rows) {
    return connection
        .preparedQuery(ProblemSql.ADD_TO_HOURS)
        .execute(rollups(rows).addValue(texts(rows, RollupRow::release)))
        .mapEmpty();
  }

  private static Tuple rollups(List<RollupRow> rows) {
    return Tuple.tuple()
        .addValue(longs(rows, RollupRow::projectId))
        .addValue(longs(rows, RollupRow::problemId))
        .addValue(texts(rows, RollupRow::environment))
        .addValue(longs(rows, RollupRow::bucketEpochSecond))
        .addValue(longs(rows, RollupRow::count));
  }

  @Override
  public Future<Void> addFacets(List<Facet> facets) {
    Tuple columns =
        Tuple.of(
            longs(facets, Facet::problemId),
            texts(facets, Facet::kind),
            texts(facets, Facet::value));
    return connection.preparedQuery(ProblemSql.ADD_FACETS).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> addReleases(List<ReleaseSight> releases) {
    Tuple columns =
        Tuple.of(
            longs(releases, sight -> sight.key().projectId()),
            texts(releases, sight -> sight.key().environment()),
            texts(releases, sight -> sight.key().release()),
            times(releases, ReleaseSight::firstSeen));
    return connection.preparedQuery(ProblemSql.ADD_RELEASES).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> appendHistory(List<HistoryRow> rows) {
    return PgProblemRows.appendHistory(connection, rows);
  }

  private static Tuple keys(List<FingerprintKey> keys) {
    return Tuple.tuple()
        .addValue(longs(keys, FingerprintKey::projectId))
        .addValue(column(keys, key -> (short) key.version(), Short[]::new))
        .addValue(bytes(keys, FingerprintKey::hash));
  }

  private static Map<FingerprintKey, Long> located(RowSet<Row> rows) {
    Map<FingerprintKey, Long> ids = new HashMap<>(rows.size() * 2);
    for (Row row : rows) {
      FingerprintKey key =
          FingerprintKey.of(row.getLong(0), row.getInteger(1), row.getBuffer(2).getBytes());
      ids.put(key, row.getLong(3));
    }
    return ids;
  }

  private static Long[] sortedIds(Collection<Long> ids) {
    return Set.copyOf(ids).stream().sorted().toArray(Long[]::new);
  }
}
