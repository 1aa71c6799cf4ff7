package dev.culprit.alert.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LevelTest {
  @Test
  void onePastSpikeDoesNotMoveABusySeries() {
    long[] buckets = new long[200];
    Arrays.fill(buckets, 100);
    buckets[17] = 1_000_000;

    assertThat(Level.of(buckets)).isEqualTo(new Level(100, 1));
  }

  @Test
  void onePastSpikeDoesNotMoveAQuietSeries() {
    long[] buckets = new long[200];
    buckets[17] = 1_000_000;

    assertThat(Level.of(buckets)).isEqualTo(new Level(0, 1));
  }

  @Test
  void regularBurstsCountAsNoise() {
    long[] buckets = new long[288];
    for (int i = 0; i < buckets.length; i += 12) {
      buckets[i] = 100;
    }

    assertThat(Level.of(buckets).limit(5)).isGreaterThan(100);
  }

  @Property(tries = 200)
  void limitIsAboveTheUsualAndGrowsWithTheDeviations(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = 1_000_000) Long> buckets) {
    Level level = Level.of(buckets.stream().mapToLong(Long::longValue).toArray());

    assertThat(level.dispersion()).isGreaterThanOrEqualTo(1);
    assertThat(level.limit(4)).isGreaterThan(level.center());
    assertThat(level.limit(5)).isGreaterThan(level.limit(4));
  }
}
