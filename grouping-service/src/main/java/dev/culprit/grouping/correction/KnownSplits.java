package dev.culprit.grouping.correction;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.problem.FingerprintKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which fingerprints are told apart by an attribute, known at once to whoever groups. Looks for
 * changes every two seconds; while PostgreSQL is away the last known ones hold. Safe for use by
 * many threads.
 */
public final class KnownSplits {

  private static final Logger log = LoggerFactory.getLogger(KnownSplits.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final SplitStore store;
  private volatile Map<FingerprintKey, SplitAttribute> attributes = Map.of();
  private long timer = -1;

  public KnownSplits(Vertx vertx, SplitStore store) {
    this.vertx = vertx;
    this.store = store;
  }

  /** Done when they are known for the first time. */
  public Future<Void> start() {
    return refresh()
        .onSuccess(
            ignored -> timer = vertx.setPeriodic(INTERVAL.toMillis(), tick -> refreshOrWarn()));
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** What the event is known by instead; empty when its fingerprint was not split. */
  public Optional<FingerprintKey> derived(FingerprintKey fingerprint, IncomingEvent event) {
    SplitAttribute attribute = attributes.get(fingerprint);
    return attribute == null
        ? Optional.empty()
        : Optional.of(SplitKey.derive(fingerprint, attribute, attribute.valueOf(event)));
  }

  /** Reads what has changed, at once. */
  public Future<Void> refresh() {
    return store
        .all()
        .map(
            all -> {
              Map<FingerprintKey, SplitAttribute> read = new HashMap<>();
              all.forEach((key, name) -> read.put(key, SplitAttribute.of(name)));
              attributes = Map.copyOf(read);
              return null;
            });
  }

  private void refreshOrWarn() {
    refresh()
        .onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("Splits of problems could not be read; the last known ones hold"));
  }
}
