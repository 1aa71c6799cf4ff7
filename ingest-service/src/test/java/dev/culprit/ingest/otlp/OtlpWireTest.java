package dev.culprit.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.Counter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ProfilesServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire as its specification has it, over real HTTP and gRPC, for good and for bad clients. */
@ExtendWith(PostgresExtension.class)
class OtlpWireTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = TestIngest.start(database, data, grouping, Map.of());
  }

  @AfterAll
  static void stop() {
    ingest.close();
    grouping.close();
  }

  @BeforeEach
  void forget() {
    grouping.behave(FakeGrouping.Mode.COMMIT);
    grouping.forget();
  }

  @AfterEach
  void takesTheNextRequestAllTheSame() {
    assertThat(post("/v1/logs", PROTOBUF, failure("next").toByteArray()).statusCode())
        .isEqualTo(200);
    assertThat(logs(TestIngest.KEY).export(failure("next")))
        .isEqualTo(ExportLogsServiceResponse.getDefaultInstance());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/traces", "/v1/logs"})
  void answersEmptyRequestsInTheirOwnForm(String path) {
    HttpResponse<byte[]> protobuf = post(path, PROTOBUF, new byte[0]);
    HttpResponse<byte[]> json = post(path, JSON + ";charset=utf-8", "{}".getBytes(UTF_8));

    assertThat(protobuf.statusCode()).isEqualTo(200);
    assertThat(protobuf.body()).isEmpty();
    assertThat(type(protobuf)).isEqualTo(PROTOBUF);
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(new String(json.body(), UTF_8)).isEqualTo("{}");
    assertThat(type(json)).isEqualTo(JSON);
    assertThat(traces(TestIngest.KEY).export(ExportTraceServiceRequest.getDefaultInstance()))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
  }

  @Test
  void takesJsonWhateverItsContentTypeSays() {
    String json =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":"
            + "\"exception.type\",\"value\":{\"stringValue\":\"E\"}}]}]}]}]}";

    HttpResponse<byte[]> plain = post("/v1/logs", "text/plain", json.getBytes(UTF_8));
    HttpResponse<byte[]> lying = post("/v1/logs", PROTOBUF, json.getBytes(UTF_8));

    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(type(plain)).isEqualTo(JSON);
    assertThat(lying.statusCode()).isEqualTo(200);
    assertThat(type(lying)).isEqualTo(PROTOBUF);
    assertThat(grouping.events().get(0).getEvent().getExceptions(0).getType()).isEqualTo("E");
  }

  @Test
  void refusesUnknownKeysInTheFormOfTheRequest() throws Exception {
    byte[] body = failure("x").toByteArray();

    HttpResponse<byte[]> protobuf =
        send(request("/v1/logs", PROTOBUF, body).header("x-api-key", "wrong"));
    HttpResponse<byte[]> json = send(request("/v1/logs", JSON, "{}".getBytes(UTF_8)));
    StatusRuntimeException grpc = refusal(() -> logs("wrong").export(failure("x")));

    assertThat(protobuf.statusCode()).isEqualTo(401);
    assertThat(Status.parseFrom(protobuf.body()).getCode()).isEqualTo(Code.UNAUTHENTICATED_VALUE);
    assertThat(json.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(new String(json.body(), UTF_8)).getInteger("code")).isEqualTo(16);
    assertThat(grpc.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAUTHENTICATED);
    assertThat(grouping.events()).isEmpty();
  }

  @Test
  void takesTheKeyInAnyHeaderThatClientsUse() {
    byte[] body = failure("x").toByteArray();
    for (String header : new String[] {"x-api-key", "Checkend-Ingestion-Key"}) {
      assertThat(
              send(request("/v1/logs", PROTOBUF, body).header(header, TestIngest.KEY)).statusCode())
          .isEqualTo(200);
    }
    for (String name : new String[] {"x-api-key", "checkend-ingestion-key"}) {
      assertThat(
              LogsServiceGrpc.newBlockingStub(ingest.channel())
                  .withInterceptors(header(name, TestIngest.KEY))
                  .export(failure("x")))
          .isNotNull();
    }
  }

  @Test
  void rejectsOneRecordAndTakesItsNeighbour() throws Exception {
    ExportTraceServiceRequest request =
        Otlp.traces(
            Otlp.JAVA,
            Otlp.span(Span.SpanKind.SPAN_KIND_SERVER, "1", "", Otlp.exception()),
            Otlp.span(
                Span.SpanKind.SPAN_KIND_SERVER,
                "2",
                "",
                Otlp.exception("exception.type", "E", "exception.message", unique())));

    double before = refused("malformed");

    ExportTraceServiceResponse grpc = traces(TestIngest.KEY).export(request);
    HttpResponse<byte[]> http = post("/v1/traces", PROTOBUF, request.toByteArray());

    assertThat(grpc.getPartialSuccess().getRejectedSpans()).isEqualTo(1);
    assertThat(grpc.getPartialSuccess().getErrorMessage()).contains("exception.type");
    assertThat(http.statusCode()).isEqualTo(200);
    assertThat(ExportTraceServiceResponse.parseFrom(http.body())).isEqualTo(grpc);
    assertThat(grouping.events()).hasSize(1);
    assertThat(refused("malformed")).isEqualTo(before + 2);
  }

  private static double refused(String code) {
    Counter counter = ingest.metrics().find("culprit.ingest.refused").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void warnsOfWhatItLeftOut() {
    HttpResponse<byte[]> answer =
        post(
            "/v1/logs",
            JSON,
            "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"traceId\":\"zz\"}]}]}]}"
                .getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(new String(answer.body(), UTF_8)))
        .isEqualTo(
            new JsonObject()
                .put(
                    "partialSuccess",
                    new JsonObject()
                        .put("errorMessage", "traceId must be hex digits and was left out")));
  }

  @Test
  void rejectsWhatGroupingCannotStore() {
    grouping.behave(FakeGrouping.Mode.REJECT_EVENTS);

    ExportLogsServiceResponse answer = logs(TestIngest.KEY).export(failure(unique()));
    grouping.behave(FakeGrouping.Mode.COMMIT);

    assertThat(answer.getPartialSuccess().getRejectedLogRecords()).isEqualTo(1);
    assertThat(answer.getPartialSuccess().getErrorMessage()).contains("The event is cursed");
  }

  @Test
  void tellsWhenToTryAgainAndCountsTheRepeatOnce() throws Exception {
    await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().getEpochSecond() % 60 < 45);
    String key = project(2);
    ExportLogsServiceRequest request =
        Otlp.logs(Otlp.JAVA, record(unique()), record(unique()), record(unique()));

    HttpResponse<byte[]> protobuf = withKey(key, "/v1/logs", request);
    StatusRuntimeException grpc = refusal(() -> logs(key).export(request));

    assertThat(protobuf.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(protobuf.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 60);
    Status status = Status.parseFrom(protobuf.body());
    assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
    assertThat(status.getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
    assertThat(grpc.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
    assertThat(StatusProto.fromThrowable(grpc).getDetailsList())
        .anyMatch(detail -> detail.is(RetryInfo.class));
    assertThat(grouping.events()).hasSize(2);
  }

  private static String project(long eventsPerMinute) {
    return ingest
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setName("Budget " + eventsPerMinute)
                .setSettings(ProjectSettings.newBuilder().setEventsPerMinute(eventsPerMinute))
                .build())
        .getKeySecret();
  }

  @Test
  void writesRetryInfoInJsonAsWell() {
    await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().getEpochSecond() % 60 < 45);
    String key = project(1);
    withKey(key, "/v1/logs", failure(unique()));
    String json =
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"attributes\":[{\"key\":"
            + "\"exception.type\",\"value\":{\"stringValue\":\"E\"}}]}]}]}]}";

    HttpResponse<byte[]> answer =
        send(request("/v1/logs", JSON, json.getBytes(UTF_8)).header("x-api-key", key));

    assertThat(answer.statusCode()).isEqualTo(429);
    JsonObject status = new JsonObject(new String(answer.body(), UTF_8));
    assertThat(status.getInteger("code")).isEqualTo(8);
    assertThat(status.getJsonArray("details").getJsonObject(0).getString("reason"))
        .isEqualTo("rate_limited");
    assertThat(status.getJsonArray("details").getJsonObject(1).getString("retryDelay"))
        .matches("\\d+\\.\\d{9}s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/metrics", "/v1development/profiles"})
  void saysOverHttpWhatItDoesNotTake(String path) throws Exception {
    HttpResponse<byte[]> answer = post(path, PROTOBUF, new byte[] {1, 2, 3});

    assertThat(answer.statusCode()).isEqualTo(501);
    Status status = Status.parseFrom(answer.body());
    assertThat(status.getCode()).isEqualTo(Code.UNIMPLEMENTED_VALUE);
    assertThat(status.getMessage()).contains("turn their exporter off");
  }

  @Test
  void saysOverGrpcWhatItDoesNotTake() {
    StatusRuntimeException metrics =
        refusal(
            () ->
                MetricsServiceGrpc.newBlockingStub(ingest.channel())
                    .export(ExportMetricsServiceRequest.getDefaultInstance()));
    StatusRuntimeException profiles =
        refusal(
            () ->
                ProfilesServiceGrpc.newBlockingStub(ingest.channel())
                    .export(ExportProfilesServiceRequest.getDefaultInstance()));

    assertThat(metrics.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNIMPLEMENTED);
    assertThat(metrics.getStatus().getDescription()).contains("no metrics");
    assertThat(profiles.getStatus().getDescription()).contains("no profiles");
  }

  @Test
  void servesPostOnly() {
    assertThat(ingest.send(HttpRequest.newBuilder(ingest.url("/v1/traces")).GET()).statusCode())
        .isEqualTo(405);
  }

  @Test
  void letsBrowsersReadItsAnswers() {
    HttpResponse<byte[]> taken = post("/v1/traces", JSON, "{}".getBytes(UTF_8));
    HttpResponse<byte[]> refused = send(request("/v1/traces", JSON, "{}".getBytes(UTF_8)));

    assertThat(taken.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(refused.headers().firstValue("access-control-allow-origin")).hasValue("*");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-protobuf, gibberish",
    "application/json, '{\"resourceLogs\":'",
    "application/json, '[1]'"
  })
  void refusesWhatItCannotRead(String type, String body) throws Exception {
    HttpResponse<byte[]> answer = post("/v1/logs", type, body.getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(type(answer)).isEqualTo(type);
    int code =
        type.equals(JSON)
            ? new JsonObject(new String(answer.body(), UTF_8)).getInteger("code")
            : Status.parseFrom(answer.body()).getCode();
    assertThat(code).isEqualTo(Code.INVALID_ARGUMENT_VALUE);
  }

  @Test
  void takesFiveMegabytesAndRefusesTwenty() {
    ExportLogsServiceRequest five = fat(5);
    ExportLogsServiceRequest twenty = fat(20);

    assertThat(post("/v1/logs", PROTOBUF, five.toByteArray()).statusCode()).isEqualTo(200);
    assertThat(logs(TestIngest.KEY).withCompression("gzip").export(five)).isNotNull();
    assertThat(logs(TestIngest.KEY).export(five)).isNotNull();
    assertThat(refusedSize(twenty)).isEqualTo(413);
    for (String compression : new String[] {"identity", "gzip"}) {
      assertThat(
              refusal(() -> logs(TestIngest.KEY).withCompression(compression).export(twenty))
                  .getStatus()
                  .getCode())
          .isEqualTo(io.grpc.Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  /** The connection may be cut before the answer to a body of that size has been read. */
  private static int refusedSize(Message request) {
    try {
      return post("/v1/logs", PROTOBUF, request.toByteArray()).statusCode();
    } catch (IllegalStateException cutOff) {
      assertThat(cutOff).hasCauseInstanceOf(IOException.class);
      return 413;
    }
  }

  private static ExportLogsServiceRequest fat(int megabytes) {
    LogRecord.Builder record = record(unique());
    for (int i = 0; i < megabytes; i++) {
      record.addAttributes(Otlp.attributes("fat" + i, "x".repeat(1 << 20)).get(0));
    }
    return Otlp.logs(Otlp.JAVA, record);
  }

  @Test
  void refusesBombs() throws Exception {
    byte[] zeros = gzip(new byte[] {0}, 300 << 20);
    byte[] emptyParts = gzip(new byte[] {0x0A, 0x00}, 8 << 20);

    assertThat(coded(zeros).statusCode()).isEqualTo(413);
    HttpResponse<byte[]> parts = coded(emptyParts);
    assertThat(parts.statusCode()).isEqualTo(400);
    assertThat(Status.parseFrom(parts.body()).getMessage()).contains("1000000 parts");
    ExportLogsServiceRequest.Builder many = ExportLogsServiceRequest.newBuilder();
    for (int i = 0; i < 1_500_000; i++) {
      many.addResourceLogs(io.opentelemetry.proto.logs.v1.ResourceLogs.getDefaultInstance());
    }
    StatusRuntimeException grpc =
        refusal(() -> logs(TestIngest.KEY).withCompression("gzip").export(many.build()));
    assertThat(grpc.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.INVALID_ARGUMENT);
    assertThat(grpc.getStatus().getDescription()).contains("1000000 parts");
  }

  @Test
  void inflatesGzipAndRefusesCodingsThatItDoesNotKnow() throws IOException {
    byte[] good = gzip(failure(unique()).toByteArray(), 1);
    HttpResponse<byte[]> unknown =
        send(
            request("/v1/logs", PROTOBUF, good)
                .header("x-api-key", TestIngest.KEY)
                .header("Content-Encoding", "compress"));

    assertThat(coded(good).statusCode()).isEqualTo(200);
    assertThat(coded(new byte[] {1, 2, 3}).statusCode()).isEqualTo(400);
    assertThat(unknown.statusCode()).isEqualTo(415);
    assertThat(grouping.events()).hasSize(1);
  }

  @Test
  void takesTenThousandExceptionsOfOneRequest() {
    LogRecord.Builder[] records = new LogRecord.Builder[10_000];
    for (int i = 0; i < records.length; i++) {
      records[i] = record("failure " + i);
    }

    ExportLogsServiceResponse answer = logs(TestIngest.KEY).export(Otlp.logs(Otlp.JAVA, records));

    assertThat(answer).isEqualTo(ExportLogsServiceResponse.getDefaultInstance());
    assertThat(grouping.events()).hasSize(10_000);
  }

  private static byte[] gzip(byte[] piece, int times) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[piece.length * Math.min(times, 65_536)];
    for (int i = 0; i < block.length; i++) {
      block[i] = piece[i % piece.length];
    }
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      for (int i = 0; i < Math.max(1, times / 65_536); i++) {
        gzip.write(block);
      }
    }
    return out.toByteArray();
  }

  private static HttpResponse<byte[]> coded(byte[] body) {
    return send(
        request("/v1/logs", PROTOBUF, body)
            .header("x-api-key", TestIngest.KEY)
            .header("Content-Encoding", "gzip"));
  }

  private static String unique() {
    return "failure " + System.nanoTime();
  }

  private static LogRecord.Builder record(String message) {
    return Otlp.log(
        "exception.type", "java.lang.IllegalStateException", "exception.message", message);
  }

  private static ExportLogsServiceRequest failure(String message) {
    return Otlp.logs(Otlp.JAVA, record(message));
  }

  private static HttpResponse<byte[]> post(String path, String type, byte[] body) {
    return send(request(path, type, body).header("Authorization", "Bearer " + TestIngest.KEY));
  }

  private static HttpResponse<byte[]> withKey(String key, String path, Message request) {
    return send(request(path, PROTOBUF, request.toByteArray()).header("x-api-key", key));
  }

  private static HttpRequest.Builder request(String path, String type, byte[] body) {
    return HttpRequest.newBuilder(ingest.url(path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return ingest.http().send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String type(HttpResponse<byte[]> response) {
    return response.headers().firstValue("content-type").orElseThrow();
  }

  private static StatusRuntimeException refusal(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  private static LogsServiceGrpc.LogsServiceBlockingStub logs(String key) {
    return LogsServiceGrpc.newBlockingStub(ingest.channel())
        .withInterceptors(header("authorization", "Bearer " + key));
  }

  private static TraceServiceGrpc.TraceServiceBlockingStub traces(String key) {
    return TraceServiceGrpc.newBlockingStub(ingest.channel())
        .withInterceptors(header("authorization", "Bearer " + key));
  }

  private static ClientInterceptor header(String name, String value) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
