package dev.culprit.load;

import dev.culprit.load.measure.Ledger;
import dev.culprit.load.readback.Comparison;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of one run.
 *
 * @param processed how many events of the run are visible by REST
 * @param problems how many problems of the run are visible by REST
 * @param sendSeconds from the first event to the last acknowledgement
 * @param drainSeconds from the last acknowledgement until all was visible
 * @param comparison nothing when it was not asked for
 */
record RunResult(
    String run,
    Sent sent,
    long processed,
    long problems,
    long expectedProblems,
    double sendSeconds,
    double drainSeconds,
    Optional<Comparison> comparison) {

  /** From due to acknowledged, in milliseconds. */
  record Latency(double p50, double p95, double p99, double max) {}

  /** What the sender saw. */
  record Sent(
      long sent,
      long committed,
      long spooled,
      long refused,
      long withoutAnswer,
      long deduplicated,
      Map<String, Long> refusals,
      Map<String, Long> failures,
      Latency latency) {

    static Sent of(Ledger ledger) {
      var histogram = ledger.latencies();
      Latency latency =
          new Latency(
              histogram.getValueAtPercentile(50) / 1e3,
              histogram.getValueAtPercentile(95) / 1e3,
              histogram.getValueAtPercentile(99) / 1e3,
              histogram.getMaxValue() / 1e3);
      return new Sent(
          ledger.sent(),
          ledger.committed(),
          ledger.spooled(),
          ledger.refused(),
          ledger.withoutAnswer(),
          ledger.deduplicated(),
          Map.copyOf(ledger.refusals()),
          Map.copyOf(ledger.failures()),
          latency);
    }

    long accepted() {
      return committed + spooled;
    }
  }

  static RunResult unchecked(String run, Sender sender, long expectedProblems) {
    return new RunResult(
        run, sender.result(), 0, 0, expectedProblems, sender.sendSeconds(), 0, Optional.empty());
  }

  double acknowledgedPerSecond() {
    return sent.accepted() / Math.max(sendSeconds, 1e-3);
  }

  double processedPerSecond() {
    return processed / Math.max(sendSeconds + drainSeconds, 1e-3);
  }
}
