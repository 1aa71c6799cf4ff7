package dev.culprit.grouping.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads something every two seconds; what was read last holds while that fails. */
public final class Polling {

  private static final Logger log = LoggerFactory.getLogger(Polling.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Supplier<Future<Void>> read;
  private final String what;
  private long timer = -1;

  /** {@code what} names the matter in a warning, such as "Settings of grouping". */
  public Polling(Vertx vertx, Supplier<Future<Void>> read, String what) {
    this.vertx = vertx;
    this.read = read;
    this.what = what;
  }

  /** Done when it was read for the first time; fails when that does, and begins nothing then. */
  public Future<Void> start() {
    return read.get()
        .onSuccess(ignored -> timer = vertx.setPeriodic(INTERVAL.toMillis(), tick -> readOrWarn()));
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  private void readOrWarn() {
    read.get()
        .onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("{} could not be read; the last known ones hold", what));
  }
}
