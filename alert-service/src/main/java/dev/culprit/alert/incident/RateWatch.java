package dev.culprit.alert.incident;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.alert.detect.Precedents;
import dev.culprit.alert.detect.Verdict;
import dev.culprit.alert.rate.RateJudge;
import dev.culprit.alert.rate.RateSeries;
import dev.culprit.alert.rate.RateStore;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.rule.Condition.Spike;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.rule.RuleIndex;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Judges rates the moment they change: opens incidents for rules that fire and keeps the open ones
 * open. What it did for a scope it does not repeat for some seconds, so that a burst costs one
 * statement and not one a batch.
 */
public final class RateWatch implements RateJudge, IncidentChanges.Listener {
  private static final Duration EXPECTED_FOR = Duration.ofMinutes(1);
  private static final int MOST_SCOPES = 100_000;

  private final RuleBook rules;
  private final RateStore rates;
  private final SqlClient database;
  private final IncidentDesk desk;
  private final Clock clock;
  private final Cache<IncidentScope, Handled> handled;
  private final Cache<IncidentScope, Boolean> expected =
      Caffeine.newBuilder().maximumSize(MOST_SCOPES).expireAfterWrite(EXPECTED_FOR).build();

  public RateWatch(
      RuleBook rules,
      RateStore rates,
      SqlClient database,
      IncidentDesk desk,
      Clock clock,
      Duration calm) {
    this.rules = rules;
    this.rates = rates;
    this.database = database;
    this.desk = desk;
    this.clock = clock;
    Duration pause = calm.dividedBy(4);
    this.handled =
        Caffeine.newBuilder()
            .maximumSize(MOST_SCOPES)
            .expireAfterWrite(pause.toSeconds() > 30 ? Duration.ofSeconds(30) : pause)
            .build();
  }

  @Override
  public boolean isWatched(SeriesKey key) {
    return rules.current().isWatched(key);
  }

  @Override
  public Future<Void> judge(Collection<RateSeries> changed) {
    RuleIndex index = rules.current();
    int now = (int) Math.floorDiv(clock.instant().getEpochSecond(), 60L);
    List<Firing> firing = new ArrayList<>();
    List<IncidentScope> elevated = new ArrayList<>();
    for (RateSeries series : changed) {
      for (Rule rule : index.ofProject(series.key().projectId())) {
        IncidentScope scope = scope(rule, series.key());
        Handled before = handled.getIfPresent(scope);
        if (!rule.condition().watches(series.key()) || before == Handled.OPENED) {
          continue;
        }
        Verdict verdict = RuleMatcher.judge(rule, series, now);
        if (verdict.isFiring()) {
          firing.add(new Firing(rule, series.key(), verdict));
        } else if (verdict.isHot() && before == null) {
          elevated.add(scope);
        }
      }
    }
    return firing.isEmpty() && elevated.isEmpty()
        ? Future.succeededFuture()
        : act(firing, elevated, now);
  }

  @Override
  public void changed(IncidentChange change) {
    if (!change.opened()) {
      handled.invalidate(change.scope());
    }
  }

  @Override
  public void lost() {
    handled.invalidateAll();
  }

  private Future<Void> act(List<Firing> firing, List<IncidentScope> elevated, int now) {
    List<IncidentScope> over = firing.stream().map(one -> scope(one.rule, one.key)).toList();
    List<IncidentScope> hot = Stream.concat(over.stream(), elevated.stream()).toList();
    return Future.join(firing.stream().map(one -> unlessExpected(one, now)).toList())
        .map(joined -> joined.<Opening>list().stream().filter(Objects::nonNull).toList())
        .compose(desk::openNow)
        .compose(done -> IncidentStore.touch(database, hot, clock.instant()))
        .onSuccess(
            done -> {
              over.forEach(scope -> handled.put(scope, Handled.OPENED));
              elevated.forEach(scope -> handled.put(scope, Handled.TOUCHED));
            });
  }

  /** Null when the same happened at this time on earlier days. */
  private Future<Opening> unlessExpected(Firing firing, int now) {
    Opening opening =
        new Opening(firing.rule, firing.key, firing.verdict.sentence(), firing.verdict.numbers());
    if (!(firing.rule.condition() instanceof Spike)) {
      return Future.succeededFuture(opening);
    }
    if (expected.getIfPresent(opening.incidentScope()) != null) {
      return Future.succeededFuture();
    }
    int around = Precedents.AROUND_MINUTES + firing.verdict.numbers().windowMinutes();
    return rates
        .around(firing.key, firing.rule.environment(), now, Precedents.DAYS, around)
        .map(
            history -> {
              if (Precedents.expects(Precedents.count(history, now, firing.verdict))) {
                expected.put(opening.incidentScope(), true);
                return null;
              }
              return opening;
            });
  }

  private static IncidentScope scope(Rule rule, SeriesKey key) {
    return new IncidentScope(rule.id(), key.problemId(), rule.environment());
  }

  /** The last thing done for a scope. */
  private enum Handled {
    OPENED,
    TOUCHED
  }

  private record Firing(Rule rule, SeriesKey key, Verdict verdict) {}
}
