package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.correction.KnownSplits;
import dev.culprit.grouping.event.EventIds;
import dev.culprit.grouping.event.Partitions;
import dev.culprit.grouping.event.PayloadSampler;
import dev.culprit.grouping.event.StackTraces;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.near.KnownTraces;
import dev.culprit.grouping.near.TraceCodec;
import dev.culprit.grouping.payload.PayloadCompressor;
import dev.culprit.grouping.problem.KnownFacets;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.settings.KnownSettings;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything a {@link GroupingPipeline} is made of.
 *
 * @param changes told of every changed problem
 * @param alert told of every committed activity
 * @param worker where the processor's part of the work is done
 */
public record PipelineParts(
    Fingerprinter fingerprinter,
    KnownSettings settings,
    KnownSplits splits,
    KnownTraces traces,
    TraceCodec codec,
    KnownProblems known,
    KnownFacets knownFacets,
    PayloadSampler sampler,
    StackTraces stackTraces,
    PayloadCompressor compressor,
    EventIds eventIds,
    Partitions partitions,
    Transactions transactions,
    Consumer<List<ProblemChange>> changes,
    Consumer<OutboxEntry> alert,
    GroupingMetrics metrics,
    WorkerExecutor worker,
    Clock clock) {

  public GroupingPipeline pipeline() {
    EventKeys keys = new EventKeys(fingerprinter, settings, splits, clock);
    return new GroupingPipeline(
        new Preparation(keys, known, sampler, stackTraces, compressor),
        known,
        new Locator(keys, traces, codec, worker),
        knownFacets,
        stackTraces,
        eventIds,
        partitions,
        transactions,
        new Announcer(known, changes, alert, metrics, clock),
        worker);
  }
}
