package dev.culprit.alert.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
  @Test
  void eightAttemptsTakeAboutAnHour() {
    BackOff backOff = new BackOff(Duration.ofSeconds(5), () -> 0.5);
    Duration total = Duration.ZERO;
    for (int attempt = 1; !BackOff.isLast(attempt); attempt++) {
      total = total.plus(backOff.after(attempt, Duration.ZERO));
    }

    assertThat(total).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(65));
  }

  @Test
  void spreadsByAFifth() {
    assertThat(new BackOff(Duration.ofSeconds(10), () -> 0).after(1, Duration.ZERO)).hasSeconds(8);
    assertThat(new BackOff(Duration.ofSeconds(10), () -> 1).after(1, Duration.ZERO)).hasSeconds(12);
  }

  @Test
  void waitsAtLeastAsLongAsAsked() {
    BackOff backOff = new BackOff(Duration.ofSeconds(5), () -> 0.5);

    assertThat(backOff.after(1, Duration.ofMinutes(2))).hasMinutes(2);
    assertThat(backOff.after(7, Duration.ofSeconds(1))).isGreaterThan(Duration.ofMinutes(20));
  }
}
