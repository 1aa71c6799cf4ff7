package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.correction.KnownSplits;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.ProblemDescriber;
import dev.culprit.grouping.problem.ProblemSummary;
import dev.culprit.grouping.settings.KnownSettings;
import dev.culprit.grouping.settings.ProjectGrouping;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Finds out by what an event is known in its project, as the project wants it. */
final class EventKeys {

  private final Fingerprinter fingerprinter;
  private final KnownSettings settings;
  private final KnownSplits splits;
  private final FingerprintV2 tracer = new FingerprintV2();
  private final Clock clock;

  EventKeys(Fingerprinter fingerprinter, KnownSettings settings, KnownSplits splits, Clock clock) {
    this.fingerprinter = fingerprinter;
    this.settings = settings;
    this.splits = splits;
    this.clock = clock;
  }

  /** What the event is known by; {@code layer} is what decided. */
  record Key(FingerprintKey fingerprint, Fingerprint.Layer layer) {}

  Key key(IncomingEvent event) {
    ProjectGrouping grouping = grouping(event);
    Fingerprint fingerprint =
        fingerprinter.fingerprint(
            fingerprinter.knownOrNewest(grouping.version()), event.facts(), grouping.rules());
    FingerprintKey key = FingerprintKey.of(event.projectId(), fingerprint);
    // A new value of the attribute opens a problem, although its trace is like those of the others.
    return splits
        .derived(key, event)
        .map(derived -> new Key(derived, Fingerprint.Layer.RULE))
        .orElseGet(() -> new Key(key, fingerprint.layer()));
  }

  /** What it was known by in the version that the project is leaving; null when it leaves none. */
  @Nullable FingerprintKey formerKey(IncomingEvent event) {
    ProjectGrouping grouping = grouping(event);
    int version = grouping.versionLeft(clock.instant());
    if (version == 0 || !fingerprinter.knows(version)) {
      return null;
    }
    FingerprintKey key =
        FingerprintKey.of(
            event.projectId(), fingerprinter.fingerprint(version, event.facts(), grouping.rules()));
    return splits.derived(key, event).orElse(key);
  }

  /** What it can be compared by. */
  Trace trace(IncomingEvent event) {
    return tracer.trace(event.facts(), grouping(event).rules());
  }

  /** What lists and notifications say of a problem that the event opens. */
  ProblemSummary describe(IncomingEvent event) {
    ProjectGrouping grouping = grouping(event);
    String title =
        fingerprinter.title(
            fingerprinter.knownOrNewest(grouping.version()), event.facts(), grouping.rules());
    ProblemSummary summary = ProblemDescriber.describe(event);
    return title.isEmpty() ? summary : summary.withTitle(title);
  }

  ProjectGrouping grouping(IncomingEvent event) {
    return settings.of(event.projectId());
  }
}
