package dev.culprit.grouping.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.score.corpus.Corpus;
import dev.culprit.grouping.score.corpus.CorpusGenerator;
import dev.culprit.grouping.score.corpus.CorpusGenerator.Size;
import dev.culprit.grouping.score.corpus.Part;
import org.junit.jupiter.api.Test;

/** The newest version on a reduced corpus: a change that makes grouping worse fails here. */
class CorpusScoreTest {

  @Test
  void theNewestVersionGroupsNoWorseThanBefore() {
    Corpus corpus = CorpusGenerator.generate(Part.TUNING, Size.REDUCED);
    Entrant newest = Entrant.newest();
    Grouping grouping = Grouping.of(corpus, newest);

    Score score = Score.of(newest.name(), grouping, Stability.of(corpus, newest, grouping, 1));

    assertThat(score.pairs().precision()).as("precision").isGreaterThanOrEqualTo(Floors.PRECISION);
    assertThat(score.pairs().recall()).as("recall").isGreaterThanOrEqualTo(Floors.RECALL);
    assertThat(score.perEvent().f1()).as("B-cubed F1").isGreaterThanOrEqualTo(Floors.PER_EVENT_F1);
    assertThat(score.stability()).as("stability").isGreaterThanOrEqualTo(Floors.STABILITY);
    assertThat(TemplateAccuracy.of(grouping))
        .as("log lines")
        .isGreaterThanOrEqualTo(Floors.LOG_LINES);
  }
}
