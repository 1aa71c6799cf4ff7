package dev.culprit.ingest.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.culprit.ingest.project.ProjectKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every key and every project to its events a minute, counted over all ingest instances
 * together. An event counts as soon as its key is known, whatever becomes of it afterwards.
 */
public final class RateLimiter {
  private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);
  private static final Duration CLEANING = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST_SCOPES = 50_000;

  private final Vertx vertx;
  private final PgBudgetLedger ledger;
  private final Clock clock;
  private final long defaultEventsPerMinute;
  private final LoadingCache<Long, Budget> keys;
  private final LoadingCache<Long, Budget> projects;
  private long timer = -1;

  /** A default of 0 events a minute means no budget. */
  public RateLimiter(Vertx vertx, Pool pool, Clock clock, long defaultEventsPerMinute) {
    this(vertx, pool, clock, defaultEventsPerMinute, "");
  }

  private RateLimiter(
      Vertx vertx, Pool pool, Clock clock, long defaultEventsPerMinute, String prefix) {
    this.vertx = vertx;
    this.ledger = new PgBudgetLedger(pool);
    this.clock = clock;
    this.defaultEventsPerMinute = defaultEventsPerMinute;
    this.keys = budgets(prefix + "key:");
    this.projects = budgets(prefix + "project:");
  }

  /** Budgets of the same size for what comes beside events; needs no start of its own. */
  public static RateLimiter besideEvents(
      Vertx vertx, Pool pool, Clock clock, long defaultEventsPerMinute) {
    return new RateLimiter(vertx, pool, clock, defaultEventsPerMinute, "beside:");
  }

  private LoadingCache<Long, Budget> budgets(String prefix) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_SCOPES)
        .build(id -> new Budget(prefix + id, ledger, clock));
  }

  public void start() {
    timer = vertx.setPeriodic(CLEANING.toMillis(), id -> clean());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** The key again when it may send one more event; else fails with a refusal. */
  public Future<ProjectKey> admit(ProjectKey key) {
    long ofProject = key.project().eventsPerMinute();
    long limit = ofProject > 0 ? ofProject : defaultEventsPerMinute;
    if (limit == 0) {
      return Future.succeededFuture(key);
    }
    Future<Void> byKey = keys.get(key.id()).take(limit);
    Future<Void> byBoth =
        byKey.succeeded()
            ? projects.get(key.project().id()).take(limit)
            : byKey.compose(taken -> projects.get(key.project().id()).take(limit));
    return byBoth.succeeded() ? Future.succeededFuture(key) : byBoth.map(key);
  }

  private void clean() {
    ledger
        .forgetBefore(clock.instant().minus(KEPT))
        .onFailure(
            cause -> log.atDebug().setCause(cause).log("old budget windows were not removed"));
  }
}
