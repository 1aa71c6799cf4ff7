package dev.culprit.ingest.checkend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.scrub.EventScrubber;
import dev.culprit.ingest.scrub.ScrubRules;
import dev.culprit.proto.ingest.v1.Event;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckendDecoderTest {
  private static final String FULL =
      """
      {"error":{"class":"E","message":"m","backtrace":["a.rb:1:in `m'",{"file":"b","line":"2"}],
        "fingerprint":["a",1],"tags":{"k":"v"},"occurred_at":"2026-03-01T11:59:00.123456+02:00"},
       "context":{"environment":"p","app_name":"shop","http_status":"503","x":{"y":[1,2.5,null,true]}},
       "request":{"url":"/x","query":{"q":1},"headers":{"A":["1","2"]},"cookies":{"c":"d"},
         "userAgent":"UA","remote_ip":"10.0.0.1","body":"x=1","session":{"u":1}},
       "user":{"id":"u1","name":"N","plan":"gold"},
       "notifier":{"name":"@checkend/node","version":"1","language":"javascript","revision":"r1"},
       "server":{"hostname":"h1","revision":"r2"}}
      """;

  private static Event.Builder decode(String json) {
    return CheckendDecoder.decode(json.getBytes(UTF_8));
  }

  @Test
  void putsEveryFieldInItsPlace() {
    Event event = decode(FULL).build();

    assertThat(event.getPlatform()).isEqualTo("node");
    assertThat(event.getRelease()).isEqualTo("r2");
    assertThat(event.getServerName()).isEqualTo("h1");
    assertThat(event.getEnvironment()).isEqualTo("p");
    assertThat(event.getHttpStatus()).isEqualTo(503);
    assertThat(event.getFingerprintList()).containsExactly("a", "1");
    assertThat(event.getTagsMap()).containsEntry("k", "v");
    assertThat(event.getOccurredAt().getSeconds())
        .isEqualTo(Instant.parse("2026-03-01T09:59:00Z").getEpochSecond());
    assertThat(event.getRequest().getHeadersList())
        .extracting(header -> header.getName() + "=" + header.getValue())
        .containsExactly("A=1", "A=2", "User-Agent=UA");
    assertThat(event.getRequest().getCookies(0).getName()).isEqualTo("c");
    assertThat(event.getContextsMap()).containsKeys("app", "context", "request");
    assertThat(event.getUser().getData().getEntries(0).getKey()).isEqualTo("plan");
    assertThat(event.getExceptions(0).getFrames(1).getLine()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|''|The body is not valid JSON",
        "''|''|The body must be a JSON object",
        "[]|''|The body must be a JSON object",
        "{}|error.class|error.class is required",
        "{\"error\":{\"message\":\"m\"}}|error.class|error.class is required",
        "{\"error\":{\"class\":\" \"}}|error.class|error.class is required",
        "{\"error\":\"boom\"}|error|error must be an object",
        "{\"error\":{\"class\":[1]}}|error.class|error.class must be a string",
        "{\"error_class\":{}}|error_class|error_class must be a string",
        "{\"error\":{\"class\":\"E\",\"message\":{}}}|error.message|error.message must be a string",
        "{\"error\":{\"class\":\"E\",\"backtrace\":7}}|error.backtrace|error.backtrace must be a list of strings or objects",
        "{\"error\":{\"class\":\"E\",\"backtrace\":[[1]]}}|error.backtrace|error.backtrace must be a list of strings or objects",
      })
  void namesTheFieldThatCannotBeUsed(String json, String field, String reason) {
    Refused refused =
        catchThrowableOfType(Refused.class, () -> decode(json.equals("''") ? "" : json));

    assertThat(refused.rejection().code()).isEqualTo("malformed");
    assertThat(refused.rejection().reason()).startsWith(reason);
  }

  @Test
  void leavesOutDetailsOfAWrongTypeWithANote() {
    Event event =
        decode("{\"error\":{\"class\":\"E\",\"tags\":7},\"context\":3,\"user\":[]}").build();

    assertThat(event.getExceptions(0).getType()).isEqualTo("E");
    assertThat(event.getNotesList()).containsExactly("context was not an object and was left out");
  }

  @Test
  void readsABacktraceThatIsOneText() {
    Event event =
        decode("{\"error\":{\"class\":\"E\",\"backtrace\":\"a.rb:1:in `x'\\n\\nb.rb:2:in `y'\"}}")
            .build();

    assertThat(event.getExceptions(0).getFramesList())
        .extracting(frame -> frame.getFunction())
        .containsExactly("x", "y");
  }

  @Test
  void refusesEndlessNestingInsteadOfFailing() {
    String deep = "[".repeat(100_000);

    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> decode("{\"error\":{\"class\":\"E\"},\"context\":{\"a\":" + deep));

    assertThat(refused.rejection().code()).isEqualTo("malformed");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"2026-03-01T12:00:00Z\"', 1772366400",
    "'\"2026-03-01T12:00:00\"', 1772366400",
    "'\"2026-03-01 12:00:00.5\"', 1772366400",
    "'\"2026-03-01T12:00:00.123456789-05:00\"', 1772384400",
    "1772366400, 1772366400",
    "1772366400.25, 1772366400",
    "1772366400123, 1772366400",
    "'\"9999-12-31T23:59:59Z\"', 253402300799",
    "-5, -5",
  })
  void readsTimesInEveryForm(String time, long seconds) {
    Event event = decode("{\"error\":{\"class\":\"E\",\"occurred_at\":" + time + "}}").build();

    assertThat(event.getOccurredAt().getSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({"'\"soon\"'", "1e300", "'\"\"'", "'{}'", "NaN", "'\"+99999999999-01-01T00:00:00Z\"'"})
  void notesTimesThatAreNone(String time) {
    Event event = decode("{\"error\":{\"class\":\"E\",\"occurred_at\":" + time + "}}").build();

    assertThat(event.hasOccurredAt()).isFalse();
    assertThat(event.getNotesCount()).isEqualTo(1);
  }

  @Property(tries = 3000)
  void whateverComesIsAnEventOrARefusal(@ForAll("mutated") byte[] body) {
    Event event;
    try {
      event =
          new EventScrubber()
              .scrub(CheckendDecoder.decode(body), ScrubRules.BUILT_IN, Instant.now());
    } catch (Refused refused) {
      assertThat(refused.rejection().code()).isEqualTo("malformed");
      return;
    }
    assertThat(event.getExceptionsCount()).isEqualTo(1);
    assertThat(event.toByteArray()).isNotEmpty();
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    byte[] full = FULL.getBytes(UTF_8);
    Arbitrary<Integer> places = Arbitraries.integers().between(0, full.length - 1);
    Arbitrary<String> junk =
        Arbitraries.of(
            "null",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            "\\u0000",
            "\\ud83d",
            "1e999",
            "NaN",
            "-",
            "0",
            "\u0000",
            "true",
            "[[[[",
            "9".repeat(400),
            "\\");
    return places.flatMap(
        at ->
            places.flatMap(
                to ->
                    junk.map(
                        text -> {
                          int from = Math.min(at, to);
                          int end = Math.min(full.length, from + Math.abs(to - at) % 25);
                          return (new String(full, 0, from, UTF_8)
                                  + text
                                  + new String(full, end, full.length - end, UTF_8))
                              .getBytes(UTF_8);
                        })));
  }
}
