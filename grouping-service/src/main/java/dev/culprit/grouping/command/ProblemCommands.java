package dev.culprit.grouping.command;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What people do to problems. Doing it again changes nothing. Others are told after the commit. */
public final class ProblemCommands {

  private final ProblemEditor editor;
  private final KnownProblems known;
  private final Consumer<List<ProblemChange>> changes;
  private final Consumer<OutboxEntry> alert;
  private final Clock clock;

  public ProblemCommands(
      ProblemEditor editor,
      KnownProblems known,
      Consumer<List<ProblemChange>> changes,
      Consumer<OutboxEntry> alert,
      Clock clock) {
    this.editor = editor;
    this.known = known;
    this.changes = changes;
    this.alert = alert;
    this.clock = clock;
  }

  /** The ids that exist. */
  public Future<Set<Long>> update(ProblemEdit edit) {
    return editor
        .edit(edit)
        .map(
            outcome -> {
              tell(outcome, ProblemChange.Kind.UPDATED);
              return outcome.found();
            });
  }

  /** The ids that existed; their events are gone when this succeeds. */
  public Future<Set<Long>> delete(Set<Long> problemIds) {
    ProblemEdit.requireIds(problemIds);
    return editor
        .delete(new HashSet<>(problemIds))
        .compose(
            outcome ->
                known
                    .forget(outcome.fingerprints())
                    // Whoever still knows them finds out when counting.
                    .otherwiseEmpty()
                    .map(
                        ignored -> {
                          tell(outcome, ProblemChange.Kind.DELETED);
                          return outcome.found();
                        }));
  }

  private void tell(CommandOutcome outcome, ProblemChange.Kind kind) {
    outcome.entry().ifPresent(alert);
    long now = clock.millis();
    boolean isDeleted = kind == ProblemChange.Kind.DELETED;
    List<ProblemChange> told =
        outcome.changed().stream()
            .map(
                state ->
                    new ProblemChange(
                        kind,
                        state.projectId(),
                        state.id(),
                        now,
                        isDeleted ? 0 : state.occurrenceCount()))
            .toList();
    if (!told.isEmpty()) {
      changes.accept(told);
    }
  }
}
