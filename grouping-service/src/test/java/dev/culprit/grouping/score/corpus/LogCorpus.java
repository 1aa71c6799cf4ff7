package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Messages without stacks. A line of the templates' file is {@code family | language | template};
 * each template is one problem.
 */
public final class LogCorpus {

  private LogCorpus() {}

  /** {@code each} is about how many lines a template gets. */
  public static List<LabelledEvent> events(Part part, int each) {
    List<LabelledEvent> events = new ArrayList<>();
    for (String line : SeedFiles.logTemplates(part)) {
      String[] cells = line.split(" \\| ", 3);
      Family family = cells[0].equals("gateway") ? Family.GATEWAY : Family.LOG;
      String template = cells[2];
      Random random = new Random(template.hashCode());
      Chance chance = new Chance(random, List.of(), new Surroundings());
      int count = Math.max(2, each / 2 + random.nextInt(each + 1));
      for (int i = 0; i < count; i++) {
        Report report = Report.ofMessage(cells[1], LogValues.fill(template, chance));
        events.add(LabelledEvent.of("log: " + template, family, "values", report));
      }
    }
    return events;
  }
}
