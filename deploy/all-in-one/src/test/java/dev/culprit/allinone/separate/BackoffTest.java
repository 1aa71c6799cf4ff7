package dev.culprit.allinone.separate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff = new Backoff();

  @Test
  void waitsTwiceAsLongEachTimeUpToABound() {
    assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 10; i++) {
      backoff.after(Duration.ofSeconds(1));
    }
    assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void startsOverAfterAQuietMinute() {
    backoff.after(Duration.ofSeconds(1));
    backoff.after(Duration.ofSeconds(1));

    assertThat(backoff.after(Duration.ofMinutes(2))).isEqualTo(Duration.ofMillis(500));
  }
}
