package dev.culprit.alert.share;

import dev.culprit.alert.incident.IncidentDesk;
import dev.culprit.alert.rule.Condition.ErrorShare;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.rule.RuleIndex;
import dev.culprit.alert.rule.ShareScope;
import dev.culprit.alert.share.ShareStore.OpenShare;
import dev.culprit.alert.share.ShareStore.Watched;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Opens incidents about shares of failing requests the moment they rise, and closes them when the
 * failing has stopped. Judges only what failures came in for: nothing else can rise.
 */
public final class ShareWatch {
  private static final int DAY = 24 * 60 + 15;
  private static final int MOST_SCOPES = 2_000;

  private final SqlClient database;
  private final RuleBook rules;
  private final IncidentDesk desk;
  private final Clock clock;
  private final ShareOpenings openings;

  public ShareWatch(
      Vertx vertx, SqlClient database, RuleBook rules, IncidentDesk desk, Clock clock) {
    this.database = database;
    this.rules = rules;
    this.desk = desk;
    this.clock = clock;
    this.openings = new ShareOpenings(vertx, database, desk);
  }

  /** Judges the shares that these requests are part of; they are committed already. */
  public Future<Void> judge(Collection<RequestDelta> deltas) {
    Set<ShareKey> failing = new TreeSet<>();
    for (RequestDelta delta : deltas) {
      if (delta.serverErrors() > 0) {
        ShareKey.of(delta).stream().filter(ShareKey::isNamed).forEach(failing::add);
      }
    }
    RuleIndex index = rules.current();
    List<Watched> watched = new ArrayList<>();
    for (ShareKey key : failing) {
      for (Rule rule : index.aboutShares(key.projectId())) {
        if (rule.condition().shareScope().filter(key.scope()::equals).isPresent()
            && watched.size() < MOST_SCOPES) {
          watched.add(watched(rule, key));
        }
      }
    }
    if (watched.isEmpty()) {
      return Future.succeededFuture();
    }
    int now = ShareStore.minute(clock.instant());
    return ShareStore.sums(database, watched, now).compose(sums -> open(watched, sums, now));
  }

  private Future<Void> open(List<Watched> watched, List<ShareSums> sums, int now) {
    List<ShareOpenings.Firing> firing = new ArrayList<>();
    for (int i = 0; i < watched.size(); i++) {
      Watched one = watched.get(i);
      ShareVerdict verdict = ShareDetector.judge(one.rule().condition(), sums.get(i));
      if (verdict.isFiring()) {
        firing.add(new ShareOpenings.Firing(one, sums.get(i), verdict, now));
      }
    }
    return openings.open(firing);
  }

  /** Closes what has calmed; one instance does it at a time, two would do no harm. */
  public Future<Void> closeCalm() {
    return ShareStore.open(database)
        .compose(open -> open.isEmpty() ? Future.succeededFuture() : closeCalm(open));
  }

  private Future<Void> closeCalm(List<OpenShare> open) {
    List<Long> over = new ArrayList<>();
    List<Long> incidents = new ArrayList<>();
    List<Watched> watched = new ArrayList<>();
    for (OpenShare one : open) {
      Optional<Rule> rule = rules.current().byId(one.ruleId());
      Optional<ShareScope> scope = rule.flatMap(found -> found.condition().shareScope());
      if (rule.isEmpty() || scope.isEmpty()) {
        over.add(one.incidentId());
      } else {
        incidents.add(one.incidentId());
        watched.add(watched(rule.get(), ShareStore.keyOf(one.projectId(), scope.get(), one.key())));
      }
    }
    int now = ShareStore.minute(clock.instant());
    return ShareStore.sums(database, watched, now)
        .compose(
            sums -> {
              for (int i = 0; i < sums.size(); i++) {
                if (ShareDetector.judge(watched.get(i).rule().condition(), sums.get(i)).isCalm()) {
                  over.add(incidents.get(i));
                }
              }
              return desk.closeCalmed(over);
            });
  }

  private static Watched watched(Rule rule, ShareKey key) {
    return rule.condition() instanceof ErrorShare share
        ? new Watched(rule, key, share.windowMinutes(), Math.max(2, share.windowMinutes()))
        : new Watched(rule, key, ShareDetector.SPIKE_WINDOW, DAY);
  }
}
