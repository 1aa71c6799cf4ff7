package dev.culprit.ingest.gateway.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Headers as proxies and relays really write them. */
class SyslogParserTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-22T05:16:07Z");
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @Example
  void readsWhatNginxSends() {
    SyslogMessage message = parse("<187>Nov 22 05:16:05 vm nginx_err: the text");

    assertThat(message.line().text()).isEqualTo("the text");
    assertThat(message.line().tag()).isEqualTo("nginx_err");
    assertThat(message.line().host()).isEqualTo("vm");
    assertThat(message.line().severity()).isEqualTo(3);
    assertThat(message.line().loggedAt()).isEqualTo("2026-11-22T05:16:05Z");
    assertThat(message.key()).isEmpty();
  }

  @Example
  void aTagOf32HexDigitsIsTheKey() {
    assertThat(parse("<190>Nov 22 05:16:05 vm " + KEY + ": x").key()).isEqualTo(KEY);
    assertThat(parse("<190>Nov 22 05:16:05 vm shop_" + KEY + ": x").key()).isEqualTo(KEY);
    assertThat(parse("<190>Nov 22 05:16:05 vm " + KEY + "_shop[12]: x").key()).isEqualTo(KEY);
    assertThat(parse("<190>Nov 22 05:16:05 vm " + KEY + "0: x").key()).isEmpty();
  }

  @Example
  void hostsAreEmptyOrMissing() {
    assertThat(parse("<189>Nov 22 05:13:54  nginx_err: x").line().host()).isEmpty();
    assertThat(parse("<189>Nov 22 05:13:54  nginx_err: x").line().tag()).isEqualTo("nginx_err");
    assertThat(parse("<157>Nov 22 05:16:05 nginx_combined: x y").line().text()).isEqualTo("x y");
    assertThat(parse("<157>Nov 22 05:16:05 nginx_combined: x y").line().host()).isEmpty();
  }

  @Example
  void readsWhatHaproxySends() {
    SyslogMessage message =
        parse("<134>Nov 22 05:18:57 haproxy[4229]: 127.0.0.1:38962 [22/Nov/2026] http be/s1\n");

    assertThat(message.line().tag()).isEqualTo("haproxy");
    assertThat(message.line().text()).isEqualTo("127.0.0.1:38962 [22/Nov/2026] http be/s1");
  }

  @Example
  void undoesWhatRsyslogMakesOfControlCharacters() {
    assertThat(parse("<187>Nov 22 05:16:05 vm a: one#012two#011three").line().text())
        .isEqualTo("one\ntwo\tthree");
    assertThat(parse("<187>Nov 22 05:16:05 vm a: one\ntwo").line().text()).isEqualTo("one\ntwo");
  }

  @Example
  void readsTheTimesThatRelaysWrite() {
    SyslogMessage message = parse("<187>2026-11-22T06:16:05.250+01:00 vm nginx: x");

    assertThat(message.line().loggedAt()).isEqualTo("2026-11-22T05:16:05.250Z");
    assertThat(message.line().host()).isEqualTo("vm");
  }

  @Example
  void readsStructuredData() {
    SyslogMessage message =
        parse(
            "<190>1 2026-11-22T05:16:05Z vm nginx 12 - [origin ip=\"::1\"][culprit@1 key=\"%s\" environment=\"pro\\\"d\"]  {\"a\":1}"
                .formatted(KEY));

    assertThat(message.key()).isEqualTo(KEY);
    assertThat(message.environment()).isEqualTo("pro\"d");
    assertThat(message.line().text()).isEqualTo("{\"a\":1}");
    assertThat(message.line().tag()).isEqualTo("nginx");
  }

  @Example
  void readsStructuredHeadersWithNothingInThem() {
    SyslogMessage message = parse("<190>1 2026-11-22T05:16:05Z - " + KEY + " - - -  \ufeffx y");

    assertThat(message.key()).isEqualTo(KEY);
    assertThat(message.line().host()).isEmpty();
    assertThat(message.line().text()).isIn("x y", "\ufeffx y");
  }

  @Example
  void aLineWithoutAnyHeaderIsTheWholeText() {
    String line = "{\"level\":\"error\",\"msg\":\"dial tcp: refused\"}";

    assertThat(parse(line).line().text()).isEqualTo(line);
    assertThat(parse(line).line().loggedAt()).isEqualTo(RECEIVED);
    assertThat(parse(line).line().severity()).isEqualTo(-1);
  }

  @Example
  void theYearIsTheOneThatBringsItNearest() {
    assertThat(at("Dec 31 23:59:58", "2027-01-01T00:00:03Z")).isEqualTo("2026-12-31T23:59:58Z");
    assertThat(at("Jan  1 00:00:01", "2026-12-31T23:59:59Z")).isEqualTo("2027-01-01T00:00:01Z");
    assertThat(at("Feb 29 12:00:00", "2028-02-29T12:00:01Z")).isEqualTo("2028-02-29T12:00:00Z");
  }

  @Example
  void theZoneIsTheOneThatBringsItNearest() {
    assertThat(at("Jan  1 05:29:58", "2026-12-31T23:59:59Z")).isEqualTo("2026-12-31T23:59:58Z");
    assertThat(at("Dec 31 16:00:01", "2027-01-01T00:00:02Z")).isEqualTo("2027-01-01T00:00:01Z");
  }

  @Example
  void priorityOutOfRangeIsNoHeader() {
    assertThat(parse("<999>Nov 22 05:16:05 vm nginx: x").line().severity()).isEqualTo(-1);
    assertThat(parse("<>").line().text()).isEqualTo("<>");
    assertThat(parse("").line().text()).isEmpty();
  }

  @Property
  void neverThrowsAtGarbage(@ForAll @Size(max = 300) byte[] bytes) {
    String garbage = new String(bytes, UTF_8);

    assertThat(parse(garbage)).isNotNull();
    assertThat(parse("<13>Nov 22 05:16:05 " + garbage)).isNotNull();
    assertThat(parse("<13>1 2026-11-22T05:16:05Z h a p m [" + garbage)).isNotNull();
  }

  @Property
  void neverThrowsWhereverALineIsCut(@ForAll @IntRange(max = 140) int end) {
    String whole =
        "<190>1 2026-11-22T05:16:05Z vm nginx 12 - [a b=\"c\"][culprit key=\"" + KEY + "\"] text";
    String old = "<187>Nov 22 05:16:05 vm nginx_err[12]: 2026/11/22 05:16:05 [error] 1#1: *7 x";

    assertThat(parse(whole.substring(0, Math.min(end, whole.length())))).isNotNull();
    assertThat(parse(old.substring(0, Math.min(end, old.length())))).isNotNull();
  }

  @Example
  void takesTimeInProportionToTheLine() {
    String[] hostile = {
      "<13>1 ",
      "<13>1 - - - - - " + "[a ".repeat(30_000),
      "<13>Nov 22 05:16:05 " + "a".repeat(65_000),
      "<13>1 t h a p m [x " + "k=\"\\\"".repeat(10_000),
      "#012".repeat(16_000)
    };
    long start = System.nanoTime();
    for (String line : hostile) {
      assertThat(parse(line)).isNotNull();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static Instant at(String time, String received) {
    return SyslogParser.parse("<13>" + time + " vm nginx: x", Instant.parse(received))
        .line()
        .loggedAt();
  }

  private static SyslogMessage parse(String message) {
    return SyslogParser.parse(message, RECEIVED);
  }
}
