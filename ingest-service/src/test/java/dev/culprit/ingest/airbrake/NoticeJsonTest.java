package dev.culprit.ingest.airbrake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.scrub.EventScrubber;
import dev.culprit.ingest.scrub.ScrubRules;
import dev.culprit.ingest.testing.MutatedText;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Level;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeJsonTest {
  private static final String JAVA =
      """
      {"errors":[
         {"type":"com.acme.PaymentException","message":"refused","backtrace":[
           {"function":"pay","file":"/srv/shop/target/classes/com/acme/Shop$Till.class","line":12},
           {"function":"run","file":"java.lang.Thread","line":840}]},
         {"type":"java.io.IOException","message":"reset","backtrace":[
           {"function":"read","file":"sun.nio.ch.Net","line":-2}]}],
       "context":{"notifier":{"name":"javabrake","version":"0.2.4"},"language":"Java/17.0.1",
         "severity":"warning","environment":"qa","version":"1.4.2","hostname":"web-1",
         "url":"https://shop.example/pay?token=s3cr3t","httpMethod":"POST","remoteAddr":"10.0.0.9",
         "userAgent":"UA/1","headers":{"Accept":"*/*"},"rootDirectory":"/srv/shop",
         "user":{"id":7,"name":"Ann","plan":"gold"},"userAddr":"10.0.0.8"},
       "params":{"qty":1,"password":"[Filtered]","card":"4111111111111111"},
       "session":{"id":"abc"},"environment":{"HOME":"/srv"}}
      """;
  private static final String BROWSER =
      """
      {"errors":[{"type":"TypeError","message":"x is undefined","backtrace":[
           {"function":"pay","file":"https://shop.example/app.js","line":2,"column":7,
            "code":{"1":"before","2":"x.y()","3":"after"}}]}],
       "context":{"notifier":{"name":"airbrake-js/browser","version":"2.1.9"},
         "language":"JavaScript","windowError":true,"history":[
           {"type":"location","from":"/a","to":"/b","date":"2026-03-01T12:00:00.250Z"},
           {"type":"log","severity":"warn","arguments":["low",3],"date":"soon"},
           {"type":"xhr","method":"GET","url":"/api","statusCode":502,"duration":12},
           "odd"]}}
      """;

  private static Event decode(String json) {
    return NoticeEvents.event(NoticeJson.read(json.getBytes(UTF_8))).build();
  }

  @Test
  void keepsTheOrderOfCausesAndFrames() {
    Event event = decode(JAVA);

    assertThat(event.getExceptionsList())
        .extracting(exception -> exception.getType())
        .containsExactly("com.acme.PaymentException", "java.io.IOException");
    assertThat(event.getExceptions(0).getFramesList())
        .extracting(Frame::getFunction)
        .containsExactly("pay", "run");
  }

  @Test
  void tellsClassesOfTheApplicationFromThoseOfLibraries() {
    List<Frame> frames = decode(JAVA).getExceptions(0).getFramesList();

    assertThat(frames.get(0).getModule()).isEqualTo("com.acme.Shop$Till");
    assertThat(frames.get(0).getInApp()).isTrue();
    assertThat(frames.get(1).getModule()).isEqualTo("java.lang.Thread");
    assertThat(frames.get(1).getFile()).isEmpty();
    assertThat(frames.get(1).getInApp()).isFalse();
    assertThat(decode(JAVA).getExceptions(1).getFrames(0).getLine()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "test-classes/com/acme/Shop.class, com.acme.Shop, true",
    "/srv/build/classes/java/main/com/acme/Shop.class, com.acme.Shop, true",
    "shop.jar!/com/acme/Shop.class, com.acme.Shop, true",
    "netty-common.jar!/io/netty/util/Timer.class, io.netty.util.Timer, false",
    "shop.jar!/BOOT-INF/classes!/com/acme/Shop.class, com.acme.Shop, true",
    "shop.jar!/BOOT-INF/lib/gson.jar!/com/google/Gson.class, com.google.Gson, false",
    "jrt:/java.sql/java/sql/Timestamp.class, java.sql.Timestamp, false",
    "java.lang.Thread, java.lang.Thread, false",
    ".class, '', true",
  })
  void readsWhereAClassWasLoadedFrom(String file, String module, boolean inApp) {
    Frame frame =
        decode(
                "{\"errors\":[{\"type\":\"E\",\"backtrace\":[{\"function\":\"f\",\"file\":\"%s\"}]}],"
                        .formatted(file)
                    + "\"context\":{\"language\":\"Java/17\"}}")
            .getExceptions(0)
            .getFrames(0);

    assertThat(frame.getModule()).isEqualTo(module);
    assertThat(frame.getInApp()).isEqualTo(inApp);
  }

  @Test
  void putsTheContextInItsPlaces() {
    Event event = decode(JAVA);

    assertThat(event.getPlatform()).isEqualTo("java");
    assertThat(event.getSdk().getLanguageVersion()).isEqualTo("17.0.1");
    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_WARNING);
    assertThat(event.getEnvironment()).isEqualTo("qa");
    assertThat(event.getRelease()).isEqualTo("1.4.2");
    assertThat(event.getServerName()).isEqualTo("web-1");
    assertThat(event.getRequest().getMethod()).isEqualTo("POST");
    assertThat(event.getRequest().getRemoteAddress()).isEqualTo("10.0.0.9");
    assertThat(event.getRequest().getHeadersList())
        .extracting(header -> header.getName() + "=" + header.getValue())
        .containsExactly("Accept=*/*", "User-Agent=UA/1");
    assertThat(event.getUser().getId()).isEqualTo("7");
    assertThat(event.getUser().getIpAddress()).isEqualTo("10.0.0.8");
    assertThat(event.getUser().getData().getEntries(0).getKey()).isEqualTo("plan");
    assertThat(event.getContextsMap())
        .containsOnlyKeys("context", "params", "session", "environment");
    assertThat(event.getContextsOrThrow("context").getEntries(0).getKey())
        .isEqualTo("rootDirectory");
  }

  @Test
  void keepsWhatTheClientFilteredAndScrubsWhatItDidNot() {
    Event.Builder event = NoticeEvents.event(NoticeJson.read(JAVA.getBytes(UTF_8)));

    String stored = new EventScrubber().scrub(event, ScrubRules.BUILT_IN, Instant.now()).toString();

    assertThat(stored).contains("[Filtered]").doesNotContain("s3cr3t", "4111111111111111");
  }

  @Test
  void readsTheHistoryOfABrowserAsBreadcrumbs() {
    Event event = decode(BROWSER);

    assertThat(event.getBreadcrumbsList())
        .extracting(Breadcrumb::getMessage)
        .containsExactly("/b", "low 3", "GET /api");
    assertThat(event.getBreadcrumbs(0).getAt())
        .isEqualTo(Timestamp.newBuilder().setSeconds(1_772_366_400).setNanos(250_000_000).build());
    assertThat(event.getBreadcrumbs(1).hasAt()).isFalse();
    assertThat(event.getBreadcrumbs(1).getLevel()).isEqualTo(Level.LEVEL_WARNING);
    assertThat(event.getBreadcrumbs(2).getData().getEntriesCount()).isEqualTo(4);
  }

  @Test
  void tellsThatAnErrorWasNotHandled() {
    Event event = decode(BROWSER);

    assertThat(event.getPlatform()).isEqualTo("javascript");
    assertThat(event.getExceptions(0).getMechanism().getType()).isEqualTo("onerror");
    assertThat(event.getExceptions(0).getMechanism().getHandled()).isFalse();
    assertThat(event.getExceptions(0).getMechanism().hasHandled()).isTrue();
  }

  @Test
  void readsSourceLinesAroundAFrame() {
    Frame frame = decode(BROWSER).getExceptions(0).getFrames(0);

    assertThat(frame.getPreContextList()).containsExactly("before");
    assertThat(frame.getContextLine()).isEqualTo("x.y()");
    assertThat(frame.getPostContextList()).containsExactly("after");
  }

  @ParameterizedTest
  @CsvSource({
    "javascript, airbrake-js/node, '', node",
    "JavaScript, airbrake-js/browser, '', javascript",
    "go1.19.3, gobrake, '', go",
    "ruby/3.1.2, airbrake-ruby, '', ruby",
    "Python/3.11, pybrake, '', python",
    "php 8.2, phpbrake, '', php",
    "C#, sharpbrake, '', csharp",
    "'', gobrake, '', go",
    "'', 'Airbrake Notifier', app/models/order.rb, ruby",
    "'', '', '', ''",
  })
  void findsThePlatform(String language, String notifier, String file, String platform) {
    assertThat(Languages.of(language, notifier, file).platform()).isEqualTo(platform);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{|The body is not valid JSON",
        "{\"errors\":[{\"type\":\"E\"}|The body is not valid JSON",
        "[]|The body must be a JSON object",
        "{}|errors must be a list with at least one error",
        "{\"errors\":[]}|errors must be a list with at least one error",
        "{\"errors\":null}|errors must be a list with at least one error",
        "{\"errors\":[null,[]]}|errors must be a list with at least one error",
        "{\"errors\":[{\"type\":\"\",\"message\":\" \"}]}|event needs an exception",
      })
  void refusesOnlyWhatHoldsNoError(String json, String reason) {
    Refused refused = catchThrowableOfType(Refused.class, () -> decode(json));

    assertThat(refused.rejection().code()).isEqualTo("malformed");
    assertThat(refused.rejection().reason()).startsWith(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"errors\":{\"type\":\"E\"}}|errors was not a list and was taken as one error",
        "{\"errors\":[\"E\"]}|an entry of errors was not an object and was taken as its message",
        "{\"errors\":[{\"type\":\"E\"},[1]]}|an entry of errors was not an object and was left out",
        "{\"errors\":[{\"type\":{},\"message\":\"E\"}]}|errors.type was not a text and was left out",
        "{\"errors\":[{\"type\":\"E\",\"backtrace\":7}]}|errors.backtrace was not a list and was left out",
        "{\"errors\":[{\"type\":\"E\",\"backtrace\":[7]}]}|entries of errors.backtrace that were no frames were left out",
        "{\"errors\":[{\"type\":\"E\"}],\"context\":\"x\"}|context was not an object and was left out",
        "{\"errors\":[{\"type\":\"E\"}],\"params\":[1]}|params was not an object and was left out",
      })
  void mendsWrongTypesAndSaysSo(String json, String note) {
    Event event = decode(json);

    assertThat(event.getExceptions(0).getType() + event.getExceptions(0).getValue()).isEqualTo("E");
    assertThat(event.getNotesList()).containsExactly(note);
  }

  @Test
  void readsBacktracesOfLines() {
    Event event =
        decode(
            "{\"errors\":[{\"type\":\"E\",\"backtrace\":[\"a.rb:1:in `x'\"]},"
                + "{\"type\":\"F\",\"backtrace\":\"b.rb:2:in `y'\\nc.rb:3:in `z'\"}]}");

    assertThat(event.getExceptions(0).getFrames(0).getFunction()).isEqualTo("x");
    assertThat(event.getExceptions(1).getFramesList())
        .extracting(Frame::getLine)
        .containsExactly(2, 3);
  }

  @Test
  void boundsWhatHasNoEnd() {
    String frames = "{\"line\":1},".repeat(100_000) + "{}";
    String errors = ",{\"type\":\"F\"}".repeat(1_000);

    Event event =
        decode("{\"errors\":[{\"type\":\"E\",\"backtrace\":[" + frames + "]}" + errors + "]}");

    assertThat(event.getExceptions(0).getFramesCount()).isEqualTo(5_000);
    assertThat(event.getExceptionsCount()).isEqualTo(200);
  }

  @Property(tries = 3000)
  void whateverComesIsAnEventOrARefusal(@ForAll("mutated") byte[] body) {
    Event event;
    try {
      event =
          new EventScrubber()
              .scrub(NoticeEvents.event(NoticeJson.read(body)), ScrubRules.BUILT_IN, Instant.now());
    } catch (Refused refused) {
      assertThat(refused.rejection().code()).isEqualTo("malformed");
      return;
    }
    assertThat(event.getExceptionsCount()).isPositive();
    assertThat(event.toByteArray()).isNotEmpty();
  }

  @Provide
  Arbitrary<byte[]> mutated() {
    String[] junk = {
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
      "\\",
      "{\"errors\":7}"
    };
    return Arbitraries.of(JAVA, BROWSER).flatMap(text -> MutatedText.of(text, junk));
  }
}
