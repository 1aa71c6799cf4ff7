package dev.culprit.ingest;

import dev.culprit.ingest.airbrake.AirbrakeWire;
import dev.culprit.ingest.checkend.CheckendWire;
import dev.culprit.ingest.csp.CspWire;
import dev.culprit.ingest.forward.EventForwarder;
import dev.culprit.ingest.forward.Forwarding;
import dev.culprit.ingest.gateway.http.GatewayBodies;
import dev.culprit.ingest.gateway.http.GatewayLogsWire;
import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.IngestHttpServer;
import dev.culprit.ingest.limit.RateLimiter;
import dev.culprit.ingest.otlp.ExportIntake;
import dev.culprit.ingest.otlp.OtlpServices;
import dev.culprit.ingest.otlp.OtlpShared;
import dev.culprit.ingest.otlp.OtlpWire;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.ingest.pipeline.PipelineMetrics;
import dev.culprit.ingest.pipeline.SupplementPipeline;
import dev.culprit.ingest.project.ProjectKeys;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.ingest.report.ReportEndpoint;
import dev.culprit.ingest.scrub.EventScrubber;
import dev.culprit.ingest.scrub.SupplementScrubber;
import dev.culprit.ingest.sentry.SentryWire;
import dev.culprit.ingest.supplement.SupplementSink;
import dev.culprit.runtime.grpc.GrpcServers;
import dev.culprit.runtime.grpc.MessageLimit;
import io.grpc.BindableService;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the public ports: everything from the socket to the batches is its own,
 * so that an event meets no lock on its way.
 */
final class IngestLane extends VerticleBase {
  private static final int MOST_WAITING_EVENTS = 20_000;
  private static final long MOST_WAITING_BYTES = 64 << 20;

  /** What all lanes share. */
  record Shared(
      IngestConfig config,
      Clock clock,
      ProjectKeys keys,
      RateLimiter limiter,
      RateLimiter supplementLimiter,
      EventScrubber scrubber,
      Forwarding forwarding,
      RefusalBook refusals,
      PipelineMetrics metrics,
      OtlpShared otlp) {}

  private final Shared shared;
  private final GatewayBodies gatewayBodies;
  private final int wantedGrpcPort;
  private final int wantedHttpPort;
  private @Nullable EventForwarder forwarder;
  private @Nullable ReportEndpoint endpoint;
  private @Nullable IngestHttpServer http;
  private @Nullable HttpServer grpc;
  private int httpPort;

  IngestLane(Shared shared, GatewayBodies gatewayBodies, int grpcPort, int httpPort) {
    this.shared = shared;
    this.gatewayBodies = gatewayBodies;
    this.wantedGrpcPort = grpcPort;
    this.wantedHttpPort = httpPort;
  }

  @Override
  public Future<?> start() {
    EventForwarder ownForwarder =
        shared.forwarding.forwarder(
            context,
            MOST_WAITING_EVENTS / shared.config.eventLoops(),
            MOST_WAITING_BYTES / shared.config.eventLoops());
    forwarder = ownForwarder;
    IngestPipeline pipeline =
        new IngestPipeline(
            context,
            shared.clock,
            shared.keys,
            shared.limiter,
            shared.scrubber,
            ownForwarder,
            shared.refusals,
            shared.metrics);
    SupplementSink supplements =
        new SupplementPipeline(
            context,
            shared.clock,
            shared.supplementLimiter,
            new SupplementScrubber(),
            ownForwarder,
            shared.refusals,
            shared.metrics);
    ExportIntake exports = shared.otlp.intake(context, pipeline);
    return startGrpc(pipeline, exports)
        .compose(started -> startHttp(pipeline, supplements, exports));
  }

  private Future<Void> startGrpc(IngestPipeline pipeline, ExportIntake exports) {
    ReportEndpoint reports = new ReportEndpoint(pipeline);
    endpoint = reports;
    List<BindableService> services = new ArrayList<>(OtlpServices.of(exports));
    services.add(MessageLimit.of(reports, ReportEndpoint.MOST_MESSAGE_BYTES));
    return GrpcServers.start(
            vertx,
            shared.config.ports().host(),
            wantedGrpcPort,
            services,
            ReportEndpoint.interceptors(),
            OtlpServices.MOST_MESSAGE_BYTES)
        .onSuccess(server -> grpc = server)
        .mapEmpty();
  }

  private Future<Void> startHttp(
      IngestPipeline pipeline, SupplementSink supplements, ExportIntake exports) {
    BodyReader bodies = new BodyReader(vertx, shared.config.http().body());
    List<HttpWire> wires =
        List.of(
            new CheckendWire(pipeline, bodies),
            new AirbrakeWire(pipeline, bodies, shared.config.publicUrl()),
            new CspWire(pipeline, bodies),
            new SentryWire(vertx, pipeline, supplements, bodies, shared.clock),
            new OtlpWire(exports, bodies),
            new GatewayLogsWire(vertx, pipeline, bodies, gatewayBodies));
    IngestHttpServer server =
        new IngestHttpServer(vertx, pipeline, bodies, shared.config.http().idle());
    http = server;
    return server
        .start(shared.config.ports().host(), wantedHttpPort, wires)
        .onSuccess(port -> httpPort = port)
        .mapEmpty();
  }

  int grpcPort() {
    HttpServer server = grpc;
    return server == null ? 0 : server.actualPort();
  }

  int httpPort() {
    return httpPort;
  }

  /** Stops accepting, finishes what was accepted, answers it, and ends. */
  Future<Void> drain(Duration patience) {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(turn -> drainHere(patience).onComplete(drained));
    return drained.future().eventually(() -> vertx.undeploy(context.deploymentID()));
  }

  private Future<Void> drainHere(Duration patience) {
    ReportEndpoint reports = endpoint;
    if (reports != null) {
      reports.drain();
    }
    HttpServer grpcServer = grpc;
    IngestHttpServer httpServer = http;
    EventForwarder events = forwarder;
    Future<Void> grpcDone =
        grpcServer == null
            ? Future.succeededFuture()
            : grpcServer.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
    Future<Void> httpDone =
        httpServer == null ? Future.succeededFuture() : httpServer.stop(patience);
    return Future.join(grpcDone, httpDone)
        .transform(done -> events == null ? Future.<Void>succeededFuture() : events.drain())
        .onComplete(
            done -> {
              if (events != null) {
                events.close();
              }
            });
  }
}
