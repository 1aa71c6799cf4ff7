package dev.culprit.load;

import dev.culprit.load.readback.Comparison;
import dev.culprit.load.readback.KeptEvents;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Waits until all acknowledged events of a run are visible by REST, then compares. */
final class ReadBack {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final KeptEvents kept;
  private final Duration drainTimeout;
  private final PrintWriter out;

  ReadBack(KeptEvents kept, Duration drainTimeout, PrintWriter out) {
    this.kept = kept;
    this.drainTimeout = drainTimeout;
    this.out = out;
  }

  RunResult of(String run, Sender sender, long expectedProblems, boolean oneByOne) {
    RunResult.Sent sent = sender.result();
    long drainFrom = sender.lastAcknowledgedAt();
    Map<Long, Long> counts = drain(sent.accepted(), drainFrom);
    double drained = (System.nanoTime() - drainFrom) / 1e9;
    long processed = total(counts);
    Comparison comparison = Comparison.ofCounts(sent.accepted(), sent.withoutAnswer(), processed);
    if (oneByOne) {
      out.println("Comparing event by event …");
      out.flush();
      comparison = comparison.worst(sender.compare(kept.micros(counts.keySet())));
    }
    return new RunResult(
        run,
        sent,
        processed,
        counts.size(),
        expectedProblems,
        sender.sendSeconds(),
        drained,
        Optional.of(comparison));
  }

  private Map<Long, Long> drain(long accepted, long from) {
    Duration pause = FIRST_PAUSE;
    long deadline = System.nanoTime() + drainTimeout.toNanos();
    Map<Long, Long> counts = kept.countsByProblem();
    while (total(counts) < accepted && System.nanoTime() < deadline) {
      out.printf(
          "Waiting for %,d of %,d events to become visible (%.1f s)%n",
          accepted - total(counts), accepted, (System.nanoTime() - from) / 1e9);
      out.flush();
      sleep(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
      counts = kept.countsByProblem();
    }
    return counts;
  }

  private static long total(Map<Long, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
