package dev.culprit.alert.share;

import dev.culprit.alert.incident.IncidentDesk;
import dev.culprit.alert.incident.Opening;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.share.ShareStore.Watched;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens incidents about shares with the problem that most likely is behind them. Counts of requests
 * often come before the failures that they count, so an incident waits a moment for its problem,
 * and no longer. On one event loop.
 */
final class ShareOpenings {
  private static final Logger log = LoggerFactory.getLogger(ShareOpenings.class);
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** More do not wait: they open without a likely problem. */
  private static final int MOST_WAITING = 1_000;

  private final Vertx vertx;
  private final SqlClient database;
  private final IncidentDesk desk;
  private final Set<Scope> waiting = new HashSet<>();

  ShareOpenings(Vertx vertx, SqlClient database, IncidentDesk desk) {
    this.vertx = vertx;
    this.database = database;
    this.desk = desk;
  }

  /** A share whose rule fires, with what it was judged by. */
  record Firing(Watched watched, ShareSums sums, ShareVerdict verdict, int minute) {}

  private record Scope(long ruleId, ShareKey key) {
    static Scope of(Firing firing) {
      return new Scope(firing.watched().rule().id(), firing.watched().key());
    }
  }

  Future<Void> open(List<Firing> firing) {
    List<Future<Void>> opened = new ArrayList<>();
    for (Firing one : firing) {
      opened.add(likelyProblem(one).compose(problem -> openOrWait(one, problem)));
    }
    return opened.isEmpty() ? Future.succeededFuture() : Future.all(opened).mapEmpty();
  }

  private Future<Long> likelyProblem(Firing firing) {
    return ShareStore.likelyProblem(database, firing.watched().key().projectId(), firing.minute());
  }

  private Future<Void> openOrWait(Firing firing, long problem) {
    if (problem == 0 && waiting.size() < MOST_WAITING) {
      if (waiting.add(Scope.of(firing))) {
        vertx.setTimer(PATIENCE.toMillis(), timer -> openAfterWaiting(firing));
      }
      return Future.succeededFuture();
    }
    return desk.openNow(List.of(opening(firing, problem)));
  }

  private void openAfterWaiting(Firing firing) {
    waiting.remove(Scope.of(firing));
    likelyProblem(firing)
        .compose(problem -> desk.openNow(List.of(opening(firing, problem))))
        .onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("rule", firing.watched().rule().id())
                    .addKeyValue("reason", failure.toString())
                    .log("An incident could not be opened; it will be when requests fail again"));
  }

  private static Opening opening(Firing firing, long likelyProblem) {
    Watched watched = firing.watched();
    ShareSums sums = firing.sums();
    ShareKey key = watched.key();
    JsonObject numbers =
        new JsonObject()
            .put("observed", sums.errors())
            .put("requests", sums.requests())
            .put("share", sums.share())
            .put("threshold", firing.verdict().limit())
            .put("baseline", sums.usualRequests() == 0 ? 0 : sums.usualShare())
            .put("window_minutes", watched.windowMinutes());
    if (likelyProblem != 0) {
      numbers.put("likely_problem_id", likelyProblem);
    }
    return new Opening(
        watched.rule(),
        SeriesKey.ofProject(key.projectId()),
        key.scope().stored(),
        key.key(),
        likelyProblem,
        sentence(watched, sums, firing.verdict()),
        numbers);
  }

  private static String sentence(Watched watched, ShareSums sums, ShareVerdict verdict) {
    String where =
        switch (watched.key().scope()) {
          case PROJECT -> "";
          case HOST -> " to " + watched.key().key();
          case UPSTREAM -> " served by " + watched.key().key();
        };
    return "%s of %,d requests%s failed (5xx) in the last %s; %s"
        .formatted(
            ShareDetector.percent(sums.share()),
            sums.requests(),
            where,
            watched.windowMinutes() == 1 ? "minute" : watched.windowMinutes() + " minutes",
            verdict.comparison());
  }
}
