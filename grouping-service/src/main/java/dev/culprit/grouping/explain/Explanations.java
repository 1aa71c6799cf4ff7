package dev.culprit.grouping.explain;

import dev.culprit.grouping.event.EventRestorer;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.StoredEvents;
import dev.culprit.grouping.event.StoredForm;
import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.near.ProblemTraces;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.ProblemReader;
import dev.culprit.grouping.settings.KnownSettings;
import dev.culprit.grouping.settings.ProjectGrouping;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Explains stored events by the settings in force. */
public final class Explanations {

  private final StoredEvents events;
  private final EventRestorer restorer;
  private final ProblemReader fingerprints;
  private final ProblemTraces traces;
  private final KnownSettings known;
  private final Fingerprinter fingerprinter;
  private final WorkerExecutor worker;
  private final FingerprintV2 tracer = new FingerprintV2();

  public Explanations(
      StoredEvents events,
      EventRestorer restorer,
      ProblemReader fingerprints,
      ProblemTraces traces,
      KnownSettings known,
      Fingerprinter fingerprinter,
      WorkerExecutor worker) {
    this.events = events;
    this.restorer = restorer;
    this.fingerprints = fingerprints;
    this.traces = traces;
    this.known = known;
    this.fingerprinter = fingerprinter;
    this.worker = worker;
  }

  private record Told(long projectId, Explanation explanation, Trace trace) {}

  /**
   * {@code compareWith} is a problem, or 0. Fails with {@link NoSuchElementException} when the
   * event is not stored or its payload was not kept.
   */
  public Future<EventExplanation> explain(long eventId, long compareWith) {
    return events
        .find(eventId)
        .compose(
            found ->
                worker.executeBlocking(
                    () ->
                        found
                            .map(this::tell)
                            .orElseThrow(
                                () ->
                                    new NoSuchElementException(
                                        "event " + eventId + " is not stored with its payload")),
                    false))
        .compose(told -> complete(told, compareWith));
  }

  private Told tell(StoredForm form) {
    IncomingEvent event = restorer.restore(form);
    if (event == null) {
      throw new NoSuchElementException("event " + form.id() + " cannot be read");
    }
    ProjectGrouping grouping = known.of(form.projectId());
    int version = fingerprinter.knownOrNewest(grouping.version());
    return new Told(
        form.projectId(),
        fingerprinter.explain(version, event.facts(), grouping.rules()),
        tracer.trace(event.facts(), grouping.rules()));
  }

  private Future<EventExplanation> complete(Told told, long compareWith) {
    FingerprintKey key = FingerprintKey.of(told.projectId(), told.explanation().fingerprint());
    Future<List<Trace>> others =
        compareWith == 0 ? Future.succeededFuture(List.of()) : traces.of(compareWith);
    return fingerprints
        .lead(key)
        .compose(
            lead ->
                others.map(
                    stored ->
                        new EventExplanation(
                            told.explanation(), lead.orElse(null), difference(told, stored))));
  }

  private static @Nullable TraceDifference difference(Told told, List<Trace> stored) {
    return stored.isEmpty() ? null : TraceDifference.of(told.trace(), stored);
  }
}
