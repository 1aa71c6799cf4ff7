package dev.culprit.grouping.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.score.corpus.Corpus;
import dev.culprit.grouping.score.corpus.CorpusGenerator;
import dev.culprit.grouping.score.corpus.CorpusGenerator.Size;
import dev.culprit.grouping.score.corpus.Part;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StabilityTest {

  private static final Corpus CORPUS = CorpusGenerator.generate(Part.TUNING, Size.REDUCED);

  @Test
  void groupsByHashDoNotDependOnOrder() {
    Entrant byType = new Entrant("type", () -> new HashGrouper(event -> event.report().language()));

    assertThat(Stability.of(CORPUS, byType, Grouping.of(CORPUS, byType), 2)).isEqualTo(1);
  }

  @Test
  void groupsByArrivalDo() {
    Entrant byTurns =
        new Entrant(
            "turns",
            () -> {
              AtomicLong turn = new AtomicLong();
              return event -> turn.getAndIncrement() % 7;
            });

    double stability = Stability.of(CORPUS, byTurns, Grouping.of(CORPUS, byTurns), 2);

    // Of two independent divisions into seven, one pair in seven agrees.
    assertThat(stability).isBetween(0.1, 0.2);
  }
}
