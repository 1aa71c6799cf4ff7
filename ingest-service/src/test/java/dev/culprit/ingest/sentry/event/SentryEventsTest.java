package dev.culprit.ingest.sentry.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.testing.MutatedText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Level;
import java.time.Instant;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentryEventsTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-01T12:00:00Z");
  private static final String MIXED =
      """
      {"event_id":"not-a-uuid","timestamp":"2026-03-01T11:59:59.123456789","level":"loud",
       "exception":[{"type":"A","value":{"k":1},"mechanism":{"exception_id":1,"parent_id":0},
           "stacktrace":{"frames":[null,{},{"function":"?","abs_path":"http://h/a.js?x","lineno":"3"}]}},
         {"type":null},{"type":"B","value":"b","mechanism":{"exception_id":0,"handled":false}}],
       "tags":[["a",1],["b",null],["c"]],"fingerprint":["{{default}}",7,null],
       "user":{"id":7,"ip_address":"{{auto}}"},"environment":"Prod/eu",
       "request":{"query_string":[["q","a b"]],"cookies":"x=1; y=2","headers":{"A":["1","2"]},
         "env":{"REMOTE_ADDR":"10.0.0.1"}},
       "contexts":{"response":{"status_code":502}},"extra":{"n":NaN}}
      """;

  private static Event decode(String json) {
    return SentryEvents.decode(json.getBytes(UTF_8), null, RECEIVED).build();
  }

  @Test
  void mendsWhatItCan() {
    Event event = decode(MIXED);

    assertThat(event.getClientEventId()).isEmpty();
    assertThat(event.getOccurredAt().toString()).contains("nanos: 123456789");
    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(event.getExceptionsList()).extracting(e -> e.getType()).containsExactly("B", "A");
    assertThat(event.getExceptions(1).getMechanism().getParent()).isZero();
    assertThat(event.getExceptions(1).getValue()).isEqualTo("{\"k\":1}");
    assertThat(event.getExceptions(1).getFrames(0).getFile()).isEqualTo("/a.js");
    assertThat(event.getExceptions(1).getFrames(0).getLine()).isEqualTo(3);
    assertThat(event.getTagsMap()).containsOnlyKeys("a");
    assertThat(event.getFingerprintList()).containsExactly("{{ default }}", "7");
    assertThat(event.getUser().getIpAddress()).isEmpty();
    assertThat(event.getEnvironment()).isEqualTo("Prod-eu");
    assertThat(event.getRequest().getQueryString()).isEqualTo("q=a+b");
    assertThat(event.getRequest().getCookiesCount()).isEqualTo(2);
    assertThat(event.getRequest().getHeadersCount()).isEqualTo(2);
    assertThat(event.getHttpStatus()).isEqualTo(502);
    assertThat(event.getNotesList()).anyMatch(note -> note.contains("not-a-uuid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"\"]", "null"})
  void takesAnEmptyFingerprintForNone(String fingerprint) {
    assertThat(
            decode("{\"message\":\"m\",\"fingerprint\":" + fingerprint + "}").getFingerprintList())
        .isEmpty();
  }

  @Test
  void takesTheStackOfTheCrashedThreadForAMessage() {
    Event event =
        decode(
            """
            {"logentry":{"message":"user %s","params":["ann"]},"threads":{"values":[
              {"id":1,"name":"main","crashed":true,"stacktrace":{"frames":[{"function":"f"}]}}]}}
            """);

    assertThat(event.getMessage().getFormatted()).isEqualTo("user ann");
    assertThat(event.getExceptions(0).getMechanism().getSynthetic()).isTrue();
    assertThat(event.getExceptions(0).getThread()).isEqualTo("main");
  }

  @Test
  void correctsAWrongClock() {
    Event event =
        SentryEvents.decode(
                "{\"message\":\"m\",\"timestamp\":\"2020-01-01T00:00:00Z\"}".getBytes(UTF_8),
                Instant.parse("2020-01-01T00:00:05Z"),
                RECEIVED)
            .build();

    assertThat(event.getOccurredAt().getSeconds()).isEqualTo(RECEIVED.getEpochSecond() - 5);
    assertThat(event.getNotesCount()).isEqualTo(1);
  }

  @Property(tries = 500)
  void neverThrowsAnythingButARefusal(@ForAll("mutated") byte[] body) {
    Throwable thrown = catchThrowable(() -> SentryEvents.decode(body, null, RECEIVED));

    assertThat(thrown)
        .satisfiesAnyOf(
            t -> assertThat(t).isNull(), t -> assertThat(t).isInstanceOf(Refused.class));
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    return MutatedText.of(MIXED, "null", "[]", "{}", "\"", "1e999", "-1", "[[", "}", "\"x\":");
  }
}
