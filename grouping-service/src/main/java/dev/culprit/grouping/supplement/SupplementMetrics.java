package dev.culprit.grouping.supplement;

import dev.culprit.grouping.pipeline.QueueMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Counts what came beside events; failed ones come again. */
public final class SupplementMetrics implements QueueMetrics<SupplementResult> {

  private static final String NAME = "culprit.grouping.supplements";

  private final MeterRegistry registry;
  private final Counter stored;
  private final Counter duplicates;
  private final Counter rejected;
  private final Counter failed;
  private final Timer transactions;

  public SupplementMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.stored = registry.counter(NAME, "outcome", "stored");
    this.duplicates = registry.counter(NAME, "outcome", "duplicate");
    this.rejected = registry.counter(NAME, "outcome", "rejected");
    this.failed = registry.counter(NAME, "outcome", "failed");
    this.transactions = registry.timer("culprit.grouping.supplement.transactions");
  }

  @Override
  public void watchQueue(Supplier<Number> batchesWaiting, Supplier<Number> itemsWaiting) {
    registry.gauge("culprit.grouping.queue.supplements", itemsWaiting, s -> s.get().doubleValue());
  }

  @Override
  public void batchArrived() {}

  @Override
  public void transactionTook(long nanos) {
    transactions.record(Duration.ofNanos(nanos));
  }

  @Override
  public void failed(int items) {
    failed.increment(items);
  }

  @Override
  public void answered(SupplementResult result) {
    if (result instanceof SupplementResult.Stored kept) {
      (kept.isDuplicate() ? duplicates : stored).increment();
    } else {
      rejected.increment();
    }
  }
}
