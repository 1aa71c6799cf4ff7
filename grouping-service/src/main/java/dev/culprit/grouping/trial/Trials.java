package dev.culprit.grouping.trial;

import dev.culprit.grouping.event.EventRestorer;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.StoredEvents;
import dev.culprit.grouping.event.StoredForm;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.ProblemReader;
import dev.culprit.grouping.settings.GroupingSettings;
import dev.culprit.grouping.settings.KnownSettings;
import dev.culprit.grouping.settings.ProjectGrouping;
import dev.culprit.grouping.settings.SettingsEdit;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tries settings on stored events; changes nothing. */
public final class Trials {

  private static final int USUAL_EVENTS = 5_000;
  private static final int MOST_EVENTS = 20_000;
  private static final int MOST_OF_PROBLEM = 200;

  private final StoredEvents events;
  private final EventRestorer restorer;
  private final ProblemReader problems;
  private final KnownSettings known;
  private final Fingerprinter fingerprinter;
  private final WorkerExecutor worker;

  public Trials(
      StoredEvents events,
      EventRestorer restorer,
      ProblemReader problems,
      KnownSettings known,
      Fingerprinter fingerprinter,
      WorkerExecutor worker) {
    this.events = events;
    this.restorer = restorer;
    this.problems = problems;
    this.known = known;
    this.fingerprinter = fingerprinter;
    this.worker = worker;
  }

  /** What a trial has shown, with the titles of the problems that it names. */
  public record TitledTrial(TrialResult result, Map<Long, String> titles) {}

  /** {@code mostEvents} 0 stands for the usual number. */
  public Future<TitledTrial> run(long projectId, SettingsEdit edit, int mostEvents) {
    if (mostEvents < 0 || mostEvents > MOST_EVENTS) {
      throw new IllegalArgumentException("most_events must be 0 to " + MOST_EVENTS);
    }
    GroupingSettings settings = edit.checked(fingerprinter);
    ProjectGrouping then = ProjectGrouping.of(settings);
    Candidate candidate = new Candidate(fingerprinter, known.of(projectId), then);
    return events
        .newest(projectId, mostEvents == 0 ? USUAL_EVENTS : mostEvents, MOST_OF_PROBLEM)
        .compose(forms -> worker.executeBlocking(() -> ask(candidate, forms), false))
        .compose(
            tried -> {
              Set<FingerprintKey> moved = new HashSet<>();
              tried.stream()
                  .filter(one -> !one.isKept())
                  .forEach(one -> moved.add(one.fingerprint()));
              return problems
                  .find(moved)
                  .map(leads -> new TrialTally(tried, leads).result(settings.rules()));
            })
        .compose(
            result ->
                problems
                    .titles(result.problemIds())
                    .map(titles -> new TitledTrial(result, titles)));
  }

  private List<Candidate.Tried> ask(Candidate candidate, List<StoredForm> forms) {
    List<Candidate.Tried> tried = new ArrayList<>(forms.size());
    for (StoredForm form : forms) {
      IncomingEvent event = restorer.restore(form);
      if (event != null) {
        tried.add(candidate.ask(form.problemId(), event));
      }
    }
    return tried;
  }
}
