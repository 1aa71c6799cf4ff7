package dev.culprit.alert.incident;

import dev.culprit.alert.incident.IncidentStore.Suspect;
import dev.culprit.alert.rate.RateBook;
import dev.culprit.alert.rate.RateSeries;
import dev.culprit.alert.rate.RateStore;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.RuleBook;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Closes incidents that have been calm. Only those not seen hot for the whole calm are looked at,
 * with counts fresh from the database: one whose window is still over half the line stays open.
 */
public final class CalmWatch {
  private static final int MOMENTARY_A_TICK = 1000;
  private static final int RATES_A_TICK = 100;

  private final SqlClient database;
  private final RuleBook rules;
  private final RateStore rates;
  private final IncidentDesk desk;
  private final Clock clock;
  private final Duration calm;

  public CalmWatch(
      SqlClient database,
      RuleBook rules,
      RateStore rates,
      IncidentDesk desk,
      Clock clock,
      Duration calm) {
    this.database = database;
    this.rules = rules;
    this.rates = rates;
    this.desk = desk;
    this.clock = clock;
    this.calm = calm;
  }

  /** One round; one instance does it at a time, two would do no harm. */
  public Future<Void> tick() {
    Instant now = clock.instant();
    return IncidentStore.closeMomentary(database, calm, now, MOMENTARY_A_TICK)
        .map(desk::announce)
        .compose(done -> IncidentStore.perhapsCalm(database, now.minus(calm), RATES_A_TICK))
        .compose(suspects -> suspects.isEmpty() ? Future.succeededFuture() : decide(suspects, now));
  }

  private Future<Void> decide(List<Suspect> suspects, Instant now) {
    int minute = (int) Math.floorDiv(now.getEpochSecond(), 60L);
    Set<SeriesKey> keys = new HashSet<>();
    suspects.forEach(suspect -> keys.add(key(suspect)));
    return rates
        .load(keys, minute - RateBook.HORIZON_MINUTES)
        .compose(
            series -> {
              List<Long> calmed = new ArrayList<>();
              List<IncidentScope> hot = new ArrayList<>();
              for (Suspect suspect : suspects) {
                if (isHot(suspect, series, minute)) {
                  hot.add(suspect.scope());
                } else {
                  calmed.add(suspect.incidentId());
                }
              }
              return IncidentStore.touch(database, hot, now)
                  .compose(
                      done -> IncidentStore.close(database, calmed, CloseReason.CALMED, "", now))
                  .map(desk::announce);
            });
  }

  /** A rule that is switched off or looks at something else now keeps nothing open. */
  private boolean isHot(Suspect suspect, Map<SeriesKey, RateSeries> series, int minute) {
    Optional<Rule> rule = rules.current().byId(suspect.scope().ruleId());
    RateSeries counts = series.get(key(suspect));
    return rule.isPresent()
        && counts != null
        && rule.get().condition().watches(counts.key())
        && RuleMatcher.judge(rule.get(), counts, minute).isHot();
  }

  private static SeriesKey key(Suspect suspect) {
    return new SeriesKey(suspect.projectId(), suspect.scope().problemId());
  }
}
