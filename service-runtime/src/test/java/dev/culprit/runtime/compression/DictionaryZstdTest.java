package dev.culprit.runtime.compression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DictionaryZstdTest {
  private static final int MAX = 1 << 20;
  private static final List<byte[]> SAMPLES =
      IntStream.range(0, 2000).mapToObj(DictionaryZstdTest::sample).toList();
  private static final byte[] DICTIONARY = DictionaryZstd.train(SAMPLES, 8192);

  private final DictionaryZstd zstd = new DictionaryZstd(3);

  @Property(tries = 200)
  void givesBackWhatWasCompressed(@ForAll byte[] bytes) {
    assertThat(zstd.decompress(zstd.compress(bytes), MAX, null)).isEqualTo(bytes);
    assertThat(zstd.decompress(zstd.compress(bytes, DICTIONARY), MAX, DICTIONARY)).isEqualTo(bytes);
  }

  @Test
  void dictionaryMakesSmallPayloadsSmaller() {
    byte[] bytes = sample(5000);

    assertThat(zstd.compress(bytes, DICTIONARY).length).isLessThan(zstd.compress(bytes).length / 2);
  }

  @Test
  void switchesBetweenDictionaries() {
    byte[] other = DictionaryZstd.train(SAMPLES.subList(0, 1000), 4096);
    byte[] bytes = sample(1);

    byte[] first = zstd.compress(bytes, DICTIONARY);
    byte[] second = zstd.compress(bytes, other);
    byte[] plain = zstd.compress(bytes);

    assertThat(zstd.decompress(second, MAX, other)).isEqualTo(bytes);
    assertThat(zstd.decompress(plain, MAX, null)).isEqualTo(bytes);
    assertThat(zstd.decompress(first, MAX, DICTIONARY)).isEqualTo(bytes);
  }

  @Test
  void manyThreadsMayUseIt() {
    boolean allEqual =
        IntStream.range(0, 20_000)
            .parallel()
            .allMatch(
                i ->
                    Arrays.equals(
                        sample(i),
                        zstd.decompress(zstd.compress(sample(i), DICTIONARY), MAX, DICTIONARY)));

    assertThat(allEqual).isTrue();
  }

  @Test
  void refusesABomb() {
    byte[] bomb = Zstd.compress(new byte[50_000_000]);

    assertThatThrownBy(() -> zstd.decompress(bomb, MAX, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most");
  }

  @Test
  void refusesTheWrongDictionary() {
    byte[] compressed = zstd.compress(sample(1), DICTIONARY);

    assertThatThrownBy(() -> zstd.decompress(compressed, MAX, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 200)
  void anyBytesAreRefusedOrRead(@ForAll byte[] bytes) {
    try {
      zstd.decompress(bytes, MAX, null);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void goesOnAfterDamagedBytes() {
    byte[] damaged = zstd.compress(sample(1), DICTIONARY);
    damaged[damaged.length - 1] ^= 0x55;
    damaged[damaged.length / 2] ^= 0x55;
    try {
      zstd.decompress(damaged, MAX, DICTIONARY);
    } catch (IllegalArgumentException e) {
      // As it should; damage that hits only literals cannot be seen without a checksum.
    }

    assertThat(zstd.decompress(zstd.compress(sample(2), DICTIONARY), MAX, DICTIONARY))
        .isEqualTo(sample(2));
  }

  @Test
  void needsMoreThanOneSampleToLearn() {
    assertThatThrownBy(() -> DictionaryZstd.train(List.of(sample(1)), 8192))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] sample(int i) {
    return ("{\"class\":\"java.lang.IllegalStateException\",\"message\":\"order "
            + i * 7919
            + " was not found\",\"frames\":["
            + "{\"module\":\"com.example.orders.OrderService\",\"function\":\"place\",\"line\":"
            + (i % 300)
            + "},"
            + "{\"module\":\"com.example.web.OrderController\",\"function\":\"post\",\"line\":"
            + (i % 90)
            + "}]}")
        .getBytes(UTF_8);
  }
}
