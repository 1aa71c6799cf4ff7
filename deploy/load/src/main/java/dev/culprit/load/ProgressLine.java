package dev.culprit.load;

import dev.culprit.load.measure.Ledger;
import java.io.PrintWriter;

/** Says once a second how the run goes. */
final class ProgressLine {
  private final Sender sender;
  private final PrintWriter out;
  private long lastAccepted;
  private long lastAt;

  ProgressLine(Sender sender, PrintWriter out) {
    this.sender = sender;
    this.out = out;
    this.lastAt = System.nanoTime();
  }

  void print() {
    sender.inspect(this::print);
  }

  private void print(Ledger ledger) {
    long now = System.nanoTime();
    double perSecond = (ledger.accepted() - lastAccepted) * 1e9 / Math.max(1, now - lastAt);
    out.printf(
        "%5.1f s  sent %,d  accepted %,d (%,.0f/s)  refused %,d  unanswered %,d  in flight %,d  p99 %.1f ms%n",
        (now - sender.startedAt()) / 1e9,
        ledger.sent(),
        ledger.accepted(),
        perSecond,
        ledger.refused(),
        ledger.withoutAnswer() - ledger.inFlight(),
        ledger.inFlight(),
        ledger.latencies().getValueAtPercentile(99) / 1e3);
    out.flush();
    lastAccepted = ledger.accepted();
    lastAt = now;
  }
}
