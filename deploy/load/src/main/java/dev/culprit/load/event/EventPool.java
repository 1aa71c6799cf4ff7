package dev.culprit.load.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * All templates of a run, written before the first event is sent: a few variants of each problem.
 */
public final class EventPool {
  private static final int WANTED = 2_000;
  private static final int MOST_VARIANTS = 200;

  private final List<Template> templates;
  private final int problems;

  private EventPool(List<Template> templates, int problems) {
    this.templates = templates;
    this.problems = problems;
  }

  public static EventPool write(
      SampleEvents events, int problems, Function<SampleEvent, byte[]> writer) {
    int variants = Math.max(1, Math.min(MOST_VARIANTS, WANTED / problems));
    List<Template> templates = new ArrayList<>(problems * variants);
    for (int variant = 0; variant < variants; variant++) {
      for (int problem = 0; problem < problems; problem++) {
        templates.add(Template.of(writer.apply(events.event(problem, variant))));
      }
    }
    return new EventPool(templates, problems);
  }

  /** Events take their problems in turn, and the variants of a problem in turn. */
  public Template template(long sequence) {
    return templates.get((int) (sequence % templates.size()));
  }

  public int problems() {
    return problems;
  }

  public int averageLength() {
    return (int) templates.stream().mapToInt(Template::length).average().orElse(0);
  }
}
