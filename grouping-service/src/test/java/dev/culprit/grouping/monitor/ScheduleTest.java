package dev.culprit.grouping.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final Instant SUNDAY_NOON = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/5 * * * *     | 2026-03-01T12:05:00Z",
        "0 * * * *       | 2026-03-01T13:00:00Z",
        "30 2 * * 1-5    | 2026-03-02T02:30:00Z",
        "0 0 1 jan *     | 2027-01-01T00:00:00Z",
        "0 0 * * 7       | 2026-03-08T00:00:00Z",
        "0 0 * * 0       | 2026-03-08T00:00:00Z",
        "0 0 29 2 *      | 2028-02-29T00:00:00Z",
        "0 0 13 * 5      | 2026-03-06T00:00:00Z",
        "@daily          | 2026-03-02T00:00:00Z",
        "@Hourly         | 2026-03-01T13:00:00Z",
      })
  void tellsTheNextTimeOfACrontab(String crontab, Instant next) {
    assertThat(new Schedule.Crontab(crontab, ZoneId.of("UTC")).nextAfter(SUNDAY_NOON))
        .hasValue(next);
  }

  @Test
  void goesByTheTimeZone() {
    Schedule berlin = new Schedule.Crontab("0 9 * * *", ZoneId.of("Europe/Berlin"));

    assertThat(berlin.nextAfter(SUNDAY_NOON)).hasValue(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(berlin.nextAfter(Instant.parse("2026-03-29T12:00:00Z")))
        .hasValue(Instant.parse("2026-03-30T07:00:00Z"));
  }

  @Test
  void anHourThatIsSkippedInSpringDoesNotStopIt() {
    Schedule berlin = new Schedule.Crontab("30 2 * * *", ZoneId.of("Europe/Berlin"));

    Instant skipped = berlin.nextAfter(Instant.parse("2026-03-28T12:00:00Z")).orElseThrow();

    assertThat(skipped).isBefore(Instant.parse("2026-03-31T00:00:00Z"));
    assertThat(berlin.nextAfter(skipped)).isPresent();
  }

  @Test
  void aDayThatNeverComesIsFoundOutSoon() {
    Schedule never = new Schedule.Crontab("0 0 30 2 *", ZoneId.of("UTC"));

    long start = System.nanoTime();
    assertThat(never.nextAfter(SUNDAY_NOON)).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "61 * * * *",
        "a b c d e",
        "*/0 * * * *",
        "5-1-2 * * * *",
        "@sometimes",
        "* * * * * * * * * * * * *",
        "1,,2 * * * *",
        "-1 * * * *"
      })
  void refusesWhatCannotBeRead(String crontab) {
    assertThatThrownBy(() -> new Schedule.Crontab(crontab, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIntervalCountsFromTheRunBefore() {
    assertThat(new Schedule.Interval(90).nextAfter(SUNDAY_NOON))
        .hasValue(Instant.parse("2026-03-01T13:30:00Z"));
    assertThat(new Schedule.Unknown().nextAfter(SUNDAY_NOON)).isEmpty();
  }
}
