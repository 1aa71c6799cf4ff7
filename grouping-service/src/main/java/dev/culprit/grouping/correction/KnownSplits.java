package dev.culprit.grouping.correction;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.store.Polling;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which fingerprints are told apart by an attribute, known at once to whoever groups. Looks for
 * changes every two seconds; while PostgreSQL is away the last known ones hold. Safe for use by
 * many threads.
 */
public final class KnownSplits {

  private final Polling polling;
  private final SplitStore store;
  private volatile Map<FingerprintKey, SplitAttribute> attributes = Map.of();

  public KnownSplits(Vertx vertx, SplitStore store) {
    this.polling = new Polling(vertx, this::refresh, "Splits of problems");
    this.store = store;
  }

  /** Done when they are known for the first time. */
  public Future<Void> start() {
    return polling.start();
  }

  public void stop() {
    polling.stop();
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
}
