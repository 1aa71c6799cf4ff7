package dev.culprit.grouping.command;

import dev.culprit.grouping.problem.HistoryRow;
import dev.culprit.grouping.problem.ProblemTransition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an edit really changes, worked out from the locked rows: nothing, where a problem already is
 * as wanted.
 */
final class EditPlan {

  private static final int MOST_TAGS = 50;

  private final ProblemEdit edit;
  private final Instant now;
  private final List<ProblemState> changed = new ArrayList<>();
  private final List<HistoryRow> history = new ArrayList<>();
  private final List<ProblemTransition.Told> transitions = new ArrayList<>();

  EditPlan(ProblemEdit edit, List<ProblemState> states, Instant now) {
    this.edit = edit;
    this.now = now;
    states.forEach(this::plan);
  }

  List<ProblemState> changed() {
    return changed;
  }

  List<HistoryRow> history() {
    return history;
  }

  List<ProblemTransition.Told> transitions() {
    return transitions;
  }

  private void plan(ProblemState before) {
    ProblemState after =
        before.with(
            edit.status().orElse(before.status()),
            edit.assigneeId().orElse(before.assigneeId()),
            tags(before));
    if (after.equals(before)) {
      return;
    }
    changed.add(after);
    if (after.status() != before.status()) {
      planStatus(after);
    }
    if (after.assigneeId() != before.assigneeId()) {
      note(
          after,
          after.assigneeId() == 0 ? "unassigned" : "assigned",
          Long.toString(after.assigneeId() == 0 ? before.assigneeId() : after.assigneeId()));
    }
    after.tags().stream()
        .filter(tag -> !before.tags().contains(tag))
        .forEach(tag -> note(after, "tagged", tag));
    before.tags().stream()
        .filter(tag -> !after.tags().contains(tag))
        .forEach(tag -> note(after, "untagged", tag));
  }

  private void planStatus(ProblemState after) {
    note(after, after.status().code(), "");
    transitions.add(
        new ProblemTransition.StatusSet(
            after.projectId(), after.id(), now, after.summary(), after.status()));
  }

  private List<String> tags(ProblemState before) {
    Set<String> tags = new LinkedHashSet<>(before.tags());
    tags.addAll(edit.addTags());
    edit.removeTags().forEach(tags::remove);
    if (tags.size() > MOST_TAGS && tags.size() > before.tags().size()) {
      throw new IllegalArgumentException("a problem has at most " + MOST_TAGS + " tags");
    }
    return List.copyOf(tags);
  }

  private void note(ProblemState problem, String kind, String detail) {
    history.add(
        new HistoryRow(
            problem.id(), now, kind, detail, edit.actor().userId(), edit.actor().name()));
  }
}
