package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.problem.ProblemTransition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What grouping counts. {@code culprit_grouping_events_total} by outcome adds up to all events of
 * answered batches: {@code stored}, {@code duplicate} (sent again, expected after a retry), {@code
 * rejected} (worth a look in the log), {@code failed} (the database was away; the sender tries
 * again). A growing {@code culprit_grouping_queue_events} means that PostgreSQL is slower than the
 * senders.
 */
public final class GroupingMetrics implements QueueMetrics<EventResult> {

  private static final String EVENTS = "culprit.grouping.events";
  private static final String TRANSITIONS = "culprit.grouping.transitions";

  private final MeterRegistry registry;
  private final Counter storedEvents;
  private final Counter duplicates;
  private final Counter rejected;
  private final Counter failed;
  private final Counter opened;
  private final Counter regressed;
  private final Counter repeated;
  private final Counter batches;
  private final Timer transactions;

  public GroupingMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.storedEvents = registry.counter(EVENTS, "outcome", "stored");
    this.duplicates = registry.counter(EVENTS, "outcome", "duplicate");
    this.rejected = registry.counter(EVENTS, "outcome", "rejected");
    this.failed = registry.counter(EVENTS, "outcome", "failed");
    this.opened = registry.counter(TRANSITIONS, "kind", "opened");
    this.regressed = registry.counter(TRANSITIONS, "kind", "regressed");
    this.repeated = registry.counter(TRANSITIONS, "kind", "repeated");
    this.batches = registry.counter("culprit.grouping.batches");
    this.transactions =
        Timer.builder("culprit.grouping.transactions")
            .description("From the first work on merged batches to their commit")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
  }

  @Override
  public void watchQueue(Supplier<Number> batchesWaiting, Supplier<Number> eventsWaiting) {
    registry.gauge("culprit.grouping.queue.batches", batchesWaiting, s -> s.get().doubleValue());
    registry.gauge("culprit.grouping.queue.events", eventsWaiting, s -> s.get().doubleValue());
  }

  @Override
  public void batchArrived() {
    batches.increment();
  }

  @Override
  public void transactionTook(long nanos) {
    transactions.record(Duration.ofNanos(nanos));
  }

  @Override
  public void failed(int events) {
    failed.increment(events);
  }

  @Override
  public void answered(EventResult result) {
    if (result instanceof EventResult.Stored stored) {
      (stored.isDuplicate() ? duplicates : storedEvents).increment();
    } else {
      rejected.increment();
    }
  }

  /** Transitions are counted once a problem and transaction. */
  void stored(StoredBatch batch) {
    for (ProblemTransition transition : batch.transitions().values()) {
      if (transition instanceof ProblemTransition.Opened) {
        opened.increment();
      } else if (transition instanceof ProblemTransition.Regressed) {
        regressed.increment();
      } else {
        repeated.increment();
      }
    }
  }
}
