package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reduces an event to what it can be compared by. */
final class Traces {

  private static final int MOST_FRAMES = 64;

  private Traces() {}

  static Trace of(ErrorFacts facts, ProjectRules rules) {
    ChainReading reading = ChainReading.of(facts, rules);
    int exception = reading.frames().exception();
    List<Trace.Frame> frames = new ArrayList<>();
    boolean endsAtEntry =
        exception >= 0 && !reading.isMinified() && collect(facts, rules, exception, frames);
    return new Trace(
        reading.type(),
        FailureCodes.of(reading.value()),
        Parameteriser.parameterise(reading.value()),
        List.copyOf(frames),
        endsAtEntry);
  }

  private static boolean collect(
      ErrorFacts facts, ProjectRules rules, int exception, List<Trace.Frame> frames) {
    FrameMemory memory = FrameMemory.shared();
    Set<CleanName> seen = new HashSet<>();
    boolean lastIsEntry = false;
    for (int frame = 0; frame < facts.frameCount(exception); frame++) {
      KnownFrame known = memory.frame(facts, exception, frame);
      lastIsEntry = known.isEntry;
      if (known.passedOver == null && seen.add(known.name) && frames.size() < MOST_FRAMES) {
        boolean isInApp = FrameSelection.isInApp(known, facts, rules, exception, frame);
        frames.add(new Trace.Frame(known.name.scope(), known.name.name(), isInApp));
      }
    }
    return lastIsEntry;
  }
}
