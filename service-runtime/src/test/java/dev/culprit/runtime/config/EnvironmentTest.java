package dev.culprit.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void givesDefaultsForWhatIsNotSet() {
    Environment environment = Environment.of(Map.of("PATH", "/bin", "CULPRIT_BLANK", "  "));

    assertThat(environment.text("CULPRIT_TEXT", "x")).isEqualTo("x");
    assertThat(environment.text("CULPRIT_BLANK", "x")).isEqualTo("x");
    assertThat(environment.text("CULPRIT_OTHER")).isEmpty();
    assertThat(environment.integer("CULPRIT_NUMBER", 7, 1, 9)).isEqualTo(7);
    assertThat(environment.flag("CULPRIT_FLAG", true)).isTrue();
    assertThat(
            environment.duration(
                "CULPRIT_TIME", Duration.ofSeconds(3), Duration.ZERO, Duration.ofHours(1)))
        .hasSeconds(3);
    assertThat(environment.path("CULPRIT_PATH", Path.of("data"))).isEqualTo(Path.of("data"));
    assertThat(environment.port("CULPRIT_PORT", 80)).isEqualTo(80);
    assertThat(environment.list("CULPRIT_LIST", List.of("a"))).containsExactly("a");
    assertThat(environment.secret("CULPRIT_SECRET")).isEmpty();
    assertThat(environment.differences()).isEmpty();
    assertThatCode(environment::rejectUnknown).doesNotThrowAnyException();
  }

  @Test
  void readsEveryKind() {
    Environment environment =
        Environment.of(
            Map.of(
                "CULPRIT_TEXT", " trimmed ",
                "CULPRIT_NUMBER", "8",
                "CULPRIT_LONG", "5000000000",
                "CULPRIT_FLAG", "false",
                "CULPRIT_TIME", "200ms",
                "CULPRIT_PATH", "/srv/data",
                "CULPRIT_PORT", "0",
                "CULPRIT_LIST", "a:1, b:2,,",
                "CULPRIT_SECRET", "hush"));

    assertThat(environment.text("CULPRIT_TEXT")).contains("trimmed");
    assertThat(environment.integer("CULPRIT_NUMBER", 7, 1, 9)).isEqualTo(8);
    assertThat(environment.wholeNumber("CULPRIT_LONG", 0, 0, Long.MAX_VALUE))
        .isEqualTo(5_000_000_000L);
    assertThat(environment.flag("CULPRIT_FLAG", true)).isFalse();
    assertThat(
            environment.duration(
                "CULPRIT_TIME", Duration.ofSeconds(3), Duration.ZERO, Duration.ofHours(1)))
        .hasMillis(200);
    assertThat(environment.path("CULPRIT_PATH", Path.of("data"))).isEqualTo(Path.of("/srv/data"));
    assertThat(environment.port("CULPRIT_PORT", 80)).isZero();
    assertThat(environment.list("CULPRIT_LIST", List.of())).containsExactly("a:1", "b:2");
    assertThat(environment.secret("CULPRIT_SECRET").orElseThrow().value()).isEqualTo("hush");
    assertThatCode(environment::rejectUnknown).doesNotThrowAnyException();
  }

  @Test
  void namesTheKeyOfAWrongValue() {
    Environment environment =
        Environment.of(
            Map.of(
                "CULPRIT_NUMBER",
                "many",
                "CULPRIT_FLAG",
                "yes",
                "CULPRIT_TIME",
                "5 s",
                "CULPRIT_PORT",
                "65536",
                "CULPRIT_PATH",
                "a\0b"));

    assertRefused(
        () -> environment.integer("CULPRIT_NUMBER", 1, 0, 9),
        "CULPRIT_NUMBER must be a whole number from 0 to 9, but is 'many'");
    assertRefused(
        () -> environment.flag("CULPRIT_FLAG", true),
        "CULPRIT_FLAG must be true or false, but is 'yes'");
    assertRefused(
        () ->
            environment.duration(
                "CULPRIT_TIME", Duration.ofSeconds(1), Duration.ZERO, Duration.ofMinutes(2)),
        "CULPRIT_TIME must be a duration from 0s to 2m, such as 200ms, 5s or 2m, but is '5 s'");
    assertRefused(
        () -> environment.port("CULPRIT_PORT", 1),
        "CULPRIT_PORT must be a whole number from 0 to 65535, but is '65536'");
    assertRefused(
        () -> environment.path("CULPRIT_PATH", Path.of("x")), "CULPRIT_PATH must be a path");
  }

  @Test
  void refusesKeysThatNobodyReadAndSuggestsTheNearest() {
    Environment environment =
        Environment.of(
            Map.of(
                "CULPRIT_INGEST_HTP_PORT",
                "1",
                "CULPRIT_WHATEVER_THIS_MAY_BE",
                "2",
                "CULPRIT_KNOWN",
                "3"));
    environment.port("CULPRIT_INGEST_HTTP_PORT", 4318);
    environment.text("CULPRIT_KNOWN");

    assertRefused(
        environment::rejectUnknown,
        "unknown settings CULPRIT_INGEST_HTP_PORT (did you mean CULPRIT_INGEST_HTTP_PORT?), CULPRIT_WHATEVER_THIS_MAY_BE; correct or remove it");
  }

  @Test
  void acceptsKeysThatAnotherProcessReads() {
    Environment environment =
        Environment.of(Map.of("CULPRIT_QUERY_HTTP_PORT", "1", "CULPRIT_EXACT", "2"))
            .alsoKnown("CULPRIT_QUERY_*", "CULPRIT_EXACT");

    assertThatCode(environment::rejectUnknown).doesNotThrowAnyException();
  }

  @Test
  void showsDifferencesWithoutSecrets() {
    Environment environment =
        Environment.of(
            Map.of(
                "CULPRIT_SAME", "x",
                "CULPRIT_OTHER", "y",
                "CULPRIT_SECRET", "hush",
                "CULPRIT_TIME", "60s",
                "CULPRIT_DATABASE_URI", "postgresql://culprit:hush@db:5432/culprit"));
    environment.text("CULPRIT_SAME", "x");
    environment.text("CULPRIT_OTHER", "x");
    environment.secret("CULPRIT_SECRET");
    environment.duration("CULPRIT_TIME", Duration.ofSeconds(5), Duration.ZERO, Duration.ofHours(1));
    environment.text("CULPRIT_DATABASE_URI", "postgresql://culprit@127.0.0.1:5433/culprit");

    assertThat(environment.differences())
        .containsExactly(
            Map.entry("CULPRIT_DATABASE_URI", "postgresql://culprit:[secret]@db:5432/culprit"),
            Map.entry("CULPRIT_OTHER", "y"),
            Map.entry("CULPRIT_SECRET", "[secret]"),
            Map.entry("CULPRIT_TIME", "1m"));
  }

  @Test
  void secretsDoNotPrint() {
    assertThat(new Secret("hush")).hasToString("[secret]");
  }

  @Property
  void durationsReadBackAsTheyWereWritten(
      @ForAll @LongRange(min = 0, max = 100_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(Durations.parse(Durations.format(duration))).contains(duration);
  }

  @Property
  void anyTextIsADurationOrNone(@ForAll String text) {
    assertThatCode(() -> Durations.parse(text)).doesNotThrowAnyException();
  }

  @Property
  void anyValueIsReadOrRefusedWithItsKey(@ForAll String text) {
    Environment environment = Environment.of(Map.of("CULPRIT_N", text));
    try {
      environment.integer("CULPRIT_N", 0, -5, 5);
    } catch (ConfigException e) {
      assertThat(e).hasMessageStartingWith("CULPRIT_N must");
    }
  }

  @Property
  void passwordsOfUrisAreRedacted(@ForAll("passwords") String password) {
    assertThat(UserInfo.redact("postgresql://user:" + password + "@host:5432/db"))
        .isEqualTo("postgresql://user:[secret]@host:5432/db");
  }

  @Provide
  Arbitrary<String> passwords() {
    return Arbitraries.strings().withChars("abcXYZ019!$&'()*+,;=:@%-._~").ofMaxLength(20);
  }

  @Property
  void distanceIsSymmetricAndZeroForEqualNames(
      @ForAll("names") String left, @ForAll("names") String right) {
    assertThat(NearestName.distance(left, right)).isEqualTo(NearestName.distance(right, left));
    assertThat(NearestName.distance(left, left)).isZero();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars("ABC_").ofMaxLength(12);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigException.class).hasMessageContaining(message);
  }
}
