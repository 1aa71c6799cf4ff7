package dev.culprit.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CallDeadlineTest {
  @Test
  void readsEveryUnit() {
    assertThat(CallDeadline.parse("2H")).contains(Duration.ofHours(2));
    assertThat(CallDeadline.parse("3M")).contains(Duration.ofMinutes(3));
    assertThat(CallDeadline.parse("4S")).contains(Duration.ofSeconds(4));
    assertThat(CallDeadline.parse("5m")).contains(Duration.ofMillis(5));
    assertThat(CallDeadline.parse("6u")).contains(Duration.ofNanos(6000));
    assertThat(CallDeadline.parse("7n")).contains(Duration.ofNanos(7));
    assertThat(CallDeadline.parse("99999999H")).isPresent();
  }

  @Property
  void anyTextIsADeadlineOrNone(@ForAll String text) {
    CallDeadline.parse(text).ifPresent(timeout -> assertThat(timeout.isNegative()).isFalse());
  }
}
