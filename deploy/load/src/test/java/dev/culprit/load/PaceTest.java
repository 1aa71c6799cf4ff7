package dev.culprit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void everythingIsDueAtOnceWithoutARate() {
    assertThat(new Pace(0, 500, Pace.ENDLESS).due(0)).isEqualTo(500);
  }

  @Test
  void nothingIsDueAfterTheDurationWithoutARate() {
    Pace pace = new Pace(0, Long.MAX_VALUE, Duration.ofSeconds(2));

    assertThat(pace.due(3 * SECOND)).isZero();
    assertThat(pace.isOver(7, 3 * SECOND)).isTrue();
    assertThat(pace.isOver(7, SECOND)).isFalse();
  }

  @Test
  void eventsAreDueOneByOneWithARate() {
    Pace pace = new Pace(100, 1_000, Pace.ENDLESS);

    assertThat(pace.due(0)).isEqualTo(1);
    assertThat(pace.due(SECOND)).isEqualTo(101);
    assertThat(pace.due(1_000 * SECOND)).isEqualTo(1_000);
    assertThat(pace.dueAt(100)).isEqualTo(SECOND);
  }

  @Test
  void whatWasDueWithinTheDurationIsStillSentAfterIt() {
    Pace pace = new Pace(100, Long.MAX_VALUE, Duration.ofSeconds(1));

    assertThat(pace.isOver(50, 5 * SECOND)).isFalse();
    assertThat(pace.isOver(101, 5 * SECOND)).isTrue();
  }

  @Property
  void anEventIsDueAtItsTimeAndNotBefore(
      @ForAll @IntRange(min = 1, max = 100_000) int rate,
      @ForAll @IntRange(max = 10_000_000) int sequence) {
    Pace pace = new Pace(rate, Long.MAX_VALUE, Pace.ENDLESS);
    long at = pace.dueAt(sequence);

    assertThat(pace.due(at + 1_000)).isGreaterThan(sequence);
    assertThat(pace.due(Math.max(0, at - 1_000))).isLessThanOrEqualTo(sequence + 1L);
  }

  @Test
  void refusesARunOfNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, 0, Pace.ENDLESS));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(-1, 1, Pace.ENDLESS));
  }
}
