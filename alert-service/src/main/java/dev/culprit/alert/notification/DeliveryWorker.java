package dev.culprit.alert.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a bounded number of deliveries going. Woken when this instance opens an incident; asks
 * every second for what others left behind or what is due again. Confined to one event loop; may be
 * called from anywhere.
 */
public final class DeliveryWorker {
  private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);
  private static final int MOST_AT_ONCE = 16;
  private static final int MOST_A_CLAIM = 32;
  private static final long POLL_MILLIS = 1000;

  private final Context context;
  private final AtomicInteger gauge;
  private final Deque<DueNotification> claimed = new ArrayDeque<>();
  private @Nullable NotificationPipeline pipeline;
  private @Nullable Promise<Void> drained;
  private long timer;
  private int running;
  private boolean claiming;
  private boolean wokenMeanwhile;

  public DeliveryWorker(Context context, MeterRegistry metrics) {
    this.context = context;
    this.gauge = new AtomicInteger();
    metrics.gauge("culprit.alert.deliveries.running", gauge);
  }

  public void start(NotificationPipeline through) {
    context.runOnContext(
        turn -> {
          pipeline = through;
          timer = context.owner().setPeriodic(POLL_MILLIS, id -> wake());
          wake();
        });
  }

  /** Looks for due notifications now. */
  public void wake() {
    context.runOnContext(turn -> claim());
  }

  /** Starts nothing more, gives back what was claimed, waits for what is on its way. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        turn -> {
          drained = stopped;
          context.owner().cancelTimer(timer);
          finishIfDrained();
        });
    return stopped.future();
  }

  private void claim() {
    NotificationPipeline current = pipeline;
    if (current == null || drained != null) {
      return;
    }
    if (claiming || running >= MOST_AT_ONCE) {
      wokenMeanwhile = true;
      return;
    }
    claiming = true;
    wokenMeanwhile = false;
    current
        .claim(MOST_A_CLAIM)
        .onComplete(
            done -> {
              claiming = false;
              if (done.failed()) {
                log.atWarn()
                    .addKeyValue("cause", done.cause().toString())
                    .log("could not look for due notifications");
              } else {
                take(current, done.result());
              }
              finishIfDrained();
            });
  }

  private void take(NotificationPipeline current, List<DueNotification> due) {
    claimed.addAll(due);
    wokenMeanwhile |= due.size() == MOST_A_CLAIM;
    startNext(current);
    if (wokenMeanwhile) {
      claim();
    }
  }

  private void startNext(NotificationPipeline current) {
    while (running < MOST_AT_ONCE && !claimed.isEmpty() && drained == null) {
      DueNotification next = claimed.remove();
      gauge.set(++running);
      current
          .process(next)
          .onComplete(
              done -> {
                gauge.set(--running);
                if (done.failed()) {
                  // It stays leased, and is due again when the lease has passed.
                  log.atWarn()
                      .setCause(done.cause())
                      .addKeyValue("notification", next.id())
                      .log("a delivery was not recorded");
                }
                startNext(current);
                if (wokenMeanwhile && claimed.isEmpty()) {
                  claim();
                }
                finishIfDrained();
              });
    }
  }

  private void finishIfDrained() {
    Promise<Void> waiting = drained;
    NotificationPipeline current = pipeline;
    if (waiting == null || running > 0 || claiming) {
      return;
    }
    List<Long> untried = claimed.stream().map(DueNotification::id).toList();
    claimed.clear();
    if (untried.isEmpty() || current == null) {
      waiting.tryComplete();
    } else {
      current.giveBack(untried).onComplete(done -> waiting.tryComplete());
    }
  }
}
