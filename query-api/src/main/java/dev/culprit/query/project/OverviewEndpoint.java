package dev.culprit.query.project;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Every project at a glance. All callers share one answer for five seconds, so that open dashboards
 * cost nothing.
 */
public final class OverviewEndpoint implements Endpoint {
  private static final Duration KEPT = Duration.ofSeconds(5);

  private final OverviewQueries queries;
  private final Clock clock;
  private @Nullable Future<JsonObject> kept;
  private Instant readAt = Instant.MIN;

  public OverviewEndpoint(OverviewQueries queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getOverview", request -> overview().map(Answer::ok));
  }

  private synchronized Future<JsonObject> overview() {
    Instant now = clock.instant();
    if (kept == null || kept.failed() || readAt.plus(KEPT).isBefore(now)) {
      readAt = now;
      kept = queries.read(now);
    }
    return kept;
  }
}
