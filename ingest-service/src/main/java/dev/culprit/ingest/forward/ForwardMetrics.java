package dev.culprit.ingest.forward;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What can be seen of the hand-over. Spool bytes that do not go down mean that grouping is still
 * away; corrupt records above zero mean a damaged disk.
 */
public final class ForwardMetrics {
  private final DistributionSummary batchEvents;
  private final Counter replayed;
  private final Counter rejectedInReplay;

  public ForwardMetrics(MeterRegistry registry, Spool spool, GroupingHealth health) {
    this.batchEvents =
        DistributionSummary.builder("culprit.ingest.batch.events")
            .description("Events in each batch given to grouping or to the spool")
            .register(registry);
    this.replayed =
        Counter.builder("culprit.ingest.spool.replayed")
            .description("Events delivered to grouping from the spool")
            .register(registry);
    this.rejectedInReplay =
        Counter.builder("culprit.ingest.spool.rejected")
            .description("Spooled events that grouping can never store")
            .register(registry);
    FunctionCounter.builder("culprit.ingest.spool.appended", spool, Spool::appendedEvents)
        .description("Events written to the spool")
        .register(registry);
    FunctionCounter.builder("culprit.ingest.spool.corrupt", spool, Spool::corruptRecords)
        .description("Damaged places in the spool that were stepped over")
        .register(registry);
    Gauge.builder("culprit.ingest.spool.bytes", spool, Spool::bytes)
        .description("Bytes that wait in the spool")
        .register(registry);
    Gauge.builder("culprit.ingest.grouping.well", health, h -> h.isWell() ? 1 : 0)
        .description("1 when grouping committed the last batch, else 0")
        .register(registry);
  }

  void batch(int events) {
    batchEvents.record(events);
  }

  void replayed(int events, int rejected) {
    replayed.increment(events);
    rejectedInReplay.increment(rejected);
  }
}
