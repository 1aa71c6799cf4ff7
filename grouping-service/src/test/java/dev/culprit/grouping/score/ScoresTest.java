package dev.culprit.grouping.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The arithmetic of the scores, on cases that can be counted by hand. */
class ScoresTest {

  /** Each character of the first text is the true problem of an event, of the second its group. */
  private static Overlap overlap(String labels, String groups) {
    Overlap overlap = new Overlap();
    for (int i = 0; i < labels.length(); i++) {
      overlap.add(labels.charAt(i), groups.charAt(i));
    }
    return overlap;
  }

  @Test
  void rightGroupsScoreOneWhateverTheirNames() {
    Overlap overlap = overlap("aabbc", "xxyyz");

    assertThat(Quality.pairwise(overlap)).isEqualTo(new Quality(1, 1));
    assertThat(Quality.perEvent(overlap)).isEqualTo(new Quality(1, 1));
    assertThat(Quality.pairwise(overlap).f1()).isEqualTo(1);
  }

  @Test
  void splittingCostsRecallOnly() {
    // Of the 6 pairs of four a, {1,2} and {3,4} are found.
    Overlap overlap = overlap("aaaa", "xxyy");

    assertThat(Quality.pairwise(overlap)).isEqualTo(new Quality(1, 2.0 / 6));
    assertThat(Quality.perEvent(overlap)).isEqualTo(new Quality(1, 0.5));
  }

  @Test
  void mergingCostsPrecisionOnly() {
    Overlap overlap = overlap("aabb", "xxxx");

    assertThat(Quality.pairwise(overlap)).isEqualTo(new Quality(2.0 / 6, 1));
    assertThat(Quality.perEvent(overlap)).isEqualTo(new Quality(0.5, 1));
  }

  @Test
  void aStrayEventIsCountedOnBothSides() {
    // Group x: a a b (3 pairs, 1 right); group y: b (none). Labels: a 1 pair, b 1 pair.
    Overlap overlap = overlap("aabb", "xxxy");

    Quality pairs = Quality.pairwise(overlap);
    assertThat(pairs.precision()).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(pairs.recall()).isCloseTo(1.0 / 2, within(1e-12));
    assertThat(pairs.f1()).isCloseTo(0.4, within(1e-12));
    // Precision a: 2/3 twice, b in x: 1/3, b in y: 1; recall a: 1 twice, b: 1/2 twice.
    Quality perEvent = Quality.perEvent(overlap);
    assertThat(perEvent.precision()).isCloseTo((2.0 / 3 * 2 + 1.0 / 3 + 1) / 4, within(1e-12));
    assertThat(perEvent.recall()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void singleEventsHaveNoPairsToBeWrongAbout() {
    assertThat(Quality.pairwise(overlap("abc", "xyz"))).isEqualTo(new Quality(1, 1));
    assertThat(Quality.pairwise(overlap("abc", "xxx")).precision()).isZero();
  }

  @Test
  void countsProblemsAndGroups() {
    Overlap overlap = overlap("aabbc", "xyzzz");

    assertThat(overlap.labelCount()).isEqualTo(3);
    assertThat(overlap.groupCount()).isEqualTo(3);
    assertThat(overlap.events()).isEqualTo(5);
  }

  @Test
  void aTemplateCountsOnlyWhenItsGroupHoldsAllItsLinesAndNoOther() {
    assertThat(TemplateAccuracy.exact(overlap("aabb", "xxyy"))).isEqualTo(1);
    assertThat(TemplateAccuracy.exact(overlap("aabb", "xxyz"))).isEqualTo(0.5);
    assertThat(TemplateAccuracy.exact(overlap("aabbcc", "xxyyyy")))
        .isCloseTo(2.0 / 6, within(1e-12));
  }

  @Test
  void sharesAreRoundedDownSoThatOneMeansAll() {
    assertThat(Table.share(0.9999)).isEqualTo("0.999");
    assertThat(Table.share(1)).isEqualTo("1.000");
    assertThat(Table.share(0.29)).isEqualTo("0.290");
  }
}
