package dev.culprit.ingest.csp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of a policy's reports as browsers use it. */
@ExtendWith(PostgresExtension.class)
class CspWireTest {
  private static final String POLICY =
      "{\"csp-report\":{\"document-uri\":\"https://shop.example/\",\"blocked-uri\":\"inline\","
          + "\"effective-directive\":\"script-src\"}}";
  private static final String VIOLATION =
      "{\"type\":\"csp-violation\",\"url\":\"https://shop.example/\",\"body\":"
          + "{\"blockedURL\":\"eval\",\"effectiveDirective\":\"script-src\"}}";

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

  private static HttpResponse<String> post(String type, String key, String body) {
    return ingest.send(
        HttpRequest.newBuilder(ingest.url("/ingest/v1/csp-reports?key=" + key))
            .header("Content-Type", type)
            .header("User-Agent", "Browser/1")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void keepsAReport() {
    HttpResponse<String> answer = post("application/csp-report", TestIngest.KEY, POLICY);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    Event event = grouping.events().get(0).getEvent();
    assertThat(event.getWire()).isEqualTo(Wire.WIRE_CSP);
    assertThat(event.getFingerprintList()).containsExactly("csp", "script-src", "inline");
    assertThat(event.getRequest().getHeaders(0).getValue()).isEqualTo("Browser/1");
  }

  @Test
  void keepsEveryReportOfAReportingApiBody() {
    String body = "[" + VIOLATION + "," + VIOLATION.replace("eval", "data") + "]";

    assertThat(post("application/reports+json", TestIngest.KEY, body).statusCode()).isEqualTo(204);
    assertThat(grouping.events()).hasSize(2);
  }

  @Test
  void hasNothingToSayToReportsOfOtherKinds() {
    String body = "[{\"type\":\"deprecation\",\"body\":{\"id\":\"x\"}}]";

    assertThat(post("application/reports+json", TestIngest.KEY, body).statusCode()).isEqualTo(204);
    assertThat(grouping.events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ffffffffffffffffffffffffffffffff|{}|401",
        "0123456789abcdef0123456789abcdef|{|400",
        "0123456789abcdef0123456789abcdef|{\"csp-report\":{}}|422",
      })
  void refusesWhatItCannotKeep(String key, String body, int status) {
    assertThat(post("application/csp-report", key, body).statusCode()).isEqualTo(status);
    assertThat(grouping.events()).isEmpty();
  }

  @Test
  void refusesABodyThatNoBrowserSends() {
    String body = POLICY.replace("inline", "x".repeat(300 << 10));

    assertThat(post("application/csp-report", TestIngest.KEY, body).statusCode()).isEqualTo(413);
  }
}
