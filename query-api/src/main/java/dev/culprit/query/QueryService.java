package dev.culprit.query;

import dev.culprit.query.account.Accounts;
import dev.culprit.query.account.AccountsSchema;
import dev.culprit.query.alert.Alerts;
import dev.culprit.query.dashboard.DashboardRoutes;
import dev.culprit.query.event.AttachmentEndpoint;
import dev.culprit.query.event.EventEndpoint;
import dev.culprit.query.feedback.FeedbackEndpoint;
import dev.culprit.query.feedback.FeedbackQueries;
import dev.culprit.query.gateway.GatewayEndpoint;
import dev.culprit.query.grouping.CorrectionEndpoint;
import dev.culprit.query.grouping.EngineEndpoint;
import dev.culprit.query.http.ApiRouter;
import dev.culprit.query.http.Contract;
import dev.culprit.query.http.Cursors;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.loss.LossEndpoint;
import dev.culprit.query.monitor.MonitorEndpoint;
import dev.culprit.query.problem.OpenProblems;
import dev.culprit.query.problem.ProblemEndpoint;
import dev.culprit.query.project.FacetEndpoint;
import dev.culprit.query.project.OverviewEndpoint;
import dev.culprit.query.project.OverviewQueries;
import dev.culprit.query.project.ProjectEndpoint;
import dev.culprit.query.project.ProjectQueries;
import dev.culprit.query.rate.RateEndpoint;
import dev.culprit.query.reference.Reference;
import dev.culprit.query.reference.ReferenceEndpoint;
import dev.culprit.query.related.RelatedEndpoint;
import dev.culprit.query.release.ReleaseEndpoint;
import dev.culprit.query.stream.StreamEndpoint;
import dev.culprit.runtime.database.DatabaseConfig;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.lifecycle.RunningService;
import dev.culprit.runtime.lifecycle.ShutdownSequence;
import dev.culprit.runtime.management.Readiness;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * query-api, wired. It is ready when PostgreSQL answers: while one of the other services is away,
 * reading goes on and only changes are refused, which the metric {@code
 * culprit_query_owner_reachable} tells.
 */
public final class QueryService implements RunningService {
  private static final Duration SHUTDOWN = Duration.ofSeconds(15);
  private static final Duration DRAIN = Duration.ofSeconds(8);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int MAX_MESSAGE_BYTES = 4 << 20;
  private static final int IDLE_SECONDS = 60;

  private final Vertx vertx;
  private final QueryConfig config;
  private final MeterRegistry metrics;
  private final Readiness readiness;
  private final ShutdownSequence shutdown;
  private @Nullable HttpServer server;

  public QueryService(Vertx vertx, QueryConfig config, MeterRegistry metrics) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.readiness = new Readiness(vertx);
    this.shutdown = new ShutdownSequence(vertx, SHUTDOWN);
  }

  @Override
  public Future<Void> start() {
    return Migrations.run(vertx, config.database(), AccountsSchema.OWNER)
        .compose(migrated -> Contract.load(vertx))
        .compose(this::serve);
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

  /** Where REST and the dashboard are served, once started. */
  public int httpPort() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.actualPort();
  }

  private Future<Void> serve(Contract contract) {
    DatabaseConfig database = config.database();
    Pool reader = open("reading pool", forReading(database));
    Pool writer = open("accounts pool", database);
    readiness.add("database", () -> reader.query("SELECT 1").execute().mapEmpty());
    readiness.add("tables of the other services", () -> othersHaveMigrated(reader));
    return vertx
        .executeBlocking(
            () ->
                new OffLoop(
                    new Accounts(vertx, writer, config.accounts()),
                    new DashboardRoutes(),
                    Reference.load()))
        .compose(
            parts -> {
              shutdown.onStop("accounts", parts.accounts()::stop);
              return parts.accounts().start().compose(ready -> serve(contract, reader, parts));
            });
  }

  /** Started first, we have nothing to read yet. */
  private static Future<Void> othersHaveMigrated(Pool reader) {
    return reader
        .query(
            "SELECT string_agg(t, ', ') FROM unnest(ARRAY['ingest.projects', 'grouping.problems', 'grouping.releases', 'alerting.rules']) t WHERE to_regclass(t) IS NULL")
        .execute()
        .compose(
            rows -> {
              String missing = rows.iterator().next().getString(0);
              return missing == null
                  ? Future.succeededFuture()
                  : Future.failedFuture("missing: " + missing);
            });
  }

  /** What reads files or hashes while it is made. */
  private record OffLoop(Accounts accounts, DashboardRoutes dashboard, Reference reference) {}

  /**
   * What a filter lets through differs by orders of magnitude, so each statement is planned for its
   * own values; and none may run for ever.
   */
  private static DatabaseConfig forReading(DatabaseConfig database) {
    String separator = database.uri().contains("?") ? "&" : "?";
    String uri =
        database.uri() + separator + "plan_cache_mode=force_custom_plan&statement_timeout=15000";
    return new DatabaseConfig(uri, database.password(), Migrations.READER, database.poolSize());
  }

  private Pool open(String name, DatabaseConfig database) {
    Pool pool = DatabasePool.open(vertx, database);
    shutdown.onStop(name, pool::close);
    return pool;
  }

  private Future<Void> serve(Contract contract, Pool reader, OffLoop parts) {
    Clock clock = Clock.systemUTC();
    Cursors cursors = new Cursors(config.internalToken().value());
    ManagedChannel ingest = connect("ingest", config.ingestAddress());
    ManagedChannel grouping = connect("grouping", config.groupingAddress());
    ManagedChannel alert = connect("alert", config.alertAddress());
    Accounts accounts = parts.accounts();
    ProjectQueries projects = new ProjectQueries(reader);
    StreamEndpoint stream =
        new StreamEndpoint(
            vertx,
            grouping,
            alert,
            projects,
            accounts.authenticator(),
            new StreamEndpoint.Limits(config.mostStreams(), HEARTBEAT),
            metrics);
    shutdown.onStop("watches", stream::stop);
    stream.start();
    List<Endpoint> endpoints = new ArrayList<>(accounts.endpoints());
    endpoints.add(new ProjectEndpoint(vertx, projects, ingest, config.ingestAddresses(), cursors));
    endpoints.add(new FacetEndpoint(reader, projects));
    endpoints.add(new OverviewEndpoint(new OverviewQueries(reader), clock));
    endpoints.add(
        new ProblemEndpoint(
            vertx, reader, grouping, projects, accounts.directory(), cursors, clock));
    endpoints.add(new CorrectionEndpoint(vertx, reader, grouping));
    endpoints.add(new EngineEndpoint(vertx, grouping, projects));
    FeedbackQueries feedback = new FeedbackQueries(reader);
    endpoints.add(new EventEndpoint(reader, feedback, projects, cursors));
    endpoints.add(new AttachmentEndpoint(reader));
    endpoints.add(new FeedbackEndpoint(feedback, projects, cursors));
    endpoints.add(new ReleaseEndpoint(reader, projects));
    endpoints.add(new MonitorEndpoint(reader, projects, cursors));
    endpoints.add(new LossEndpoint(reader, projects, clock));
    endpoints.add(new RateEndpoint(reader, projects, clock));
    endpoints.add(new GatewayEndpoint(reader, projects, clock));
    endpoints.add(new RelatedEndpoint(reader, clock));
    endpoints.add(
        new ReferenceEndpoint(parts.reference(), new OpenProblems(reader, accounts.directory())));
    endpoints.addAll(Alerts.endpoints(vertx, reader, alert, projects, cursors));
    endpoints.add(stream);
    Router router = Router.router(vertx);
    ApiRouter.mount(router, vertx, contract, accounts.authenticator(), endpoints);
    parts.dashboard().mount(router);
    // Streams never end by themselves, so they are ended before the server waits for what is
    // running.
    return listen(router).onSuccess(listening -> shutdown.onStop("streams", stream::stop));
  }

  private ManagedChannel connect(String name, String address) {
    ManagedChannel channel =
        GrpcChannels.open(
            address, List.of(InternalToken.client(config.internalToken())), MAX_MESSAGE_BYTES);
    shutdown.onStop("channel to " + name, () -> GrpcChannels.close(channel, Duration.ofSeconds(2)));
    return channel;
  }

  private Future<Void> listen(Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.httpPort())
            .setCompressionSupported(true)
            .setMaxInitialLineLength(8192)
            .setMaxHeaderSize(16_384)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    HttpServer created = vertx.createHttpServer(options).requestHandler(router);
    return created
        .listen()
        .onSuccess(
            listening -> {
              server = listening;
              shutdown.onStop(
                  "http", () -> listening.shutdown(DRAIN.toMillis(), TimeUnit.MILLISECONDS));
            })
        .mapEmpty();
  }
}
