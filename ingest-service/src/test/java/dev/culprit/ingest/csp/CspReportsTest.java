package dev.culprit.ingest.csp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.testing.MutatedText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Level;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspReportsTest {
  /** As Chromium sends it. */
  private static final String POLICY =
      """
      {"csp-report":{"document-uri":"https://shop.example/pay?step=2","referrer":"https://a.example/",
        "violated-directive":"script-src-elem","effective-directive":"script-src-elem",
        "original-policy":"default-src 'self'; report-uri /csp","disposition":"enforce",
        "blocked-uri":"https://cdn.example/x.js","line-number":12,"column-number":7,
        "source-file":"https://shop.example/app.js","status-code":200,"script-sample":""}}
      """;

  private static final String REPORTING_API =
      """
      [{"age":1,"type":"csp-violation","url":"https://shop.example/","user_agent":"UA/1",
        "body":{"documentURL":"https://shop.example/pay","referrer":"","blockedURL":"inline",
          "effectiveDirective":"script-src-elem","originalPolicy":"default-src 'self'",
          "sourceFile":"https://shop.example/pay","sample":"alert(1)","disposition":"report",
          "statusCode":200,"lineNumber":3,"columnNumber":1}},
       {"type":"deprecation","url":"https://shop.example/","body":{"id":"x"}},
       {"type":"csp-violation","url":"https://shop.example/b",
        "body":{"blockedURL":"eval","effectiveDirective":"script-src"}}]
      """;

  private static Event decode(String json) {
    return CspReports.decode(json.getBytes(UTF_8)).build();
  }

  private static String report(String blocked, String directive) {
    return "{\"csp-report\":{\"document-uri\":\"https://shop.example/\",\"blocked-uri\":\""
        + blocked
        + "\",\"violated-directive\":\""
        + directive
        + "\"}}";
  }

  @Test
  void readsWhatABrowserReports() {
    Event event = decode(POLICY);

    assertThat(event.getExceptions(0).getValue())
        .isEqualTo("Blocked 'script-src-elem' from cdn.example");
    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_WARNING);
    assertThat(event.getFingerprintList()).containsExactly("csp", "script-src-elem", "cdn.example");
    assertThat(event.getRequest().getUrl()).isEqualTo("https://shop.example/pay?step=2");
    assertThat(event.getRequest().getHeaders(0).getValue()).isEqualTo("https://a.example/");
    Frame frame = event.getExceptions(0).getFrames(0);
    assertThat(frame.getFile()).isEqualTo("https://shop.example/app.js");
    assertThat(frame.getLine()).isEqualTo(12);
    assertThat(frame.getColumn()).isEqualTo(7);
    assertThat(event.getContextsOrThrow("csp").toString()).contains("default-src");
    assertThat(event.getTagsMap())
        .containsEntry("directive", "script-src-elem")
        .containsEntry("blocked", "cdn.example")
        .containsEntry("disposition", "enforce");
  }

  @Test
  void readsEveryViolationOfAReportingApiBody() {
    List<Event.Builder> events = CspReports.decodeAll(REPORTING_API.getBytes(UTF_8));

    assertThat(events)
        .extracting(event -> event.getExceptions(0).getValue())
        .containsExactly("Blocked 'script-src-elem' from inline", "Blocked 'script-src' from eval");
    assertThat(events.get(0).getRequest().getUrl()).isEqualTo("https://shop.example/pay");
    assertThat(events.get(0).getRequest().getHeaders(0).getValue()).isEqualTo("UA/1");
    assertThat(events.get(0).getExceptions(0).getFrames(0).getLine()).isEqualTo(3);
    assertThat(events.get(1).getRequest().getUrl()).isEqualTo("https://shop.example/b");
  }

  @ParameterizedTest
  @CsvSource({
    "inline, inline",
    "eval, eval",
    "'', inline",
    "self, self",
    "data, data",
    "'data:image/png;base64,AAAA', data",
    "blob:https://shop.example/1-2, self",
    "https://CDN.example:8443/x.js?y, cdn.example:8443",
    "https://user:secret@cdn.example, cdn.example",
    "https://shop.example/own.js, self",
    "wss://live.example/socket, live.example",
    "chrome-extension, chrome-extension",
    "https://[::1]:9/x, '[::1]:9'",
  })
  void namesWhatWasBlocked(String blocked, String named) {
    assertThat(decode(report(blocked, "script-src")).getFingerprint(2)).isEqualTo(named);
  }

  @Test
  void takesTheDirectiveOutOfWhatOldBrowsersTell() {
    assertThat(decode(report("inline", "script-src 'self' cdn.example")).getFingerprint(1))
        .isEqualTo("script-src");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "7",
        "null",
        "{}",
        "{\"csp-report\":7}",
        "{\"csp-report\":{}}",
        "{\"csp-report\":{\"effective-directive\":\" \"}}",
        "[]",
        "[{\"type\":\"deprecation\",\"body\":{}}]",
        "[{\"type\":\"csp-violation\",\"body\":{}}]",
      })
  void refusesWhatReportsNoViolation(String body) {
    Refused refused = catchThrowableOfType(Refused.class, () -> decode(body));

    assertThat(refused.rejection().code()).isEqualTo("malformed");
  }

  @Test
  void boundsTheReportsOfABody() {
    String one = "{\"type\":\"csp-violation\",\"body\":{\"effectiveDirective\":\"img-src\"}},";

    List<Event.Builder> events =
        CspReports.decodeAll(("[" + one.repeat(500) + "{}]").getBytes(UTF_8));

    assertThat(events).hasSize(100);
  }

  @Property(tries = 2000)
  void whateverComesIsEventsOrARefusal(@ForAll("mutated") byte[] body) {
    try {
      for (Event.Builder event : CspReports.decodeAll(body)) {
        assertThat(event.getFingerprintCount()).isEqualTo(3);
      }
    } catch (Refused refused) {
      assertThat(refused.rejection().code()).isEqualTo("malformed");
    }
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    String[] junk = {"null", "{", "}", "[", "]", "\"", ",", "\\u0000", "1e999", "://", "@", " "};
    return Arbitraries.of(POLICY, REPORTING_API).flatMap(text -> MutatedText.of(text, junk));
  }
}
