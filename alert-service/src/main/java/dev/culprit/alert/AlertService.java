package dev.culprit.alert;

import com.hazelcast.core.HazelcastInstance;
import dev.culprit.alert.activity.ActivityBatcher;
import dev.culprit.alert.channel.AddressGuard;
import dev.culprit.alert.channel.ChannelStore;
import dev.culprit.alert.channel.SecretSealer;
import dev.culprit.alert.endpoint.ActivityEndpoint;
import dev.culprit.alert.endpoint.AlertEndpoint;
import dev.culprit.alert.incident.CalmWatch;
import dev.culprit.alert.incident.IncidentChanges;
import dev.culprit.alert.incident.IncidentDesk;
import dev.culprit.alert.incident.RateWatch;
import dev.culprit.alert.notification.DeliveryWorker;
import dev.culprit.alert.notification.NotificationPipeline;
import dev.culprit.alert.notifier.Notifiers;
import dev.culprit.alert.notifier.email.EmailNotifier;
import dev.culprit.alert.notifier.outbound.OutboundHttp;
import dev.culprit.alert.notifier.slack.SlackNotifier;
import dev.culprit.alert.notifier.webhook.WebhookNotifier;
import dev.culprit.alert.rate.PgRateStore;
import dev.culprit.alert.rate.RateBook;
import dev.culprit.alert.rate.RateInbox;
import dev.culprit.alert.rate.RateRouter;
import dev.culprit.alert.retention.RegularWork;
import dev.culprit.alert.retention.Sweeper;
import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.rule.RuleStore;
import dev.culprit.alert.share.ShareWatch;
import dev.culprit.runtime.cluster.HazelcastCluster;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.database.SchemaOwner;
import dev.culprit.runtime.grpc.GrpcServers;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.lifecycle.RunningService;
import dev.culprit.runtime.lifecycle.ShutdownSequence;
import dev.culprit.runtime.management.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The wiring of alert-service, in the order in which its parts need each other. All work that keeps
 * state runs on one event loop.
 */
public final class AlertService implements RunningService {
  private static final SchemaOwner SCHEMA =
      new SchemaOwner(
          "alerting", "culprit_alerting", "db/migration/alerting", List.of(), List.of("ingest"));
  private static final Duration STOP_BOUND = Duration.ofSeconds(18);
  private static final Duration RULES_EVERY = Duration.ofSeconds(15);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final int MOST_MESSAGE_BYTES = 8 << 20;

  private final Vertx vertx;
  private final AlertConfig config;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Readiness readiness;
  private final ShutdownSequence shutdown;
  private volatile int grpcPort;
  private volatile int clusterPort;

  public AlertService(Vertx vertx, AlertConfig config, MeterRegistry metrics) {
    this(vertx, config, metrics, Clock.systemUTC());
  }

  AlertService(Vertx vertx, AlertConfig config, MeterRegistry metrics, Clock clock) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.readiness = new Readiness(vertx);
    this.shutdown = new ShutdownSequence(vertx, STOP_BOUND);
  }

  @Override
  public Future<Void> start() {
    RateInbox inbox = new RateInbox();
    return Migrations.run(vertx, config.database(), SCHEMA)
        .compose(
            done ->
                HazelcastCluster.start(
                    vertx, config.cluster(), cluster -> RateRouter.configure(cluster, inbox)))
        .compose(cluster -> wire(cluster, inbox));
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

  public int grpcPort() {
    return grpcPort;
  }

  /** Where other members reach this one. */
  public int clusterPort() {
    return clusterPort;
  }

  // Whole on purpose: read from top to bottom it is the map of the service.
  private Future<Void> wire(HazelcastInstance cluster, RateInbox inbox) {
    clusterPort = cluster.getCluster().getLocalMember().getSocketAddress().getPort();
    Context context = vertx.getOrCreateContext();
    Pool database = DatabasePool.open(vertx, config.database());
    shutdown.onStop("database", database::close);
    shutdown.onStop("cluster", () -> HazelcastCluster.stop(vertx, cluster));

    RuleStore ruleStore = new RuleStore(database);
    RuleBook rules = new RuleBook(ruleStore, cluster);
    AddressGuard guard = new AddressGuard(config.delivery().allowPrivateTargets());
    ChannelStore channels = new ChannelStore(database, new SecretSealer(config.secretKey()), guard);
    DeliveryWorker deliveries = new DeliveryWorker(context, metrics);
    NotificationPipeline notifications =
        new NotificationPipeline(
            database, channels, notifiers(guard), config.delivery(), clock, metrics);

    IncidentChanges changes = new IncidentChanges(cluster);
    IncidentDesk desk = new IncidentDesk(database, changes, deliveries::wake, clock, metrics);
    PgRateStore rateStore = new PgRateStore(database);
    RateWatch watch = new RateWatch(rules, rateStore, database, desk, clock, config.calm());
    changes.add(watch);
    RateBook book = new RateBook(context, rateStore, watch, clock, config.heldMinutes(), metrics);
    RateRouter rates = new RateRouter(cluster, book, inbox);
    CalmWatch calm = new CalmWatch(database, rules, rateStore, desk, clock, config.calm());
    ShareWatch shares = new ShareWatch(vertx, database, rules, desk, clock);
    ActivityBatcher activities =
        new ActivityBatcher(context, database, rules, desk, rates, shares, metrics);

    readiness.add("database", () -> database.query("SELECT 1").execute().mapEmpty());
    readiness.add("cluster", () -> isRunning(cluster));
    return rules
        .reload()
        .compose(
            done -> {
              deliveries.start(notifications);
              shutdown.onStop("deliveries", deliveries::stop);
              everySoOften(rates, rules, calm, shares, new Sweeper(database, clock));
              shutdown.onStop("activities", activities::stop);
              return listen(
                  new ActivityEndpoint(activities),
                  new AlertEndpoint(ruleStore, rules, channels, desk, changes, notifications));
            });
  }

  private Notifiers notifiers(AddressGuard guard) {
    OutboundHttp http = new OutboundHttp(vertx, guard, config.delivery().attemptTimeout());
    shutdown.onStop("outbound requests", http::close);
    EmailNotifier email =
        new EmailNotifier(vertx, config.smtp(), config.delivery().attemptTimeout());
    shutdown.onStop("mail client", email::close);
    return new Notifiers(new WebhookNotifier(http, clock), email, new SlackNotifier(http));
  }

  private void everySoOften(
      RateRouter rates, RuleBook rules, CalmWatch calm, ShareWatch shares, Sweeper sweeper) {
    RegularWork work = new RegularWork(vertx);
    work.every("rules", RULES_EVERY, rules::reload);
    work.every("calm", config.tick(), () -> onlyOne(rates, calm::tick));
    work.every("shares", config.tick(), () -> onlyOne(rates, shares::closeCalm));
    work.every("sweep", SWEEP_EVERY, () -> onlyOne(rates, sweeper::sweep));
    shutdown.onStop("regular work", work::stop);
  }

  private Future<Void> listen(ActivityEndpoint activity, AlertEndpoint alert) {
    return GrpcServers.start(
            vertx,
            config.bindAddress(),
            config.grpcPort(),
            List.of(activity, alert),
            List.of(InternalToken.server(config.internalToken())),
            MOST_MESSAGE_BYTES,
            readiness::ready)
        .map(
            server -> {
              grpcPort = server.actualPort();
              shutdown.onStop("gRPC server", () -> close(server));
              return null;
            });
  }

  private static Future<Void> onlyOne(RateRouter rates, Supplier<Future<Void>> work) {
    return rates.isEldest() ? work.get() : Future.succeededFuture();
  }

  private static Future<Void> close(HttpServer server) {
    return server.shutdown(2, TimeUnit.SECONDS);
  }

  private static Future<Void> isRunning(HazelcastInstance cluster) {
    return cluster.getLifecycleService().isRunning()
        ? Future.succeededFuture()
        : Future.failedFuture("this member has left the cluster");
  }
}
