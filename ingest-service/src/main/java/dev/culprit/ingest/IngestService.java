package dev.culprit.ingest;

import dev.culprit.ingest.forward.ForwardMetrics;
import dev.culprit.ingest.forward.Forwarding;
import dev.culprit.ingest.forward.GroupingHealth;
import dev.culprit.ingest.forward.Spool;
import dev.culprit.ingest.gateway.GatewayMetrics;
import dev.culprit.ingest.limit.RateLimiter;
import dev.culprit.ingest.otlp.OtlpShared;
import dev.culprit.ingest.pipeline.PipelineMetrics;
import dev.culprit.ingest.project.ProjectBootstrap;
import dev.culprit.ingest.project.ProjectEndpoint;
import dev.culprit.ingest.project.ProjectKeys;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.ingest.scrub.EventScrubber;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.database.SchemaOwner;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.GrpcServers;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.lifecycle.RunningService;
import dev.culprit.runtime.lifecycle.ShutdownSequence;
import dev.culprit.runtime.management.Readiness;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ingest, wired. Starts when PostgreSQL can be reached; after that it goes on accepting events of
 * known keys while PostgreSQL or grouping is away.
 */
public final class IngestService implements RunningService {
  private static final SchemaOwner SCHEMA =
      new SchemaOwner("ingest", "culprit_ingest", "db/migration/ingest", List.of(), List.of());
  private static final int MOST_BATCH_BYTES = 16 << 20;
  private static final int MOST_INTERNAL_MESSAGE_BYTES = 1 << 20;
  private static final Duration STOP_BOUND = Duration.ofSeconds(25);
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(12);
  private static final AtomicInteger FREE_PORTS = new AtomicInteger(-1_000);

  private final Vertx vertx;
  private final IngestConfig config;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Readiness readiness;
  private final ShutdownSequence shutdown;
  private final List<IngestLane> lanes = new ArrayList<>();
  private @Nullable GatewayLane gatewayLane;
  private @Nullable HttpServer internal;

  public IngestService(Vertx vertx, IngestConfig config, MeterRegistry metrics) {
    this(vertx, config, metrics, Clock.systemUTC());
  }

  /** {@code clock} tells when events arrive and which minute's budget they spend. */
  public IngestService(Vertx vertx, IngestConfig config, MeterRegistry metrics, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.readiness = new Readiness(vertx);
    this.shutdown = new ShutdownSequence(vertx, STOP_BOUND);
  }

  @Override
  public Future<Void> start() {
    return Migrations.run(vertx, config.database(), SCHEMA).compose(done -> startWithDatabase());
  }

  private Future<Void> startWithDatabase() {
    Pool pool = DatabasePool.open(vertx, config.database());
    shutdown.onStop("database pool", pool::close);
    ProjectBootstrap bootstrap =
        new ProjectBootstrap(pool, config.bootstrap().project(), config.bootstrap().key());
    return bootstrap
        .run()
        .compose(done -> openSpool())
        .compose(spool -> startLanes(pool, spool))
        .compose(done -> startInternal(pool));
  }

  private Future<Spool> openSpool() {
    return vertx
        .executeBlocking(
            () -> {
              try {
                return Spool.open(config.spool().directory(), config.spool().bytes());
              } catch (IOException e) {
                throw new ConfigException(
                    "the spool under CULPRIT_DATA_DIR cannot be used: " + e.getMessage(), e);
              }
            })
        .onSuccess(
            spool ->
                shutdown.onStop(
                    "spool",
                    () ->
                        vertx.executeBlocking(
                            () -> {
                              spool.close();
                              return null;
                            })));
  }

  private Future<Void> startLanes(Pool pool, Spool spool) {
    GroupingHealth health = new GroupingHealth();
    Forwarding forwarding = forwarding(spool, health);
    ProjectKeys keys = ProjectKeys.in(vertx, pool);
    RateLimiter limiter = new RateLimiter(vertx, pool, clock, config.eventsPerMinute());
    RefusalBook refusals = new RefusalBook(vertx, pool, clock, metrics);
    shutdown.onStop("refusals", refusals::stop);
    shutdown.onStop("keys and budgets", () -> stopTimers(keys, limiter));
    keys.start();
    limiter.start();
    refusals.start();
    addChecks(pool, keys, spool, health);
    IngestLane.Shared shared =
        new IngestLane.Shared(
            config,
            clock,
            keys,
            limiter,
            RateLimiter.besideEvents(vertx, pool, clock, config.eventsPerMinute()),
            new EventScrubber(),
            forwarding,
            refusals,
            new PipelineMetrics(metrics),
            new OtlpShared());
    shutdown.onStop("public ports", this::drainLanes);
    int grpcPort = sharedPort(config.ports().grpc());
    int httpPort = sharedPort(config.ports().http());
    GatewayLane gateway = new GatewayLane(shared, pool, new GatewayMetrics(metrics));
    Future<Void> started =
        vertx.deployVerticle(gateway).onSuccess(id -> gatewayLane = gateway).mapEmpty();
    for (int i = 0; i < config.eventLoops(); i++) {
      started = started.compose(before -> startLane(shared, gateway, grpcPort, httpPort));
    }
    return started;
  }

  /**
   * Vert.x gives servers with the same negative port one free port together; with 0 each its own.
   */
  private static int sharedPort(int port) {
    return port == 0 ? FREE_PORTS.getAndDecrement() : port;
  }

  private static Future<Void> stopTimers(ProjectKeys keys, RateLimiter limiter) {
    keys.stop();
    limiter.stop();
    return Future.succeededFuture();
  }

  private Forwarding forwarding(Spool spool, GroupingHealth health) {
    ManagedChannel channel =
        GrpcChannels.open(
            config.groupingAddress(),
            List.of(InternalToken.client(config.internalToken())),
            MOST_BATCH_BYTES);
    shutdown.onStop("grouping channel", () -> GrpcChannels.close(channel, Duration.ofSeconds(2)));
    Forwarding forwarding =
        new Forwarding(
            vertx,
            channel,
            config.groupingTimeout(),
            health,
            spool,
            new ForwardMetrics(metrics, spool, health));
    shutdown.onStop("spool replay", forwarding::stopReplay);
    forwarding.startReplay();
    return forwarding;
  }

  private Future<Void> startLane(
      IngestLane.Shared shared, GatewayLane gateway, int grpcPort, int httpPort) {
    IngestLane lane = new IngestLane(shared, gateway.bodies(), grpcPort, httpPort);
    return vertx.deployVerticle(lane).onSuccess(id -> lanes.add(lane)).mapEmpty();
  }

  private Future<Void> drainLanes() {
    GatewayLane gateway = gatewayLane;
    return Future.join(lanes.stream().map(lane -> lane.drain(DRAIN_PATIENCE)).toList())
        .transform(drained -> gateway == null ? Future.<Void>succeededFuture() : gateway.drain());
  }

  private Future<Void> startInternal(Pool pool) {
    return GrpcServers.start(
            vertx,
            config.ports().internalHost(),
            config.ports().internal(),
            List.of(new ProjectEndpoint(pool)),
            List.of(InternalToken.server(config.internalToken())),
            MOST_INTERNAL_MESSAGE_BYTES)
        .onSuccess(
            server -> {
              internal = server;
              shutdown.onStop("internal port", () -> server.shutdown(2, TimeUnit.SECONDS));
            })
        .mapEmpty();
  }

  /**
   * Ready means that events can be taken and kept: keys can be judged, and there is grouping or
   * room in the spool. A database that is away for a while does not matter to known keys.
   */
  private void addChecks(Pool pool, ProjectKeys keys, Spool spool, GroupingHealth health) {
    readiness.add(
        "keys",
        () ->
            keys.canAnswer()
                ? Future.succeededFuture()
                : pool.query("SELECT 1").execute().mapEmpty());
    readiness.add(
        "grouping or spool",
        () ->
            health.isWell() || spool.hasRoom()
                ? Future.succeededFuture()
                : Future.failedFuture("grouping does not commit and the spool is full"));
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

  /** Where native gRPC is served, after the start. */
  public int grpcPort() {
    return lanes.get(0).grpcPort();
  }

  /** Where the HTTP wires are served, after the start. */
  public int httpPort() {
    return lanes.get(0).httpPort();
  }

  /** Where syslog of gateways is taken over UDP and TCP, after the start. */
  public int syslogPort() {
    GatewayLane gateway = gatewayLane;
    return gateway == null ? 0 : gateway.port();
  }

  /** Where ProjectService is served, after the start. */
  public int internalPort() {
    HttpServer server = internal;
    return server == null ? 0 : server.actualPort();
  }
}
