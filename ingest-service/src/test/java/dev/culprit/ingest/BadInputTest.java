package dev.culprit.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
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

/** What a careless or hostile HTTP client sends, and that the next event is taken all the same. */
@ExtendWith(PostgresExtension.class)
class BadInputTest {
  private static final String GOOD = "{\"error\":{\"class\":\"E\",\"message\":\"m\"}}";

  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest =
        TestIngest.start(
            database,
            data,
            grouping,
            Map.of(
                "CULPRIT_INGEST_HTTP_IDLE_TIMEOUT", "1s",
                "CULPRIT_INGEST_HTTP_BODY_TIMEOUT", "1s"));
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

  @AfterEach
  void takesTheNextEventAllTheSame() {
    assertThat(ingest.post(GOOD).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "short",
    "ffffffffffffffffffffffffffffffff",
    "'has spaces and ÿ'",
    "''' OR 1=1 --'"
  })
  void refusesKeysThatOpenNothing(String key) {
    HttpResponse<String> answer =
        ingest.send(
            HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
                .header("Checkend-Ingestion-Key", key.replace("ÿ", "y"))
                .POST(BodyPublishers.ofString(GOOD)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(new JsonObject(answer.body()))
        .isEqualTo(
            new JsonObject()
                .put("error", "Invalid or missing ingestion key")
                .put("code", "unknown_key"));
  }

  @Test
  void refusesARequestWithoutKey() {
    HttpResponse<String> answer =
        ingest.send(
            HttpRequest.newBuilder(ingest.url("/ingest/v1/errors"))
                .POST(BodyPublishers.ofString(GOOD)));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"error\":|400|The body is not valid JSON",
        "not json|400|The body is not valid JSON",
        "~~|400|The body must be a JSON object",
        "[1]|400|The body must be a JSON object",
        "{\"error\":{\"message\":\"m\"}}|422|error.class is required",
        "{\"error\":{\"class\":[]}}|422|error.class must be a string",
        "{\"error\":{\"class\":\"E\",\"backtrace\":{\"a\":1}}}|422|error.backtrace must be a list",
        "{\"error\":7}|422|error must be an object",
      })
  void namesWhatIsWrongWithABody(String body, int status, String message) {
    HttpResponse<String> answer = ingest.post(body);

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonObject json = new JsonObject(answer.body());
    assertThat(json.getString("error")).startsWith(message);
    assertThat(json.getString("code")).isEqualTo("malformed");
  }

  @Test
  void refusesABodyOfTwoMegabytes() {
    HttpResponse<String> answer =
        ingest.post("{\"error\":{\"class\":\"" + "x".repeat(2 << 20) + "\"}}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("too_large");
  }

  @Test
  void refusesABombAfterInflatingOnlyALittleOfIt() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        gzip.write(zeros);
      }
    }

    HttpResponse<String> answer = coded("gzip", bomb.toByteArray());

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesBrokenAndUnknownCodings() throws IOException {
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(cut)) {
      gzip.write(GOOD.getBytes(UTF_8));
    }
    byte[] half = java.util.Arrays.copyOf(cut.toByteArray(), cut.size() / 2);

    assertThat(coded("gzip", half).statusCode()).isEqualTo(400);
    assertThat(coded("gzip", GOOD.getBytes(UTF_8)).statusCode()).isEqualTo(400);
    assertThat(coded("deflate", "junk".getBytes(UTF_8)).statusCode()).isEqualTo(400);
    assertThat(coded("br", GOOD.getBytes(UTF_8)).statusCode()).isEqualTo(400);
    assertThat(coded("zstd", GOOD.getBytes(UTF_8)).statusCode()).isEqualTo(400);
    HttpResponse<String> unknown = coded("compress", GOOD.getBytes(UTF_8));
    assertThat(unknown.statusCode()).isEqualTo(415);
    assertThat(new JsonObject(unknown.body()).getString("code")).isEqualTo("unsupported");
  }

  @Test
  void mendsZeroCharactersAndLoneSurrogates() {
    HttpResponse<String> answer =
        ingest.post("{\"error\":{\"class\":\"E\\u0000\",\"message\":\"a\\ud83d b\\u0000\"}}");

    assertThat(answer.statusCode()).isEqualTo(201);
    Event event = grouping.events().get(0).getEvent();
    assertThat(event.getExceptions(0).getType()).isEqualTo("E");
    assertThat(event.getExceptions(0).getValue()).isEqualTo("a\uFFFD b");
    assertThat(event.getNotesList()).isNotEmpty();
  }

  @Test
  void keepsBothEndsOfAThousandFrames() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      lines.append(i == 0 ? "" : ",").append("\"a.rb:").append(i + 1).append(":in 'm'\"");
    }

    ingest.post("{\"error\":{\"class\":\"E\",\"backtrace\":[" + lines + "]}}");

    Event event = grouping.events().get(0).getEvent();
    assertThat(event.getExceptions(0).getFramesCount()).isEqualTo(250);
    assertThat(event.getExceptions(0).getFrames(249).getLine()).isEqualTo(1_000);
    assertThat(event.getExceptions(0).getFramesOmitted()).isEqualTo(750);
  }

  @ParameterizedTest
  @CsvSource({"'\"9999-12-31T23:59:59Z\"'", "-62135596800", "-1", "1e18", "'\"yesterday\"'"})
  void replacesTimesThatCannotBe(String time) {
    HttpResponse<String> answer =
        ingest.post("{\"error\":{\"class\":\"E\",\"occurred_at\":" + time + "}}");

    assertThat(answer.statusCode()).isEqualTo(201);
    Event event = grouping.events().get(0).getEvent();
    assertThat(event.getOccurredAt()).isEqualTo(grouping.events().get(0).getReceivedAt());
    assertThat(event.getNotesList()).hasSize(1);
  }

  @Test
  void skipsUnknownFieldsHoweverDeep() {
    String deep = "[".repeat(300) + "]".repeat(300);

    assertThat(
            ingest
                .post("{\"new\":" + deep + ",\"error\":{\"class\":\"E\",\"x\":{\"y\":1}}}")
                .statusCode())
        .isEqualTo(201);
    assertThat(ingest.post("{\"new\":" + "[".repeat(200_000)).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAHundredMegabytesInPiecesWithoutTakingThemIn() {
    HttpResponse<String> answer;
    try {
      answer =
          ingest.send(
              ingest.report().POST(BodyPublishers.ofInputStream(() -> new Endless(100L << 20))));
    } catch (IllegalStateException cutOff) {
      assertThat(cutOff).hasCauseInstanceOf(IOException.class);
      return;
    }
    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void cutsOffASenderThatDripsItsBody() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head(200).getBytes(ISO_8859_1));
      assertThat(dripUntilClosed(socket)).contains("400", "did not arrive within");
    }
  }

  @Test
  void cutsOffASenderThatDripsItsHeaders() throws Exception {
    try (Socket socket = connect()) {
      socket.getOutputStream().write("POST /ingest/v1/errors HTTP/1.1\r\nX-A: ".getBytes(UTF_8));
      dripUntilClosed(socket);
    }
  }

  @Test
  void survivesAnUploadThatIsCut() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (Socket socket = connect()) {
        socket.getOutputStream().write((head(5_000) + "{\"error\":").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
      }
    }
  }

  @Test
  void answersUnknownPathsAndMethodsInJson() {
    HttpResponse<String> path =
        ingest.send(HttpRequest.newBuilder(ingest.url("/nothing")).POST(BodyPublishers.noBody()));
    HttpResponse<String> method =
        ingest.send(HttpRequest.newBuilder(ingest.url("/ingest/v1/errors")).GET());

    assertThat(path.statusCode()).isEqualTo(404);
    assertThat(new JsonObject(path.body()).getString("code")).isEqualTo("unsupported");
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(new JsonObject(method.body()).getString("code")).isEqualTo("unsupported");
  }

  @Test
  void answersHeadersThatAreTooLargeWithoutHarm() throws Exception {
    try (Socket socket = connect()) {
      String head = "GET / HTTP/1.1\r\nX-Big: " + "x".repeat(60_000) + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      // The answer may be lost when the server hangs up before it has read everything.
      assertThat(dripUntilClosed(socket)).matches("(?s)(HTTP/1.1 431.*)?");
    }
  }

  @Test
  void tellsTheSenderWhenGroupingCannotStoreAnEvent() {
    grouping.behave(FakeGrouping.Mode.REJECT_EVENTS);

    HttpResponse<String> answer = ingest.post(GOOD);
    grouping.behave(FakeGrouping.Mode.COMMIT);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("The event is cursed");
  }

  @Test
  void countsRefusalsInTheMetricAndTheTable(@org.jspecify.annotations.Nullable TestDatabase db) {
    double before = counted("malformed");

    ingest.post("junk");

    assertThat(counted("malformed")).isEqualTo(before + 1);
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(
                        Sql.number(
                            db,
                            "SELECT sum(count) FROM ingest.refusals"
                                + " WHERE code = 'malformed' AND project_id > 0"))
                    .isPositive());
  }

  private static double counted(String code) {
    io.micrometer.core.instrument.Counter counter =
        ingest.metrics().find("culprit.ingest.refused").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }

  private static HttpResponse<String> coded(String coding, byte[] body) {
    return ingest.send(
        ingest.report().header("Content-Encoding", coding).POST(BodyPublishers.ofByteArray(body)));
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.service().httpPort());
    socket.setSoTimeout(100);
    return socket;
  }

  private static String head(int length) {
    return "POST /ingest/v1/errors HTTP/1.1\r\nHost: x\r\nCheckend-Ingestion-Key: "
        + TestIngest.KEY
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** Sends a byte now and then; gives back what the server said before it hung up. */
  private static String dripUntilClosed(Socket socket) {
    StringBuilder said = new StringBuilder();
    await()
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              try {
                socket.getOutputStream().write(' ');
                byte[] some = new byte[4_096];
                int read = socket.getInputStream().read(some);
                if (read > 0) {
                  said.append(new String(some, 0, read, ISO_8859_1));
                }
                return read < 0;
              } catch (java.net.SocketTimeoutException stillOpen) {
                return false;
              } catch (SocketException closed) {
                return true;
              }
            });
    return said.toString();
  }

  /** Zeros without end, as far as memory is concerned. */
  private static final class Endless extends InputStream {
    private final ByteArrayInputStream none = new ByteArrayInputStream(new byte[0]);
    private long left;

    Endless(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? '0' : none.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int some = (int) Math.min(left, length);
      java.util.Arrays.fill(target, offset, offset + some, (byte) '0');
      left -= some;
      return some;
    }
  }
}
