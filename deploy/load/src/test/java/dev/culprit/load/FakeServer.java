package dev.culprit.load;

import dev.culprit.load.event.Timestamps;
import dev.culprit.proto.ingest.v1.Acknowledgement;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.IngestServiceGrpc;
import dev.culprit.proto.ingest.v1.Kept;
import dev.culprit.proto.ingest.v1.Refusal;
import dev.culprit.proto.ingest.v1.RefusalCode;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import dev.culprit.proto.ingest.v1.ReportStreamResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * As much of Culprit as the generator sees, in memory: its wires and the lists it reads back. What
 * happens to the n-th event can be chosen.
 */
final class FakeServer implements AutoCloseable {
  /** What becomes of one event. */
  enum Fate {
    KEPT,
    SPOOLED,
    REFUSED,
    LOST,
    KEPT_TWICE,
    KEPT_WITHOUT_ANSWER
  }

  private static final long PROJECT_NUMBER = 7;

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, List<Long>> microsByProblem = new LinkedHashMap<>();
  private final AtomicLong received = new AtomicLong();
  private final LongFunction<Fate> fates;
  private final HttpServer http;
  private final Server grpc;

  FakeServer(LongFunction<Fate> fates) throws IOException {
    this.fates = fates;
    this.http = vertx.createHttpServer().requestHandler(this::route).listen(0, "127.0.0.1").await();
    this.grpc =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Ingest())
            .addService(new OtlpLogs())
            .directExecutor()
            .build()
            .start();
  }

  /** Runs the generator against this server. */
  int run(PrintWriter out, String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    String url = "http://127.0.0.1:" + http.actualPort();
    if (!line.get(0).equals("verify")) {
      line.addAll(
          List.of("--http-url", url, "--grpc-target", "127.0.0.1:" + grpc.getPort(), "--key", "k"));
    }
    line.addAll(List.of("--rest-url", url, "--api-key", "a", "--project", "demo"));
    return LoadMain.execute(out, line.toArray(String[]::new));
  }

  @Override
  public void close() {
    grpc.shutdownNow();
    vertx.close().await();
  }

  private synchronized Fate receive(String problem, long micros) {
    Fate fate = fates.apply(received.getAndIncrement());
    List<Long> kept = microsByProblem.computeIfAbsent(problem, name -> new ArrayList<>());
    if (fate != Fate.REFUSED && fate != Fate.LOST) {
      kept.add(micros);
    }
    if (fate == Fate.KEPT_TWICE) {
      kept.add(micros);
    }
    return fate;
  }

  private void route(HttpServerRequest request) {
    if (request.path().equals("/ingest/v1/errors")) {
      request.body().onSuccess(body -> ingest(request, body));
    } else if (request.path().equals("/api/" + PROJECT_NUMBER + "/envelope/")) {
      request.body().onSuccess(body -> envelope(request, body));
    } else if (request.path().equals("/api/v1/projects/demo")) {
      request.response().end(new JsonObject().put("id", PROJECT_NUMBER).encode());
    } else if (request.path().endsWith("/problems")) {
      request.response().end(page(request, problems()));
    } else {
      request.response().end(page(request, events(request.path().split("/")[4])));
    }
  }

  private void envelope(HttpServerRequest request, Buffer body) {
    String[] lines = body.toString().split("\n");
    JsonObject event = new JsonObject(lines[2]);
    boolean framed =
        new JsonObject(lines[1]).getInteger("length") == lines[2].length()
            && new JsonObject(lines[0]).getString("event_id").equals(event.getString("event_id"));
    boolean keyed = request.getHeader("X-Sentry-Auth").contains("sentry_key=k");
    JsonObject exception = event.getJsonObject("exception").getJsonArray("values").getJsonObject(0);
    JsonArray frames = exception.getJsonObject("stacktrace").getJsonArray("frames");
    String crash = frames.getValue(frames.size() - 1).toString();
    Fate fate = receive(crash, Timestamps.parse(event.getString("timestamp")));
    if (!framed || !keyed) {
      request.response().setStatusCode(400).end("{\"detail\":\"bad envelope\"}");
      return;
    }
    switch (fate) {
      case KEPT_WITHOUT_ANSWER -> request.connection().close();
      case REFUSED -> request.response().setStatusCode(429).end("{\"detail\":\"slow down\"}");
      case SPOOLED -> request.response().setStatusCode(202).end("{}");
      default -> request.response().end("{\"id\":\"x\"}");
    }
  }

  private void ingest(HttpServerRequest request, Buffer body) {
    JsonObject error = body.toJsonObject().getJsonObject("error");
    long micros = Timestamps.parse(error.getString("occurred_at"));
    Fate fate = receive(error.getJsonArray("backtrace").getValue(0).toString(), micros);
    switch (fate) {
      case KEPT_WITHOUT_ANSWER -> request.connection().close();
      case REFUSED ->
          request
              .response()
              .setStatusCode(429)
              .end("{\"error\":\"slow down\",\"code\":\"rate_limited\"}");
      case SPOOLED -> request.response().setStatusCode(202).end("{}");
      default -> request.response().setStatusCode(201).end("{\"id\":1,\"problem_id\":1}");
    }
  }

  private synchronized List<JsonObject> problems() {
    List<JsonObject> problems = new ArrayList<>();
    long id = 0;
    for (List<Long> kept : microsByProblem.values()) {
      problems.add(new JsonObject().put("id", ++id).put("occurrence_count", kept.size()));
    }
    return problems;
  }

  private synchronized List<JsonObject> events(String problem) {
    return new ArrayList<>(microsByProblem.values())
        .get(Integer.parseInt(problem) - 1).stream()
            .map(
                micros ->
                    new JsonObject().put("occurred_at", Timestamps.instant(micros).toString()))
            .toList();
  }

  private static Buffer page(HttpServerRequest request, List<JsonObject> all) {
    String cursor = request.getParam("cursor");
    int from = cursor == null ? 0 : Integer.parseInt(cursor);
    int to = Math.min(all.size(), from + Integer.parseInt(request.getParam("limit")));
    return new JsonObject()
        .put("data", new JsonArray(new ArrayList<>(all.subList(from, to))))
        .put("next_cursor", to < all.size() ? Integer.toString(to) : null)
        .toBuffer();
  }

  /** The native protocol. */
  private final class Ingest extends IngestServiceGrpc.IngestServiceImplBase {
    @Override
    public StreamObserver<ReportStreamRequest> reportStream(
        StreamObserver<ReportStreamResponse> answers) {
      return new StreamObserver<>() {
        @Override
        public void onNext(ReportStreamRequest request) {
          answer(request, answers);
        }

        @Override
        public void onError(Throwable broken) {}

        @Override
        public void onCompleted() {
          answers.onCompleted();
        }
      };
    }

    private void answer(ReportStreamRequest request, StreamObserver<ReportStreamResponse> answers) {
      Event event = request.getEvent();
      var time = event.getOccurredAt();
      long micros = Timestamps.micros(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
      Fate fate = receive(event.getExceptions(0).getFrames(0).toString(), micros);
      var response = ReportStreamResponse.newBuilder().setSequence(request.getSequence());
      if (fate == Fate.REFUSED) {
        response.setRefusal(Refusal.newBuilder().setCode(RefusalCode.REFUSAL_CODE_RATE_LIMITED));
      } else {
        response.setAcknowledgement(
            Acknowledgement.newBuilder()
                .setKept(fate == Fate.SPOOLED ? Kept.KEPT_SPOOLED : Kept.KEPT_COMMITTED));
      }
      answers.onNext(response.build());
    }
  }

  /** OpenTelemetry's logs; one refused record refuses its whole export. */
  private final class OtlpLogs extends LogsServiceGrpc.LogsServiceImplBase {
    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> answer) {
      boolean refused = false;
      for (LogRecord record : request.getResourceLogs(0).getScopeLogs(0).getLogRecordsList()) {
        String stackTrace =
            record.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("exception.stacktrace"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElseThrow();
        String crash = stackTrace.lines().filter(line -> line.contains("\tat ")).findFirst().get();
        refused |= receive(crash, record.getTimeUnixNano() / 1_000) == Fate.REFUSED;
      }
      if (refused) {
        answer.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
      } else {
        answer.onNext(ExportLogsServiceResponse.getDefaultInstance());
        answer.onCompleted();
      }
    }
  }
}
