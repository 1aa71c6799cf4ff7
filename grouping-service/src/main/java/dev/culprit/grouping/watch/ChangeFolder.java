package dev.culprit.grouping.watch;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers changes for a moment and passes them on with at most one a problem. Holds a bounded
 * number; what does not fit is lost, and a RESYNC says so. Safe for use by many threads.
 */
final class ChangeFolder {

  private final Vertx vertx;
  private final Clock clock;
  private final long windowMillis;
  private final int mostHeld;
  private final Consumer<List<ProblemChange>> next;
  private final Map<Long, ProblemChange> held = new LinkedHashMap<>();
  private boolean isLossy;
  private boolean isArmed;

  ChangeFolder(
      Vertx vertx, Clock clock, Duration window, int mostHeld, Consumer<List<ProblemChange>> next) {
    this.vertx = vertx;
    this.clock = clock;
    this.windowMillis = window.toMillis();
    this.mostHeld = mostHeld;
    this.next = next;
  }

  synchronized void add(Collection<ProblemChange> changes) {
    for (ProblemChange change : changes) {
      if (change.kind() == ProblemChange.Kind.RESYNC) {
        isLossy = true;
      } else if (held.size() < mostHeld || held.containsKey(change.problemId())) {
        held.merge(change.problemId(), change, ProblemChange::fold);
      } else {
        isLossy = true;
      }
    }
    if (!isArmed && !changes.isEmpty()) {
      isArmed = true;
      vertx.setTimer(windowMillis, timer -> next.accept(drain()));
    }
  }

  private synchronized List<ProblemChange> drain() {
    isArmed = false;
    List<ProblemChange> drained = new ArrayList<>(held.values());
    held.clear();
    if (isLossy) {
      isLossy = false;
      drained.add(ProblemChange.resync(clock.millis()));
    }
    return drained;
  }
}
