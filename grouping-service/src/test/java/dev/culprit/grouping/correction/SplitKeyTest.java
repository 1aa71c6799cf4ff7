package dev.culprit.grouping.correction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.problem.FingerprintKey;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitKeyTest {

  private static final FingerprintKey KEY = new FingerprintKey(5, 2, 17, 18);
  private static final SplitAttribute RELEASE = SplitAttribute.of("release");

  @Test
  void isTheSameForEver() {
    FingerprintKey derived = SplitKey.derive(KEY, RELEASE, "1.0");

    assertThat(derived.projectId()).isEqualTo(5);
    assertThat(derived.version()).isEqualTo(2);
    // printf of the 16 bytes, then each text behind its length in 4 bytes, into sha256sum.
    assertThat(HexFormat.of().formatHex(derived.hash()))
        .isEqualTo("5e82efb40448bacee01ce4daa1f6c7b3");
  }

  @Test
  void tellsHashAttributeAndValueApart() {
    assertThat(
            Stream.of(
                KEY,
                SplitKey.derive(KEY, RELEASE, "1.0"),
                SplitKey.derive(KEY, RELEASE, "1.1"),
                SplitKey.derive(KEY, RELEASE, ""),
                SplitKey.derive(KEY, SplitAttribute.of("level"), "1.0"),
                SplitKey.derive(KEY, SplitAttribute.of("tag.a"), "b"),
                SplitKey.derive(KEY, SplitAttribute.of("tag.ab"), ""),
                SplitKey.derive(new FingerprintKey(5, 2, 17, 19), RELEASE, "1.0")))
        .doesNotHaveDuplicates();
  }
}
