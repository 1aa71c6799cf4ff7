package dev.culprit.load.readback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  @Test
  void isExactWhenKeptIsWhatWasAcknowledged() {
    assertThat(
            Comparison.ofEvents(new long[] {1, 2, 3}, new long[0], new long[] {1, 2, 3}).isExact())
        .isTrue();
  }

  @Test
  void unansweredEventsMayBeKeptOrNot() {
    Comparison comparison =
        Comparison.ofEvents(new long[] {1, 2}, new long[] {3, 4}, new long[] {1, 2, 3});

    assertThat(comparison).isEqualTo(new Comparison(0, 0, 1));
    assertThat(Comparison.ofCounts(2, 2, 3)).isEqualTo(new Comparison(0, 0, 1));
  }

  @Test
  void countsAloneSeeLossAndSurplus() {
    assertThat(Comparison.ofCounts(10, 0, 8).lost()).isEqualTo(2);
    assertThat(Comparison.ofCounts(10, 1, 13).duplicated()).isEqualTo(2);
  }

  @Property
  void findsExactlyWhatIsMissingAndWhatIsDouble(
      @ForAll Set<@IntRange(max = 500) Integer> acknowledged,
      @ForAll List<@IntRange(max = 500) Integer> kept) {
    long[] promised = acknowledged.stream().mapToLong(Integer::longValue).sorted().toArray();
    long[] found = kept.stream().mapToLong(Integer::longValue).sorted().toArray();

    Comparison comparison = Comparison.ofEvents(promised, new long[0], found);

    long missing = acknowledged.stream().filter(event -> !kept.contains(event)).count();
    assertThat(comparison.lost()).isEqualTo(missing);
    assertThat(comparison.duplicated())
        .isEqualTo(found.length - Arrays.stream(found).distinct().count());
  }
}
