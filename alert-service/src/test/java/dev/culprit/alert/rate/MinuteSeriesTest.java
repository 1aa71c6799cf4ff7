package dev.culprit.alert.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MinuteSeriesTest {
  @Test
  void keepsTheLargerCountSoThatMergingTwiceChangesNothing() {
    MinuteSeries series = new MinuteSeries();
    series.raise(10, 5);
    series.raise(10, 5);
    series.raise(10, 3);

    assertThat(series.sum(0, 20)).isEqualTo(5);
  }

  @Test
  void forgetsWhatIsOlder() {
    MinuteSeries series = new MinuteSeries();
    series.raise(1, 1);
    series.raise(2, 2);
    series.raise(3, 4);
    series.forgetBefore(3);

    assertThat(series.sum(0, 10)).isEqualTo(4);
    assertThat(series.size()).isEqualTo(1);
  }

  @Test
  void readsSeveralEnvironmentsAsOne() {
    MinuteSeries production = new MinuteSeries();
    production.raise(1, 2);
    MinuteSeries staging = new MinuteSeries();
    staging.raise(1, 3);
    staging.raise(4, 10);

    MinuteCounts total = MinuteSeries.total(List.of(production, staging));

    assertThat(total.sum(1, 1)).isEqualTo(5);
    assertThat(total.buckets(0, 3, 2)).containsExactly(5, 10);
  }

  @Property(tries = 300)
  void sumsLikeAPlainMap(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 50) Integer> minutes,
      @ForAll @IntRange(min = -5, max = 55) int from,
      @ForAll @IntRange(min = 1, max = 9) int width) {
    MinuteSeries series = new MinuteSeries();
    TreeMap<Integer, Long> plain = new TreeMap<>();
    for (int i = 0; i < minutes.size(); i++) {
      series.raise(minutes.get(i), i + 1);
      plain.merge(minutes.get(i), i + 1L, Math::max);
    }

    long[] buckets = series.buckets(from, width, 4);

    for (int i = 0; i < buckets.length; i++) {
      int start = from + i * width;
      long expected =
          plain.subMap(start, start + width).values().stream().mapToLong(Long::longValue).sum();
      assertThat(buckets[i]).isEqualTo(expected);
      assertThat(series.sum(start, start + width - 1)).isEqualTo(expected);
    }
  }
}
