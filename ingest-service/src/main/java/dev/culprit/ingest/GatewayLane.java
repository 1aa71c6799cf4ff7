package dev.culprit.ingest;

import dev.culprit.ingest.forward.EventForwarder;
import dev.culprit.ingest.gateway.GatewayDesk;
import dev.culprit.ingest.gateway.GatewayMetrics;
import dev.culprit.ingest.gateway.exchange.InstanceExchange;
import dev.culprit.ingest.gateway.http.GatewayBodies;
import dev.culprit.ingest.gateway.syslog.SyslogIntake;
import dev.culprit.ingest.gateway.syslog.SyslogServers;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.ingest.pipeline.SupplementPipeline;
import dev.culprit.ingest.scrub.SupplementScrubber;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one event loop where all lines of gateways' logs meet, so that the halves of a request find
 * together whichever way they came.
 */
final class GatewayLane extends VerticleBase {
  private static final long SWEEP_MS = 100;
  private static final long COUNTS_MS = 1_000;
  private static final int MOST_WAITING_EVENTS = 20_000;
  private static final long MOST_WAITING_BYTES = 32 << 20;

  private final IngestLane.Shared shared;
  private final GatewayMetrics metrics;
  private final Pool pool;
  private @Nullable EventForwarder forwarder;
  private @Nullable GatewayDesk desk;
  private @Nullable InstanceExchange exchange;
  private @Nullable SyslogIntake syslog;
  private @Nullable SyslogServers servers;
  private @Nullable GatewayBodies bodies;
  private int port;

  GatewayLane(IngestLane.Shared shared, Pool pool, GatewayMetrics metrics) {
    this.shared = shared;
    this.pool = pool;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    EventForwarder events =
        shared.forwarding().forwarder(context, MOST_WAITING_EVENTS, MOST_WAITING_BYTES);
    IngestPipeline pipeline =
        new IngestPipeline(
            context,
            shared.clock(),
            shared.keys(),
            shared.limiter(),
            shared.scrubber(),
            events,
            shared.refusals(),
            shared.metrics());
    SupplementPipeline supplements =
        new SupplementPipeline(
            context,
            shared.clock(),
            shared.supplementLimiter(),
            new SupplementScrubber(),
            events,
            shared.refusals(),
            shared.metrics());
    IngestConfig.GatewayLogs settings = shared.config().gatewayLogs();
    GatewayDesk meeting = new GatewayDesk(shared.clock(), pipeline, settings.joinWindow(), metrics);
    SyslogIntake intake =
        new SyslogIntake(
            meeting, shared.keys(), shared.refusals(), supplements, settings.bindings(), metrics);
    SyslogServers listening = new SyslogServers(vertx, context, intake, metrics);
    InstanceExchange instances =
        meeting.exchangeWith(
            goOn ->
                new InstanceExchange(vertx, context, pool, shared.config().internalToken(), goOn));
    instances.start();
    forwarder = events;
    desk = meeting;
    exchange = instances;
    syslog = intake;
    servers = listening;
    bodies = new GatewayBodies(context, meeting, supplements);
    vertx.setPeriodic(SWEEP_MS, id -> meeting.sweep());
    vertx.setPeriodic(COUNTS_MS, id -> everySecond(intake, listening));
    return listening
        .start(shared.config().ports().host(), settings.port(), settings.bindings())
        .onSuccess(common -> port = common);
  }

  private void everySecond(SyslogIntake intake, SyslogServers listening) {
    intake.flush();
    vertx.executeBlocking(
        () -> {
          listening.countDrops();
          return null;
        });
  }

  int port() {
    return port;
  }

  GatewayBodies bodies() {
    return Objects.requireNonNull(bodies);
  }

  /** Stops listening, hands on what waits, and ends once it is kept. */
  Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(turn -> drainHere().onComplete(drained));
    return drained.future().eventually(() -> vertx.undeploy(context.deploymentID()));
  }

  private Future<Void> drainHere() {
    EventForwarder events = Objects.requireNonNull(forwarder);
    return Objects.requireNonNull(servers)
        .stop()
        .transform(stopped -> Objects.requireNonNull(exchange).stop())
        .transform(
            stopped -> {
              Objects.requireNonNull(desk).flush();
              return Objects.requireNonNull(syslog).flush();
            })
        .transform(flushed -> events.drain())
        .onComplete(done -> events.close());
  }
}
