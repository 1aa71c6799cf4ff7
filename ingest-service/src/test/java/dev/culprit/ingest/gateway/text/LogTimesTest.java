package dev.culprit.ingest.gateway.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimesTest {
  private static final Instant NEAR = Instant.parse("2026-11-22T05:16:07Z");

  @ParameterizedTest
  @CsvSource({
    "2026/11/22 05:16:05, 2026-11-22T05:16:05Z",
    "2026/11/22 06:16:05, 2026-11-22T05:16:05Z",
    "2026/11/21 21:16:05, 2026-11-22T05:16:05Z",
    "2026/11/22 10:46:05, 2026-11-22T05:16:05Z",
    "2026/11/22 11:01:05, 2026-11-22T05:16:05Z"
  })
  void takesTheZoneThatBringsATimeNearestToItsLine(String local, Instant expected) {
    assertThat(LogTimes.slashed(local, NEAR)).isEqualTo(expected);
  }

  @Test
  void keepsTheTimeOfALineThatWasMinutesOnItsWay() {
    Instant late = Instant.parse("2026-11-22T05:26:05Z");

    assertThat(LogTimes.slashed("2026/11/22 06:16:05", late))
        .isEqualTo(Instant.parse("2026-11-22T05:16:05Z"));
  }

  @Test
  void findsTheYearsEnd() {
    Instant newYear = Instant.parse("2027-01-01T00:00:01Z");

    assertThat(LogTimes.slashed("2027/01/01 00:59:59", newYear))
        .isEqualTo(Instant.parse("2026-12-31T23:59:59Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "22/Nov/2026:07:16:05 +0200, 2026-11-22T05:16:05Z",
    "22/Nov/2026:05:16:05.250, 2026-11-22T05:16:05.250Z",
    "2026-11-22T05:16:05.123Z, 2026-11-22T05:16:05.123Z",
    "2026-11-22T07:16:05+02:00, 2026-11-22T05:16:05Z",
    "2026-11-22T05:16:05, 2026-11-22T05:16:05Z",
    "1795324565.002, 2026-11-22T05:16:05.002Z",
    "1795324565002, 2026-11-22T05:16:05.002Z",
    "yesterday, 2026-11-22T05:16:07Z"
  })
  void readsTheFormsOfAccessRecords(String told, Instant expected) {
    assertThat(LogTimes.any(told, NEAR)).isEqualTo(expected);
  }

  @Test
  void readsApachesNamedDays() {
    assertThat(LogTimes.named("Sun Nov 22 05:16:05.604670 2026", NEAR))
        .isEqualTo(Instant.parse("2026-11-22T05:16:05.604Z"));
    assertThat(LogTimes.named("Sun Nov 22 05:16:05 2026", NEAR))
        .isEqualTo(Instant.parse("2026-11-22T05:16:05Z"));
  }
}
