package dev.culprit.ingest.gateway.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SyslogParserTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:30Z");
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private static SyslogMessage parse(String text) {
    return SyslogParser.parse(text, NOW);
  }

  @Test
  void readsNginx() {
    SyslogMessage message = parse("<187>Nov 22 05:16:05 web-1 " + KEY + ": 2026/11/22 text: x");

    assertThat(message.key()).isEqualTo(KEY);
    assertThat(message.line().host()).isEqualTo("web-1");
    assertThat(message.line().severity()).isEqualTo(3);
    assertThat(message.line().text()).isEqualTo("2026/11/22 text: x");
    assertThat(message.line().loggedAt()).isEqualTo(Instant.parse("2026-11-22T05:16:05Z"));
  }

  @Test
  void readsAnEmptyHostAndAMissingOne() {
    assertThat(parse("<189>Nov 22 05:13:54  nginx_err: 2026/11/22 a").line().text())
        .isEqualTo("2026/11/22 a");
    SyslogMessage haproxy = parse("<134>Nov 22 05:18:57 haproxy[4229]: 127.0.0.1:1 [x] a\n");
    assertThat(haproxy.line().tag()).isEqualTo("haproxy");
    assertThat(haproxy.line().host()).isEmpty();
    assertThat(haproxy.line().text()).isEqualTo("127.0.0.1:1 [x] a");
  }

  @Test
  void findsTheKeyBesideAName() {
    assertThat(parse("<134>Nov 22 05:18:57 shop_" + KEY + "[7]: a").key()).isEqualTo(KEY);
    assertThat(parse("<134>Nov 22 05:18:57 " + KEY + "_shop: a").key()).isEqualTo(KEY);
    assertThat(parse("<134>Nov 22 05:18:57 x" + KEY + ": a").key()).isEmpty();
  }

  @Test
  void readsStructuredData() {
    SyslogMessage message =
        parse(
            "<165>1 2026-11-22T06:16:05.123+01:00 web-1 nginx 12 - [culprit@1 key=\""
                + KEY
                + "\" environment=\"staging\"][x@2 y=\"z\"] \ufeffthe text");

    assertThat(message.key()).isEqualTo(KEY);
    assertThat(message.environment()).isEqualTo("staging");
    assertThat(message.line().tag()).isEqualTo("nginx");
    assertThat(message.line().loggedAt()).isEqualTo(Instant.parse("2026-11-22T05:16:05.123Z"));
    assertThat(message.line().text()).isEqualTo("the text");
  }

  @Test
  void undoesWhatRelaysDoToNewlines() {
    assertThat(parse("<165>1 - - " + KEY + " - - -  a#012b#011c").line().text())
        .isEqualTo("a\nb\tc");
  }

  @Test
  void takesABareLineWhole() {
    String json = "{\"level\":\"error\",\"msg\":\"dial tcp: lookup nx.test: no such host\"}";
    assertThat(parse(json + "\n").line().text()).isEqualTo(json);
  }

  @Test
  void newYearsEveBelongsToTheNearestYear() {
    Instant newYear = Instant.parse("2027-01-01T00:00:01Z");
    assertThat(SyslogParser.parse("<190>Dec 31 23:59:59 h t: a", newYear).line().loggedAt())
        .isEqualTo(Instant.parse("2026-12-31T23:59:59Z"));
    Instant before = Instant.parse("2026-12-31T23:59:58Z");
    assertThat(SyslogParser.parse("<190>Jan  1 00:00:01 h t: a", before).line().loggedAt())
        .isEqualTo(Instant.parse("2027-01-01T00:00:01Z"));
  }

  @Test
  void aTimeWithoutZoneIsOfTheNearestOne() {
    assertThat(parse("<190>Nov 22 10:46:05 h t: a").line().loggedAt())
        .isEqualTo(Instant.parse("2026-11-22T05:16:05Z"));
  }

  @Property
  void neverThrows(@ForAll String text) {
    assertThat(parse(text).line().text()).isNotNull();
    assertThat(parse("<13>" + text)).isNotNull();
    assertThat(parse("<13>1 " + text)).isNotNull();
    assertThat(parse("<13>Nov 22 05:16:05 " + text)).isNotNull();
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void takesTimeInProportionToTheText() {
    for (String piece : new String[] {"[", "\"", "=\"", " ", "<1>", "a:", "\\"}) {
      assertThat(parse("<13>1 - - - - - " + piece.repeat(500_000))).isNotNull();
      assertThat(parse("<13>Nov 22 05:16:05 " + piece.repeat(500_000))).isNotNull();
    }
  }
}
