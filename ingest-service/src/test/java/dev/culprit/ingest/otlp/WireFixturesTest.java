package dev.culprit.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Level;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real exporters sent, decoded as the expectations beside it say. */
class WireFixturesTest {
  private static final int GRPC_PREFIX = 5;

  @ParameterizedTest
  @CsvSource({
    "otel-java-grpc, 001",
    "otel-java-grpc, 002",
    "otel-node-http-json, 001",
    "otel-node-http-json, 002"
  })
  void decodesWhatRealExportersSent(String client, String request) throws IOException {
    JsonObject expected = expectation(client, request);

    List<Event> events = decode(client, request);

    List<JsonObject> exceptions = exceptions(expected);
    assertThat(events).hasSameSizeAs(exceptions);
    for (int i = 0; i < events.size(); i++) {
      matchesResource(events.get(i), expected.getJsonObject("resource"));
      matchesRecord(events.get(i), exceptions.get(i));
      matchesException(events.get(i), exceptions.get(i).getJsonObject("exception"));
    }
  }

  @ParameterizedTest
  @CsvSource({"otel-java-grpc, 1", "otel-node-http-json, 0"})
  void recognisesTheExceptionOfASpanInTheLog(String client, int log) throws IOException {
    Occurrence span = read(client, "001").occurrences().get(0);
    Occurrence record = read(client, "002").occurrences().get(log);

    assertThat(record.id()).isEqualTo(span.id()).matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @CsvSource({"otel-java-grpc", "otel-node-http-json"})
  void givesTheSameIdsEachTime(String client) throws IOException {
    for (String request : List.of("001", "002")) {
      List<String> ids = read(client, request).occurrences().stream().map(Occurrence::id).toList();

      assertThat(ids).doesNotHaveDuplicates();
      assertThat(read(client, request).occurrences()).extracting(Occurrence::id).isEqualTo(ids);
    }
  }

  private static void matchesResource(Event event, JsonObject resource) {
    assertThat(event.getEnvironment()).isEqualTo(resource.getString("deployment.environment.name"));
    assertThat(event.getRelease()).isEqualTo(resource.getString("service.version"));
    assertThat(event.getTagsMap())
        .containsEntry("service.name", resource.getString("service.name"));
    assertThat(event.getServerName())
        .isEqualTo(resource.getString("service.instance.id", resource.getString("host.name")));
    assertThat(event.getPlatform())
        .isEqualTo(resource.getString("telemetry.sdk.language").replace("nodejs", "node"));
    assertThat(event.getSdk().getName()).isEqualTo(resource.getString("telemetry.sdk.name"));
    assertThat(event.getSdk().getVersion()).isEqualTo(resource.getString("telemetry.sdk.version"));
  }

  private static void matchesRecord(Event event, JsonObject expected) {
    JsonObject record = expected.getJsonObject("record");
    assertThat(event.getTraceId()).isEqualTo(record.getString("traceId"));
    assertThat(event.getSpanId()).isEqualTo(record.getString("spanId"));
    JsonObject attributes = record.getJsonObject("attributes");
    if (record.containsKey("span")) {
      assertThat(event.getLevel()).isEqualTo(Level.LEVEL_ERROR);
      assertThat(event.getHttpStatus())
          .isEqualTo(attributes.getInteger("http.response.status_code"));
      assertThat(event.getRequest().getMethod())
          .isEqualTo(attributes.getString("http.request.method"));
      assertThat(event.getRequest().getRoute()).isEqualTo(attributes.getString("http.route"));
      assertThat(event.getTransaction()).isEqualTo(record.getString("span"));
      assertThat(event.getRequest().getUrl()).isEqualTo(attributes.getString("url.path", ""));
      assertThat(event.getUser().getId()).isEqualTo(attributes.getString("user.id", ""));
      return;
    }
    assertThat(event.getLogger()).isEqualTo(record.getString("scope"));
    assertThat(event.getLevel())
        .isEqualTo(
            record.getInteger("severityNumber") >= 21 ? Level.LEVEL_FATAL : Level.LEVEL_ERROR);
    Object body = record.getValue("log");
    assertThat(event.getMessage().getFormatted())
        .isEqualTo(body instanceof JsonObject json ? json.encode() : body);
    assertThat(event.getTagsOrDefault("event.name", "")).isEqualTo(record.getString("eventName"));
    assertThat(event.getExceptions(0).getThread())
        .isEqualTo(attributes.getString("thread.name", ""));
    for (Map.Entry<String, Object> attribute : attributes) {
      boolean own = !attribute.getKey().matches("(exception|thread)\\..*");
      if (own
          && !(attribute.getValue() instanceof JsonObject)
          && !(attribute.getValue() instanceof JsonArray)) {
        assertThat(event.getTagsMap())
            .containsEntry(attribute.getKey(), String.valueOf(attribute.getValue()));
      } else if (own) {
        assertThat(event.getContextsOrThrow("attributes").getEntriesList())
            .anyMatch(entry -> entry.getKey().equals(attribute.getKey()));
      }
    }
  }

  private static void matchesException(Event event, JsonObject expected) {
    ExceptionInfo outermost = event.getExceptions(0);
    String type = expected.getString("exception.type", "");
    String stack = expected.getString("exception.stacktrace", "");
    String realType = stack.isEmpty() ? type : stack.substring(0, stack.indexOf(':'));
    assertThat(outermost.getType()).isEqualTo(realType);
    assertThat(outermost.getValue()).isEqualTo(expected.getString("exception.message"));
    assertThat(event.getTagsOrDefault("exception.type", ""))
        .isEqualTo(type.startsWith("E_") ? type : "");
    assertThat(outermost.getRawStackTrace()).isEmpty();
    long ownFrames =
        stack
            .lines()
            .takeWhile(line -> !line.contains("Suppressed:") && !line.startsWith("Caused by"))
            .filter(line -> line.strip().startsWith("at "))
            .count();
    assertThat(outermost.getFramesCount()).isEqualTo((int) ownFrames);
    assertThat(outermost.getMechanism().hasHandled())
        .isEqualTo(expected.getBoolean("exception.escaped", false));
    long causes =
        stack.lines().filter(line -> line.matches("\\s*(Caused by|Suppressed): .*")).count();
    assertThat(event.getExceptionsCount()).isEqualTo(1 + (int) causes);
    assertThat(outermost.getFramesList()).allMatch(frame -> frame.hasInApp());
  }

  /** One for each exception: the record that has it, and its attributes. */
  private static List<JsonObject> exceptions(JsonObject expected) {
    List<JsonObject> exceptions = new ArrayList<>();
    for (Object item : expected.getJsonArray("items")) {
      JsonObject record = (JsonObject) item;
      JsonArray events = record.getJsonArray("exceptionEvents", new JsonArray());
      events.forEach(event -> exceptions.add(pair(record, (JsonObject) event)));
      JsonObject attributes = record.getJsonObject("attributes");
      if (!record.containsKey("span")
          && attributes.fieldNames().stream().anyMatch(name -> name.startsWith("exception."))) {
        exceptions.add(pair(record, attributes));
      }
    }
    return exceptions;
  }

  private static JsonObject pair(JsonObject record, JsonObject exception) {
    return new JsonObject().put("record", record).put("exception", exception);
  }

  private static List<Event> decode(String client, String request) throws IOException {
    List<Event> events = new ArrayList<>();
    for (Occurrence occurrence : read(client, request).occurrences()) {
      assertThat(Timestamps.toMillis(occurrence.at()))
          .isBetween(1_700_000_000_000L, 2_000_000_000_000L);
      events.add(occurrence.toEvent().build());
    }
    return events;
  }

  private static ExportContent read(String client, String request) throws IOException {
    byte[] body = resource(client + "/" + request + ".body");
    Signal<?> signal =
        expectation(client, request).getString("signal").equals("traces")
            ? Signal.TRACES
            : Signal.LOGS;
    return client.endsWith("grpc")
        ? signal.readProtobuf(Arrays.copyOfRange(body, GRPC_PREFIX, body.length))
        : signal.readJson(body);
  }

  private static JsonObject expectation(String client, String request) throws IOException {
    String json = new String(resource(client + "/expected.json"), StandardCharsets.UTF_8);
    return new JsonObject(json).getJsonObject(request).getJsonObject("otlp");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = WireFixturesTest.class.getResourceAsStream("/wire/" + name)) {
      return in.readAllBytes();
    }
  }
}
