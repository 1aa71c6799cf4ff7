package dev.culprit.grouping;

import dev.culprit.grouping.alert.ActivityWriter;
import dev.culprit.grouping.alert.AlertClient;
import dev.culprit.grouping.correction.KnownSplits;
import dev.culprit.grouping.correction.PgSplitStore;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.PayloadSampler;
import dev.culprit.grouping.event.PgEventIds;
import dev.culprit.grouping.event.PgPartitions;
import dev.culprit.grouping.event.PgStackTraceStore;
import dev.culprit.grouping.event.StackTraces;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.fingerprint.v1.FingerprintV1;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.monitor.MonitorRounds;
import dev.culprit.grouping.near.KnownTraces;
import dev.culprit.grouping.near.TraceCodec;
import dev.culprit.grouping.payload.DictionaryTraining;
import dev.culprit.grouping.payload.PgDictionaryStore;
import dev.culprit.grouping.pipeline.EventResult;
import dev.culprit.grouping.pipeline.GroupingMetrics;
import dev.culprit.grouping.pipeline.GroupingPipeline;
import dev.culprit.grouping.pipeline.PipelineParts;
import dev.culprit.grouping.problem.KnownFacets;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.settings.KnownSettings;
import dev.culprit.grouping.settings.PgSettingsStore;
import dev.culprit.grouping.store.PgInstanceLock;
import dev.culprit.grouping.store.PgTransactions;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.supplement.SupplementJob;
import dev.culprit.grouping.supplement.SupplementPipeline;
import dev.culprit.grouping.watch.ProblemChanges;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.grouping.wire.RunFailureEvents;
import dev.culprit.grouping.wire.StoredTraceCodec;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** The parts that the pipeline stands on, wired to PostgreSQL. */
record StorageParts(
    Vertx vertx,
    GroupingConfig config,
    Pool pool,
    Clock clock,
    WorkerExecutor worker,
    DictionaryTraining dictionaries,
    StackTraces stackTraces,
    PgPartitions partitions,
    KnownSettings settings,
    KnownSplits splits) {

  private static final int MOST_KNOWN_STACK_TRACES = 100_000;
  private static final int MOST_KNOWN_FACETS = 100_000;
  static final Fingerprinter FINGERPRINTER =
      new Fingerprinter(List.of(new FingerprintV1(), new FingerprintV2()));

  static StorageParts open(
      Vertx vertx, GroupingConfig config, Pool pool, Clock clock, MeterRegistry metrics) {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("grouping-preparation", threads);
    StackTraces stackTraces =
        new StackTraces(new PgStackTraceStore(pool), clock, MOST_KNOWN_STACK_TRACES);
    CaffeineCacheMetrics.monitor(metrics, stackTraces.cache(), "stack-traces");
    KnownSettings settings =
        new KnownSettings(vertx, new PgSettingsStore(pool), FINGERPRINTER.newest());
    Gauge.builder("culprit.grouping.settings.revision", settings, KnownSettings::revision)
        .description("changes of projects' settings that are in force on this instance")
        .register(metrics);
    return new StorageParts(
        vertx,
        config,
        pool,
        clock,
        worker,
        new DictionaryTraining(
            vertx, worker, new PgDictionaryStore(pool), config.dictionarySamples()),
        stackTraces,
        new PgPartitions(pool),
        settings,
        new KnownSplits(vertx, new PgSplitStore(pool)));
  }

  Future<Void> start() {
    return Future.all(settings.start(), splits.start()).compose(ignored -> dictionaries.start());
  }

  Future<Void> close() {
    settings.stop();
    splits.stop();
    dictionaries.stop();
    return worker.close();
  }

  GroupingPipeline pipeline(
      KnownProblems known, ProblemChanges changes, AlertClient alert, GroupingMetrics metrics) {
    TraceCodec codec = new StoredTraceCodec();
    return new PipelineParts(
            FINGERPRINTER,
            settings,
            splits,
            new KnownTraces(codec),
            codec,
            known,
            new KnownFacets(MOST_KNOWN_FACETS),
            new PayloadSampler(config.payloadsPerProblemHour(), clock),
            stackTraces,
            dictionaries.compressor(),
            new PgEventIds(pool),
            partitions,
            transactions(),
            changes::publish,
            alert::offer,
            metrics,
            worker,
            clock)
        .pipeline();
  }

  Transactions transactions() {
    return new PgTransactions(vertx, pool, ActivityWriter::write, config.statementTimeout());
  }

  SupplementPipeline supplements(AlertClient alert) {
    return new SupplementPipeline(new PgEventIds(pool), partitions, transactions(), alert::offer);
  }

  /** {@code pipeline} stores the events that tell of failed runs. */
  SupplementJob supplementJob(
      EventReader reader, Function<List<IncomingEvent>, Future<List<EventResult>>> pipeline) {
    return new SupplementJob(
        vertx,
        new PgInstanceLock(pool, "culprit grouping supplements"),
        transactions(),
        new MonitorRounds(transactions(), new RunFailureEvents(reader), pipeline, clock),
        clock,
        config.monitorInterval());
  }
}
