package dev.culprit.query.diagnosis;

import dev.culprit.query.gateway.ProblemTraits;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the history of a gateway's problem and concludes from it. */
public final class HistoryDiagnoses {
  private static final Duration PAUSE = Duration.ofMinutes(10);
  private static final Duration BEFORE = Duration.ofMinutes(5);
  private static final Duration AFTER = Duration.ofMinutes(5);

  private final Pool reader;
  private final ProblemTimes times;
  private final Clock clock;

  public HistoryDiagnoses(Pool reader, Clock clock) {
    this.reader = reader;
    this.times = new ProblemTimes(reader);
    this.clock = clock;
  }

  /** Empty when nothing can be said, as of every problem that is not from a gateway. */
  public Future<Optional<HistoryDiagnosis>> of(
      long projectId, long problemId, Instant firstSeen, ProblemTraits traits) {
    String cause = traits.cause();
    String proxy = traits.proxy();
    if (cause == null || proxy == null || !HistoryRules.areAbout(cause)) {
      return Future.succeededFuture(Optional.empty());
    }
    Future<List<Instant>> minutes = times.minutes(projectId, problemId);
    Future<String[]> upstreams = upstreams(problemId);
    return Future.all(minutes, upstreams)
        .compose(
            both ->
                new Reading(
                        projectId,
                        problemId,
                        cause,
                        proxy,
                        upstreams.result(),
                        minutes.result(),
                        ProblemTimes.startedAt(minutes.result(), firstSeen))
                    .facts(traits))
        .map(HistoryRules::conclude);
  }

  private Future<String[]> upstreams(long problemId) {
    return reader
        .preparedQuery(HistorySql.UPSTREAMS)
        .execute(Tuple.of(problemId))
        .map(
            rows -> {
              List<String> names = new ArrayList<>();
              rows.forEach(row -> names.add(row.getString(0)));
              return names.toArray(String[]::new);
            });
  }

  /** One problem's history in the reading. */
  private final class Reading {
    private final long projectId;
    private final long problemId;
    private final String cause;
    private final String proxy;
    private final String[] upstreams;
    private final Instant startedAt;
    private final List<Burst> bursts;

    Reading(
        long projectId,
        long problemId,
        String cause,
        String proxy,
        String[] upstreams,
        List<Instant> minutes,
        Instant startedAt) {
      this.projectId = projectId;
      this.problemId = problemId;
      this.cause = cause;
      this.proxy = proxy;
      this.upstreams = upstreams;
      this.startedAt = startedAt;
      this.bursts = Burst.of(minutes, PAUSE);
    }

    Future<HistoryFacts> facts(ProblemTraits traits) {
      Instant minute = startedAt.truncatedTo(ChronoUnit.MINUTES);
      Instant next = minute.plus(1, ChronoUnit.MINUTES);
      Future<Map<String, Long>> before = siblings(minute.minus(BEFORE), next);
      Future<Map<String, Long>> around = siblings(minute.minus(BEFORE), next.plus(AFTER));
      Future<Row> served =
          one(HistorySql.SERVED, Tuple.of(projectId, upstreams, Times.utc(minute), proxy));
      Future<Row> alive =
          one(
              HistorySql.WAS_ALIVE,
              Tuple.of(projectId, problemId, upstreams, Times.utc(startedAt)));
      OffsetDateTime from = Times.utc(minute.minus(BEFORE));
      OffsetDateTime to = Times.utc(next.plus(AFTER));
      Future<Row> timedOut = one(HistorySql.TIMED_OUT, Tuple.of(projectId, proxy, from, to));
      Future<Row> serving =
          one(HistorySql.SERVING, Tuple.of(projectId, proxy, from, to, upstreams));
      Future<Optional<String>> release = newRelease();
      return Future.all(List.of(before, around, served, alive, timedOut, serving, release))
          .map(
              all ->
                  new HistoryFacts(
                      cause,
                      traits.upstream() == null ? "the upstream" : traits.upstream(),
                      clock.instant(),
                      startedAt,
                      bursts,
                      release.result(),
                      sum(before.result(), HistoryRules.BROKEN_OFF),
                      served.result().getBoolean("is_counted"),
                      served.result().getBoolean("has_served") || alive.result().getBoolean(0),
                      timedOut.result().getLong(0),
                      serving.result().getLong(0),
                      sum(around.result(), HistoryRules.QUEUES) > 0));
    }

    private Future<Map<String, Long>> siblings(Instant from, Instant to) {
      return reader
          .preparedQuery(HistorySql.SIBLINGS)
          .execute(Tuple.of(projectId, problemId, upstreams, Times.utc(from), Times.utc(to)))
          .map(
              rows -> {
                Map<String, Long> counts = new HashMap<>();
                rows.forEach(row -> counts.put(row.getString("cause"), row.getLong("count")));
                return counts;
              });
    }

    private Future<Optional<String>> newRelease() {
      if (bursts.isEmpty()) {
        return Future.succeededFuture(Optional.empty());
      }
      Burst last = bursts.get(bursts.size() - 1);
      return reader
          .preparedQuery(HistorySql.NEW_RELEASE)
          .execute(
              Tuple.of(
                  projectId,
                  problemId,
                  Times.utc(last.start().minus(BEFORE)),
                  Times.utc(last.end().plus(AFTER))))
          .map(
              rows ->
                  rows.size() == 0
                      ? Optional.empty()
                      : Optional.of(rows.iterator().next().getString(0)));
    }

    private Future<Row> one(String sql, Tuple values) {
      return reader
          .preparedQuery(sql)
          .execute(values)
          .map((RowSet<Row> rows) -> rows.iterator().next());
    }

    private static long sum(Map<String, Long> counts, Set<String> causes) {
      return causes.stream().mapToLong(code -> counts.getOrDefault(code, 0L)).sum();
    }
  }
}
