package dev.culprit.ingest.checkend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The wire as its SDKs see it, over real HTTP. */
@ExtendWith(PostgresExtension.class)
class CheckendWireTest {
  private static final String NESTED =
      """
      {"error":{"class":"NoMethodError","message":"undefined method 'total' for nil",
        "backtrace":["app/models/order.rb:42:in 'total'","/gems/rack/lib/rack.rb:7:in 'call'"],
        "fingerprint":null,"tags":["checkout","slow"],"occurred_at":"%s"},
       "context":{"environment":"production","app_name":"shop","revision":"abc123","cart":3},
       "request":{"method":"POST","url":"https://shop.example/pay?token=s3cr3t",
         "headers":{"Authorization":"Bearer abcdefgh12345678","Accept":["a","b"]},
         "params":{"password":"hunter2","qty":1},"status":502},
       "user":{"id":17,"email":"a@example.com","plan":"gold"},
       "notifier":{"name":"checkend-ruby","version":"1.2.0","language":"ruby",
         "language_version":"3.4"},"unknown":{"deep":[1,2,{"x":NaN}]}}
      """
          .formatted("2026-01-01T00:00:00Z");

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
    grouping.forget();
  }

  @Test
  void answersCreatedWithIntegerIdsOnceGroupingHasCommitted() {
    HttpResponse<String> answer = ingest.post(NESTED);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject()
                .put("id", 1001)
                .put("problem_id", 7)
                .put("deduplicated", false)
                .put("occurrence_count", 1));
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(grouping.events()).hasSize(1);
  }

  @Test
  void putsTheFieldsOfANestedBodyInTheirPlaces() {
    ingest.post(NESTED);

    ReceivedEvent incoming = grouping.events().get(0);
    Event event = incoming.getEvent();
    assertThat(incoming.getEventUid().size()).isEqualTo(16);
    assertThat(event.getWire()).isEqualTo(Wire.WIRE_CHECKEND);
    assertThat(event.getExceptions(0).getType()).isEqualTo("NoMethodError");
    assertThat(event.getExceptions(0).getFrames(0).getFile()).isEqualTo("app/models/order.rb");
    assertThat(event.getExceptions(0).getFrames(0).getLine()).isEqualTo(42);
    assertThat(event.getExceptions(0).getFrames(0).getInApp()).isTrue();
    assertThat(event.getExceptions(0).getFrames(1).getInApp()).isFalse();
    assertThat(event.getEnvironment()).isEqualTo("production");
    assertThat(event.getRelease()).isEqualTo("abc123");
    assertThat(event.getPlatform()).isEqualTo("ruby");
    assertThat(event.getHttpStatus()).isEqualTo(502);
    assertThat(event.getTagsMap()).containsEntry("checkout", "true").containsEntry("slow", "true");
    assertThat(event.getUser().getId()).isEqualTo("17");
    assertThat(event.getSdk().getName()).isEqualTo("checkend-ruby");
  }

  @Test
  void letsNoSecretThrough() {
    ingest.post(NESTED);

    String stored = grouping.events().get(0).toString();
    assertThat(stored).doesNotContain("s3cr3t", "hunter2", "abcdefgh12345678");
    assertThat(stored).contains("[scrubbed]");
  }

  @Test
  void readsTheFlatBodyOfTheJavaSdk() {
    HttpResponse<String> answer =
        ingest.post(
            """
            {"error_class":"java.lang.IllegalStateException","message":"no","environment":"qa",
             "backtrace":[{"file":"Shop.java","line":12,"method":"com.acme.Shop.pay"},
                          {"file":"Thread.java","line":840,"method":"java.lang.Thread.run"}],
             "notifier":{"name":"checkend-java","language":"java"}}
            """);

    assertThat(answer.statusCode()).isEqualTo(201);
    Event event = grouping.events().get(0).getEvent();
    assertThat(event.getEnvironment()).isEqualTo("qa");
    assertThat(event.getExceptions(0).getFrames(0).getModule()).isEqualTo("com.acme.Shop");
    assertThat(event.getExceptions(0).getFrames(0).getFunction()).isEqualTo("pay");
    assertThat(event.getExceptions(0).getFrames(1).getInApp()).isFalse();
  }

  @Test
  void putsPythonsCrashFrameFirst() {
    ingest.post(
        """
        {"error":{"class":"ValueError","message":"x",
          "backtrace":["main.py:1 in <module>","shop.py:9 in pay"]},
         "notifier":{"name":"checkend-python","language":"python"}}
        """);

    assertThat(grouping.events().get(0).getEvent().getExceptions(0).getFrames(0).getFunction())
        .isEqualTo("pay");
  }

  @Test
  void takesTheKeyFromEachPlaceWhereClientsPutIt() {
    HttpRequest.Builder query =
        HttpRequest.newBuilder(ingest.url("/ingest/v1/errors?key=" + TestIngest.KEY))
            .header("Content-Type", "text/plain;charset=UTF-8")
            .POST(BodyPublishers.ofString(NESTED));
    HttpRequest.Builder bearer =
        HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
            .header("Authorization", "Bearer " + TestIngest.KEY)
            .POST(BodyPublishers.ofString(NESTED));

    assertThat(ingest.send(query).statusCode()).isEqualTo(201);
    assertThat(ingest.send(bearer).statusCode()).isEqualTo(201);
  }

  @Test
  void inflatesGzipAndBothKindsOfDeflate() throws IOException {
    assertThat(sendCoded("gzip", gzip(NESTED)).statusCode()).isEqualTo(201);
    assertThat(sendCoded("deflate", deflate(NESTED, false)).statusCode()).isEqualTo(201);
    assertThat(sendCoded("deflate", deflate(NESTED, true)).statusCode()).isEqualTo(201);
    assertThat(grouping.events()).hasSize(3);
  }

  @Test
  void answersPreflightsAndAllowsEveryOriginOnErrorsToo() {
    HttpResponse<String> preflight =
        ingest.send(
            HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
                .header("Access-Control-Request-Headers", "checkend-ingestion-key,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
    HttpResponse<String> error = ingest.post("nonsense");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-headers").orElseThrow())
        .contains("checkend-ingestion-key", "content-type");
    assertThat(error.headers().firstValue("access-control-allow-origin")).hasValue("*");
    assertThat(error.headers().firstValue("access-control-expose-headers").orElseThrow())
        .contains("Retry-After");
  }

  @Test
  void answersARepeatedEventWithCreatedAndSaysSo() {
    String withId = NESTED.replace("\"error\":{", "\"error\":{\"event_id\":\"same-one\",");

    ingest.post(withId);
    HttpResponse<String> again = ingest.post(withId);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(again.body()).getBoolean("deduplicated")).isTrue();
    assertThat(grouping.events()).hasSize(1);
  }

  @Test
  void tellsWhichEndpointsExist() {
    HttpResponse<String> root = ingest.send(HttpRequest.newBuilder(ingest.url("/")).GET());

    assertThat(root.statusCode()).isEqualTo(200);
    assertThat(root.body()).contains("POST /ingest/v1/errors");
  }

  private static HttpResponse<String> sendCoded(String coding, byte[] body) {
    return ingest.send(
        ingest.report().header("Content-Encoding", coding).POST(BodyPublishers.ofByteArray(body)));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static byte[] deflate(String text, boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
      deflate.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
