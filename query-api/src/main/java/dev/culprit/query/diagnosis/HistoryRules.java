package dev.culprit.query.diagnosis;

import dev.culprit.query.diagnosis.HistoryDiagnosis.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Concludes from history; says nothing rather than guess. */
final class HistoryRules {
  static final String REFUSED = "upstream_refused";
  static final String CONNECT_TIMEOUT = "upstream_connect_timeout";

  /** The queue itself is what was full. */
  static final Set<String> QUEUES = Set.of("socket_backlog_full", "proxy_queue_timeout");

  /** What a process that goes away leaves behind. */
  static final Set<String> BROKEN_OFF = Set.of("upstream_reset", "upstream_closed_early");

  private static final Set<String> OF_RESTARTS =
      Set.of(
          REFUSED,
          "upstream_reset",
          "upstream_closed_early",
          "socket_missing",
          "no_live_upstreams");
  private static final Set<String> OF_SATURATION =
      Set.of("upstream_read_timeout", CONNECT_TIMEOUT, "upstream_send_timeout");

  private static final Duration SHORT = Duration.ofMinutes(2);
  private static final int ENOUGH_BURSTS = 3;

  private HistoryRules() {}

  /** Whether history could say anything about problems of this cause. */
  static boolean areAbout(String cause) {
    return QUEUES.contains(cause) || OF_RESTARTS.contains(cause) || OF_SATURATION.contains(cause);
  }

  static Optional<HistoryDiagnosis> conclude(HistoryFacts facts) {
    return saturation(facts)
        .or(() -> restart(facts))
        .or(() -> crash(facts))
        .or(() -> neverStarted(facts))
        .or(() -> network(facts));
  }

  private static Optional<HistoryDiagnosis> saturation(HistoryFacts facts) {
    if (QUEUES.contains(facts.cause())) {
      return found(
          Code.SATURATION,
          "Requests waited longer for "
              + facts.upstream()
              + " than the queue before it allows: it has"
              + " more to do than it can.");
    }
    if (OF_SATURATION.contains(facts.cause()) && facts.isSaturated()) {
      return found(
          Code.SATURATION,
          "The queue of "
              + facts.upstream()
              + " was full at the same time: it has more to do than it"
              + " can.");
    }
    return Optional.empty();
  }

  private static Optional<HistoryDiagnosis> restart(HistoryFacts facts) {
    if (!OF_RESTARTS.contains(facts.cause()) || facts.bursts().isEmpty()) {
      return Optional.empty();
    }
    Burst last = facts.bursts().get(facts.bursts().size() - 1);
    boolean isOver = last.end().plus(SHORT).isBefore(facts.now());
    if (!isShort(last) || !isOver) {
      return Optional.empty();
    }
    if (facts.newRelease().isPresent()) {
      return found(
          Code.RESTART_WITHOUT_DRAIN,
          facts.upstream()
              + " failed for at most two minutes when release "
              + facts.newRelease().get()
              + " came: it was restarted while requests were still sent to it.");
    }
    if (comesAtIntervals(facts.bursts())) {
      return found(
          Code.RESTART_WITHOUT_DRAIN,
          facts.upstream()
              + " fails for at most two minutes at regular intervals ("
              + facts.bursts().size()
              + " times so far): something restarts it while requests are still sent to it.");
    }
    return Optional.empty();
  }

  private static boolean isShort(Burst burst) {
    return burst.length().compareTo(SHORT) <= 0;
  }

  /** The longest time between two is not much longer than the shortest. */
  private static boolean comesAtIntervals(List<Burst> bursts) {
    if (bursts.size() < ENOUGH_BURSTS || !bursts.stream().allMatch(HistoryRules::isShort)) {
      return false;
    }
    List<Duration> intervals = new ArrayList<>();
    for (int i = 1; i < bursts.size(); i++) {
      Instant before = bursts.get(i - 1).start();
      intervals.add(Duration.between(before, bursts.get(i).start()));
    }
    intervals.sort(Duration::compareTo);
    Duration shortest = intervals.get(0);
    Duration longest = intervals.get(intervals.size() - 1);
    Duration tolerance = shortest.dividedBy(10).plus(SHORT);
    return longest.minus(shortest).compareTo(tolerance) <= 0;
  }

  private static Optional<HistoryDiagnosis> crash(HistoryFacts facts) {
    return facts.cause().equals(REFUSED) && facts.brokenOff() > 0
        ? found(
            Code.CRASHED,
            facts.upstream()
                + " broke off connections ("
                + (facts.brokenOff() == 1 ? "once" : facts.brokenOff() + " times")
                + ") right before it began to refuse them: its process most likely crashed.")
        : Optional.empty();
  }

  private static Optional<HistoryDiagnosis> neverStarted(HistoryFacts facts) {
    return facts.cause().equals(REFUSED) && facts.isCounted() && !facts.hasServed()
        ? found(
            Code.NEVER_STARTED_OR_WRONG_PORT,
            "As far as is known, "
                + facts.upstream()
                + " never served a request before: it was not"
                + " started, or the proxy has the wrong address or port.")
        : Optional.empty();
  }

  private static Optional<HistoryDiagnosis> network(HistoryFacts facts) {
    if (!facts.cause().equals(CONNECT_TIMEOUT)) {
      return Optional.empty();
    }
    if (facts.timedOut() <= 1 && facts.serving() > 0) {
      return found(
          Code.ONE_HOST_FIREWALL,
          "Only "
              + facts.upstream()
              + " could not be connected to in time, while the proxy reached "
              + facts.serving()
              + " other upstreams: a firewall drops the packets, or that host is down.");
    }
    if (facts.timedOut() > 1 && facts.serving() == 0) {
      return found(
          Code.PROXY_NETWORK,
          "None of the proxy's upstreams could be connected to in time ("
              + facts.timedOut()
              + " of them timed out): look at the network of the proxy itself.");
    }
    return Optional.empty();
  }

  private static Optional<HistoryDiagnosis> found(Code code, String sentence) {
    return Optional.of(new HistoryDiagnosis(code, sentence));
  }
}
