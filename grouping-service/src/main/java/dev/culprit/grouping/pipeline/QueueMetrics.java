package dev.culprit.grouping.pipeline;

import java.util.function.Supplier;

/** What a {@link BatchQueue} tells of itself. */
public interface QueueMetrics<R> {

  void watchQueue(Supplier<Number> batchesWaiting, Supplier<Number> itemsWaiting);

  void batchArrived();

  void transactionTook(long nanos);

  void failed(int items);

  void answered(R result);
}
