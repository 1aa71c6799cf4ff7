package dev.culprit.grouping;

import com.hazelcast.core.HazelcastInstance;
import dev.culprit.grouping.activity.PgPendingActivities;
import dev.culprit.grouping.alert.ActivityWriter;
import dev.culprit.grouping.alert.AlertClient;
import dev.culprit.grouping.command.PgProblemEditor;
import dev.culprit.grouping.command.ProblemCommands;
import dev.culprit.grouping.endpoint.GroupingEndpoint;
import dev.culprit.grouping.endpoint.Intake;
import dev.culprit.grouping.endpoint.ProblemEndpoint;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.PgPartitions;
import dev.culprit.grouping.pipeline.BatchQueue;
import dev.culprit.grouping.pipeline.EventResult;
import dev.culprit.grouping.pipeline.GroupingMetrics;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.problem.SharedFingerprints;
import dev.culprit.grouping.retention.PgRetentionStore;
import dev.culprit.grouping.retention.RetentionJob;
import dev.culprit.grouping.supplement.IncomingSupplement;
import dev.culprit.grouping.supplement.SupplementJob;
import dev.culprit.grouping.supplement.SupplementMetrics;
import dev.culprit.grouping.supplement.SupplementResult;
import dev.culprit.grouping.watch.ProblemChanges;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.runtime.cluster.HazelcastCluster;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.database.SchemaOwner;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.GrpcServers;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.lifecycle.RunningService;
import dev.culprit.runtime.lifecycle.ShutdownSequence;
import dev.culprit.runtime.management.Readiness;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Wires grouping together, and takes it apart again in the opposite order. */
public final class GroupingService implements RunningService {

  private static final SchemaOwner SCHEMA =
      new SchemaOwner(
          "grouping",
          GroupingConfig.ROLE,
          "db/migration/grouping",
          List.of("pg_trgm"),
          List.of("ingest"));
  private static final Duration SHUTDOWN = Duration.ofSeconds(18);
  private static final Duration CLUSTER_PATIENCE = Duration.ofMillis(500);
  private static final int MOST_MESSAGE_BYTES = 32 * 1024 * 1024;
  private static final int MOST_KNOWN_PROBLEMS = 200_000;

  private final Vertx vertx;
  private final GroupingConfig config;
  private final MeterRegistry metrics;
  private final Clock clock = Clock.systemUTC();
  private final Readiness readiness;
  private final ShutdownSequence shutdown;
  private int grpcPort = -1;

  public GroupingService(Vertx vertx, GroupingConfig config, MeterRegistry metrics) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.readiness = new Readiness(vertx);
    this.shutdown = new ShutdownSequence(vertx, SHUTDOWN);
  }

  @Override
  public Future<Void> start() {
    return Migrations.run(vertx, config.database(), SCHEMA)
        .compose(
            migrated ->
                HazelcastCluster.start(vertx, config.cluster(), SharedFingerprints::configure))
        .compose(this::join)
        .compose(this::startParts);
  }

  /** What is shared with the other instances. */
  private record Shared(HazelcastInstance cluster, KnownProblems known, ProblemChanges changes) {}

  private Future<Shared> join(HazelcastInstance cluster) {
    shutdown.onStop("cluster", () -> HazelcastCluster.stop(vertx, cluster));
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("grouping-cluster", 4);
    shutdown.onStop("cluster worker", worker::close);
    Context context = vertx.getOrCreateContext();
    // The first look at a map or topic waits for the cluster.
    return worker.executeBlocking(
        () -> {
          KnownProblems known =
              new KnownProblems(
                  new SharedFingerprints(cluster, worker, CLUSTER_PATIENCE), MOST_KNOWN_PROBLEMS);
          CaffeineCacheMetrics.monitor(metrics, known.cache(), "fingerprints");
          ProblemChanges changes =
              new ProblemChanges(vertx, context, cluster, clock, known::forgetProblems);
          shutdown.onStop("changes", stopping(changes::stop));
          return new Shared(cluster, known, changes);
        },
        false);
  }

  private Future<Void> startParts(Shared shared) {
    KnownProblems known = shared.known();
    ProblemChanges changes = shared.changes();
    Pool pool = DatabasePool.open(vertx, config.database());
    shutdown.onStop("database", pool::close);
    AlertClient alert = alertClient(pool);

    StorageParts storage = StorageParts.open(vertx, config, pool, clock, metrics);
    shutdown.onStop("workers", storage::close);
    RetentionJob retention = retention(pool, storage.partitions(), known);
    GroupingMetrics groupingMetrics = new GroupingMetrics(metrics);
    BatchQueue<IncomingEvent, EventResult> events =
        new BatchQueue<>(
            vertx,
            storage.pipeline(known, changes, alert, groupingMetrics)::group,
            config.queue(),
            groupingMetrics);
    BatchQueue<IncomingSupplement, SupplementResult> supplements =
        new BatchQueue<>(
            vertx,
            storage.supplements(alert)::keep,
            config.queue().forSupplements(),
            new SupplementMetrics(metrics));
    EventReader reader = new EventReader(clock);
    SupplementJob supplementJob = storage.supplementJob(reader, events::submit);
    shutdown.onStop("monitors", stopping(supplementJob::stop));
    ProblemCommands commands =
        new ProblemCommands(
            new PgProblemEditor(pool, ActivityWriter::write, clock),
            known,
            changes::publish,
            alert::offer,
            clock);

    return storage
        .start()
        .compose(loaded -> retention.start())
        .compose(
            ahead ->
                listen(
                    List.of(
                        new GroupingEndpoint(new Intake(events, supplements), reader),
                        new ProblemEndpoint(commands, changes),
                        EngineParts.endpoint(storage))))
        .map(
            server -> {
              grpcPort = server.actualPort();
              shutdown.onStop("gRPC", server::close);
              shutdown.onStop("batches in hand", events::drain);
              shutdown.onStop("supplements in hand", supplements::drain);
              supplementJob.start();
              watchOver(pool, shared.cluster());
              return null;
            });
  }

  private AlertClient alertClient(Pool pool) {
    ManagedChannel channel =
        GrpcChannels.open(
            config.alertAddress(),
            List.of(InternalToken.client(config.internalToken())),
            MOST_MESSAGE_BYTES);
    shutdown.onStop("alert channel", () -> GrpcChannels.close(channel, Duration.ofSeconds(2)));
    AlertClient alert = new AlertClient(vertx, channel, new PgPendingActivities(pool), metrics);
    alert.start();
    shutdown.onStop("alert client", stopping(alert::stop));
    return alert;
  }

  private RetentionJob retention(Pool pool, PgPartitions partitions, KnownProblems known) {
    RetentionJob retention =
        new RetentionJob(
            vertx,
            new PgRetentionStore(pool),
            partitions,
            known,
            clock,
            config.retentionInterval());
    shutdown.onStop("retention", stopping(retention::stop));
    return retention;
  }

  private Future<HttpServer> listen(List<BindableService> services) {
    return GrpcServers.start(
        vertx,
        config.bindAddress(),
        config.grpcPort(),
        services,
        List.of(InternalToken.server(config.internalToken())),
        MOST_MESSAGE_BYTES);
  }

  private void watchOver(Pool pool, HazelcastInstance cluster) {
    readiness.add("database", () -> pool.query("SELECT 1").execute().mapEmpty());
    readiness.add(
        "cluster",
        () ->
            cluster.getLifecycleService().isRunning()
                ? Future.succeededFuture()
                : Future.failedFuture("the member is not running"));
  }

  private static Supplier<Future<Void>> stopping(Runnable stop) {
    return () -> {
      stop.run();
      return Future.succeededFuture();
    };
  }

  @Override
  public Future<Void> stop() {
    readiness.stopping();
    return shutdown.stop();
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  /** Where it listens, once started. */
  public int grpcPort() {
    return grpcPort;
  }
}
