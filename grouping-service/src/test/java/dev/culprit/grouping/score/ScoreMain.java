package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.Corpus;
import dev.culprit.grouping.score.corpus.CorpusGenerator;
import dev.culprit.grouping.score.corpus.CorpusGenerator.Size;
import dev.culprit.grouping.score.corpus.DuplicatesReader;
import dev.culprit.grouping.score.corpus.LabelledEvent;
import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import dev.culprit.grouping.score.corpus.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints the score of every way to group, for each part of the corpus or a file. */
public final class ScoreMain {

  private final ScoreOptions options;
  private final PrintStream out;

  private ScoreMain(ScoreOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(ScoreOptions.USAGE);
      return;
    }
    ScoreOptions options;
    try {
      options = ScoreOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(ScoreOptions.USAGE);
      System.exit(2);
      return;
    }
    new ScoreMain(options, System.out).run();
  }

  private void run() throws IOException {
    if (options.data() != null) {
      report(DuplicatesReader.read(options.data()), true);
      return;
    }
    report(CorpusGenerator.generate(Part.TUNING, Size.FULL), true);
    if (!options.onlyTuning()) {
      report(CorpusGenerator.generate(Part.UNTOUCHED, Size.FULL), false);
    }
  }

  private void report(Corpus corpus, boolean mayBeLookedAt) {
    List<Entrant> entrants = Entrant.all();
    warmUp(corpus, entrants);
    List<Grouping> groupings = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (Entrant entrant : entrants) {
      Grouping grouping = Grouping.of(corpus, entrant);
      double stability = Stability.of(corpus, entrant, grouping, options.shuffles());
      groupings.add(grouping);
      scores.add(Score.of(entrant.name(), grouping, stability));
    }
    out.printf(
        "%nPart %s: %,d events, %,d problems%n%n",
        corpus.name(), corpus.events().size(), corpus.problems());
    out.println(Table.scores(scores));
    List<Family> families = families(corpus);
    out.println(Table.families(families, entrants.stream().map(Entrant::name).toList(), groupings));
    if (mayBeLookedAt && options.failures() > 0) {
      int newest = entrants.indexOf(Entrant.newest());
      out.println(
          "Worst of "
              + Entrant.newest().name()
              + ". "
              + new Failures(groupings.get(newest)).worst(options.failures()));
    }
  }

  /** So that the speeds are those of compiled code. */
  private static void warmUp(Corpus corpus, List<Entrant> entrants) {
    entrants.forEach(entrant -> Grouping.of(corpus, entrant));
  }

  private static List<Family> families(Corpus corpus) {
    return corpus.events().stream().map(LabelledEvent::family).distinct().sorted().toList();
  }
}
