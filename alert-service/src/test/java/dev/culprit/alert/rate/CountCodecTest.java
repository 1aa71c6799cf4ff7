package dev.culprit.alert.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CountCodecTest {
  @Property(tries = 200)
  void readsWhatItWrote(
      @ForAll @IntRange(max = 50) int size,
      @ForAll long id,
      @ForAll @StringLength(max = 64) String environment,
      @ForAll int minute) {
    List<MinuteCount> counts =
        IntStream.range(0, size)
            .mapToObj(i -> new MinuteCount(new SeriesKey(id, i), environment, minute + i, id + i))
            .toList();

    assertThat(CountCodec.decode(CountCodec.encode(counts))).isEqualTo(counts);
  }

  @Property(tries = 500)
  void refusesAnythingElse(@ForAll byte[] bytes) {
    try {
      CountCodec.decode(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("counts ");
    }
  }

  @Test
  void refusesWhatWasCutShort() {
    byte[] bytes =
        CountCodec.encode(List.of(new MinuteCount(new SeriesKey(1, 2), "production", 3, 4)));

    assertThatThrownBy(() -> CountCodec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void everyKeyHasAPartition(@ForAll long project, @ForAll long problem) {
    assertThat(new SeriesKey(project, problem).partition(271)).isBetween(0, 270);
  }
}
