package dev.culprit.query.stream;

import dev.culprit.proto.alert.v1.AlertServiceGrpc;
import dev.culprit.proto.alert.v1.AlertServiceGrpc.AlertServiceStub;
import dev.culprit.proto.alert.v1.IncidentChange;
import dev.culprit.proto.alert.v1.WatchIncidentsRequest;
import dev.culprit.proto.grouping.v1.ProblemChange;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc.ProblemServiceStub;
import dev.culprit.proto.grouping.v1.WatchProblemsRequest;
import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Authenticator;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Scope;
import dev.culprit.query.project.ProjectQueries;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Server-sent events of what grouping and alert report. */
public final class StreamEndpoint implements Endpoint {
  private static final int BEATS_BETWEEN_CHECKS = 4;
  private static final String BEGINNING = "retry: 2000\n\n";

  private final Vertx vertx;
  private final ProjectQueries projects;
  private final Authenticator authenticator;
  private final Duration heartbeat;
  private final Readers readers;
  private final Watch<WatchProblemsRequest, ProblemChange> problems;
  private final Watch<WatchIncidentsRequest, IncidentChange> incidents;
  private volatile boolean stopping;

  /** How many streams may be open at once, and how often a quiet one shows that it is alive. */
  public record Limits(int mostReaders, Duration heartbeat) {}

  /**
   * Construct it on the context that serves HTTP, so that readers are told without changing
   * threads.
   */
  public StreamEndpoint(
      Vertx vertx,
      ManagedChannel grouping,
      ManagedChannel alert,
      ProjectQueries projects,
      Authenticator authenticator,
      Limits limits,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.projects = projects;
    this.authenticator = authenticator;
    this.heartbeat = limits.heartbeat();
    this.readers = new Readers(limits.mostReaders(), metrics);
    ProblemServiceStub problemStub = ProblemServiceGrpc.newStub(grouping);
    AlertServiceStub alertStub = AlertServiceGrpc.newStub(alert);
    this.problems =
        new Watch<>(
            "problems",
            grouping,
            vertx,
            problemStub::watchProblems,
            WatchProblemsRequest.getDefaultInstance(),
            change -> StreamedChange.of(change).ifPresent(readers::tell),
            this::resync);
    this.incidents =
        new Watch<>(
            "incidents",
            alert,
            vertx,
            alertStub::watchIncidents,
            WatchIncidentsRequest.getDefaultInstance(),
            change -> StreamedChange.of(change).ifPresent(readers::tell),
            this::resync);
    gauge(metrics, "grouping", problems);
    gauge(metrics, "alert", incidents);
  }

  public void start() {
    problems.start();
    incidents.start();
  }

  /** Ends every stream; their readers come back to another instance. */
  public Future<Void> stop() {
    stopping = true;
    problems.stop();
    incidents.stop();
    readers.endAll();
    return Future.succeededFuture();
  }

  @Override
  public void register(Operations operations) {
    operations.on("stream", this::stream);
  }

  private void resync() {
    readers.tell(StreamedChange.RESYNC);
  }

  private Future<Answer> stream(ApiRequest request) {
    return projects
        .resolve(request.text("project"))
        .map(
            project -> {
              open(request, project.map(known -> known.id()).orElse(0L));
              return Answer.streamed();
            });
  }

  private void open(ApiRequest request, long projectId) {
    HttpServerResponse response = request.response();
    Reader reader = new Reader(response, request.caller(), projectId);
    if (stopping) {
      throw ApiException.unavailable("the server is stopping");
    }
    if (!readers.add(reader)) {
      throw ApiException.of(
          429,
          "too_many_streams",
          "Too many streams",
          "too many streams are open; read now and then instead",
          30);
    }
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        // Compression and proxies would hold changes back.
        .putHeader("Content-Encoding", "identity")
        .putHeader("X-Accel-Buffering", "no");
    response.write(BEGINNING);
    int[] beats = {0};
    long timer =
        vertx.setPeriodic(
            heartbeat.toMillis(),
            id -> {
              if (reader.beat() && ++beats[0] % BEATS_BETWEEN_CHECKS == 0) {
                endUnlessAllowed(request, reader);
              }
            });
    response.closeHandler(
        closed -> {
          vertx.cancelTimer(timer);
          readers.remove(reader);
        });
    response.endHandler(
        ended -> {
          vertx.cancelTimer(timer);
          readers.remove(reader);
        });
  }

  /** A stream can stay open for days, but not longer than its session or key. */
  private void endUnlessAllowed(ApiRequest request, Reader reader) {
    authenticator
        .authenticate(request.http())
        .onComplete(
            checked -> {
              boolean refused = checked.failed() && checked.cause() instanceof ApiException;
              boolean allowed =
                  checked.succeeded()
                      && checked
                          .result()
                          .filter(caller -> caller.may(Scope.PROBLEMS_READ))
                          .isPresent();
              if (refused || (checked.succeeded() && !allowed)) {
                reader.end();
              }
            });
  }

  private static void gauge(MeterRegistry metrics, String owner, Watch<?, ?> watch) {
    Gauge.builder("culprit.query.owner.reachable", watch, it -> it.isConnected() ? 1 : 0)
        .tag("owner", owner)
        .description(
            "1 while changes of the owning service arrive; 0 means that reads work and changes are refused")
        .register(metrics);
  }
}
