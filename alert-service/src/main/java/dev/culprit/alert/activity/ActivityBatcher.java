package dev.culprit.alert.activity;

import dev.culprit.alert.incident.IncidentDesk;
import dev.culprit.alert.rate.RateRouter;
import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.share.ShareWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Records activities, few transactions at a time: what arrives meanwhile waits and goes together,
 * so that the counts of a busy problem are written once for many senders. When too much waits, more
 * is refused and stays in grouping's outbox. Confined to one event loop; may be called from
 * anywhere.
 */
public final class ActivityBatcher {
  private static final int MOST_AT_ONCE = 2;

  // Both in counts and activities together.
  private static final int MOST_A_BATCH = 5_000;
  private static final int MOST_WAITING = 200_000;

  private final Context context;
  private final ActivityPipeline pipeline;
  private final MeterRegistry metrics;
  private final Timer duration;
  private final AtomicInteger waitingGauge = new AtomicInteger();
  private final List<Waiting> waiting = new ArrayList<>();
  private int running;
  private @Nullable Promise<Void> drained;

  public ActivityBatcher(
      Context context,
      Pool database,
      RuleBook rules,
      IncidentDesk desk,
      RateRouter rates,
      ShareWatch shares,
      MeterRegistry metrics) {
    this.context = context;
    this.pipeline = new ActivityPipeline(database, rules, desk, rates, shares);
    this.metrics = metrics;
    this.duration = metrics.timer("culprit.alert.record");
    metrics.gauge("culprit.alert.activities.waiting", waitingGauge);
  }

  /** Completes when the activities are committed and their rates judged. */
  public Future<Void> record(List<Activity> activities) {
    Promise<Void> recorded = Promise.promise();
    int size = activities.stream().mapToInt(ActivityBatcher::size).sum();
    context.runOnContext(
        turn -> {
          if (drained != null) {
            recorded.fail(new RejectedExecutionException("stopping"));
          } else if (waitingGauge.get() + size > MOST_WAITING) {
            metrics
                .counter("culprit.alert.activities", "result", "refused")
                .increment(activities.size());
            recorded.fail(new RejectedExecutionException("too many activities are waiting"));
          } else {
            waitingGauge.addAndGet(size);
            waiting.add(new Waiting(activities, size, recorded));
            next();
          }
        });
    return recorded.future();
  }

  private static int size(Activity activity) {
    return 1 + activity.counts().size() + activity.requests().size();
  }

  /** Refuses more and waits for what was taken. */
  public Future<Void> stop() {
    Promise<Void> stopped = Promise.promise();
    context.runOnContext(
        turn -> {
          drained = stopped;
          next();
        });
    return stopped.future();
  }

  private void next() {
    while (running < MOST_AT_ONCE && !waiting.isEmpty()) {
      run(takeBatch());
    }
    if (drained != null && running == 0 && waiting.isEmpty()) {
      drained.tryComplete();
    }
  }

  private List<Waiting> takeBatch() {
    List<Waiting> batch = new ArrayList<>();
    int size = 0;
    while (!waiting.isEmpty() && (size == 0 || size + waiting.get(0).size <= MOST_A_BATCH)) {
      Waiting taken = waiting.remove(0);
      size += taken.size;
      batch.add(taken);
    }
    waitingGauge.addAndGet(-size);
    return batch;
  }

  private void run(List<Waiting> batch) {
    List<Activity> activities = batch.stream().flatMap(one -> one.activities.stream()).toList();
    Timer.Sample sample = Timer.start(metrics);
    running++;
    pipeline
        .record(activities)
        .onSuccess(counted -> count(activities.size(), counted.repeated()))
        .<Void>mapEmpty()
        .onComplete(
            done -> {
              sample.stop(duration);
              running--;
              batch.forEach(one -> one.recorded.handle(done));
              next();
            });
  }

  private void count(int all, int repeated) {
    metrics.counter("culprit.alert.activities", "result", "counted").increment(all - repeated);
    metrics.counter("culprit.alert.activities", "result", "repeated").increment(repeated);
  }

  private record Waiting(List<Activity> activities, int size, Promise<Void> recorded) {}
}
