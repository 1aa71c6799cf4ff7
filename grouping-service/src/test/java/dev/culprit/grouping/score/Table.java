package dev.culprit.grouping.score;

import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Scores as tables of Markdown. */
final class Table {

  private Table() {}

  static String scores(List<Score> scores) {
    StringBuilder table = new StringBuilder();
    table.append("| | precision | recall | F1 | B³ precision | B³ recall | B³ F1 | groups / true ");
    table.append("| stability | events/s |\n");
    table.append("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n");
    for (Score score : scores) {
      row(
          table,
          score.name(),
          quality(score.pairs()),
          quality(score.perEvent()),
          score.groups() + " / " + score.problems(),
          share(score.stability()),
          String.format(Locale.ROOT, "%,.0f", score.eventsPerSecond()));
    }
    return table.toString();
  }

  /** F1 over pairs within each family of events, and how many log lines were grouped exactly. */
  static String families(List<Family> families, List<String> names, List<Grouping> groupings) {
    StringBuilder table = new StringBuilder("| ");
    families.forEach(family -> table.append("| ").append(family.title()).append(" (P / R) "));
    table.append("| log lines grouped exactly |\n| --- ");
    table.append("| --: ".repeat(families.size() + 1)).append("|\n");
    for (int i = 0; i < names.size(); i++) {
      List<String> cells = new ArrayList<>();
      for (Family family : families) {
        Grouping part = groupings.get(i).only(event -> event.family() == family);
        Quality quality = Quality.pairwise(Overlap.of(part));
        cells.add(share(quality.precision()) + " / " + share(quality.recall()));
      }
      cells.add(share(TemplateAccuracy.of(groupings.get(i))));
      row(table, names.get(i), cells.toArray(String[]::new));
    }
    return table.toString();
  }

  private static void row(StringBuilder table, String name, String... cells) {
    table.append("| ").append(name).append(" | ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String quality(Quality quality) {
    return share(quality.precision())
        + " | "
        + share(quality.recall())
        + " | "
        + share(quality.f1());
  }

  static String share(double share) {
    // Rounded down, so that 1.000 means all.
    return String.format(Locale.ROOT, "%.3f", Math.floor(share * 1000 + 1e-9) / 1000);
  }
}
