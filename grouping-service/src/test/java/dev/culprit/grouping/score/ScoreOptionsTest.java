package dev.culprit.grouping.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreOptionsTest {

  @Test
  void scoresBothPartsUnlessTold() {
    assertThat(ScoreOptions.parse(List.of())).isEqualTo(new ScoreOptions(false, null, 3, 5));
  }

  @Test
  void takesEveryOption() {
    List<String> arguments =
        List.of("--tuning", "--data", "pairs.json", "--shuffles", "0", "--failures", "12");

    assertThat(ScoreOptions.parse(arguments))
        .isEqualTo(new ScoreOptions(true, Path.of("pairs.json"), 0, 12));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> ScoreOptions.parse(List.of("--data"))).hasMessageContaining("--data");
    assertThatThrownBy(() -> ScoreOptions.parse(List.of("--shuffles", "many")))
        .hasMessage("--shuffles is a number from 0 to 1000, not many");
    assertThatThrownBy(() -> ScoreOptions.parse(List.of("--best", "1")))
        .hasMessage("Unknown option --best");
  }
}
