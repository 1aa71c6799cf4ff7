package dev.culprit.query.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.query.http.ApiException;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RateWindowTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

  @Test
  void endsWithTheRunningBucketByDefault() {
    RateWindow hours = RateWindow.of("hour", Optional.empty(), Optional.empty(), NOW);
    assertThat(hours.size()).isEqualTo(24);
    assertThat(hours.from()).isEqualTo("2026-02-28T13:00:00Z");
    assertThat(hours.to()).isEqualTo("2026-03-01T13:00:00Z");
    assertThat(RateWindow.of("minute", Optional.empty(), Optional.empty(), NOW).size())
        .isEqualTo(60);
    assertThat(RateWindow.of("day", Optional.empty(), Optional.empty(), NOW).size()).isEqualTo(30);
  }

  @Test
  void takesWholeBucketsAtBothEnds() {
    RateWindow window =
        RateWindow.of(
            "hour", Optional.of("2026-03-01T10:30:00Z"), Optional.of("2026-03-01T12:00:00Z"), NOW);
    assertThat(window.from()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(window.to()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(
            RateWindow.of(
                    "hour",
                    Optional.of("2026-03-01T10:30:00Z"),
                    Optional.of("2026-03-01T12:00:01Z"),
                    NOW)
                .to())
        .isEqualTo("2026-03-01T13:00:00Z");
  }

  @Test
  void understandsOffsetsAlsoWhenThePlusWasNotEncoded() {
    assertThat(
            RateWindow.of(
                    "hour",
                    Optional.of("2026-03-01T12:00:00 02:00"),
                    Optional.of("2026-03-01T12:00:00Z"),
                    NOW)
                .from())
        .isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void refusesSpansThatAreEmptyOrTooLong() {
    assertThatThrownBy(
            () ->
                RateWindow.of(
                    "hour",
                    Optional.of("2026-03-01T12:00:00Z"),
                    Optional.of("2026-03-01T12:00:00Z"),
                    NOW))
        .hasMessageContaining("before to");
    assertThatThrownBy(
            () ->
                RateWindow.of("minute", Optional.of("2026-01-01T12:00:00Z"), Optional.empty(), NOW))
        .hasMessageContaining("2000 minutes");
  }

  @Property
  void refusesOtherTextOrMakesAWindow(@ForAll String from) {
    try {
      assertThat(RateWindow.of("day", Optional.of(from), Optional.empty(), NOW).size())
          .isBetween(1, 2000);
    } catch (ApiException e) {
      assertThat(e.status()).isEqualTo(400);
    }
  }
}
