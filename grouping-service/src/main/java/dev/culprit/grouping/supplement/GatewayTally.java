package dev.culprit.grouping.supplement;

import dev.culprit.grouping.activity.RequestDelta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the gateways' requests of a transaction, in the order in which rows are locked. */
final class GatewayTally {

  private final Map<GatewaySum.Key, GatewaySum> minutes = new TreeMap<>();

  /** The supplements must be such that were not counted before. */
  static GatewayTally of(List<IncomingSupplement> unseen) {
    GatewayTally tally = new GatewayTally();
    for (IncomingSupplement item : unseen) {
      if (item.content() instanceof SupplementContent.Requests requests) {
        for (SupplementContent.Requests.Count count : requests.counts()) {
          tally.add(sum(item.projectId(), requests.environment(), count));
        }
      }
    }
    return tally;
  }

  private static GatewaySum sum(
      long projectId, String environment, SupplementContent.Requests.Count count) {
    return new GatewaySum(
        new GatewaySum.Key(
            projectId,
            count.minute(),
            environment,
            count.proxy(),
            count.gateway(),
            count.host(),
            count.route(),
            count.upstream()),
        count.requests(),
        count.clientErrors(),
        count.serverErrors(),
        count.gatewayErrors(),
        count.durationMs());
  }

  private void add(GatewaySum sum) {
    minutes.merge(sum.key(), sum, GatewaySum::plus);
  }

  boolean isEmpty() {
    return minutes.isEmpty();
  }

  List<GatewaySum> minutes() {
    return List.copyOf(minutes.values());
  }

  List<GatewaySum> hours() {
    Map<GatewaySum.Key, GatewaySum> hours = new TreeMap<>();
    for (GatewaySum minute : minutes.values()) {
      GatewaySum hour = minute.ofHour();
      hours.merge(hour.key(), hour, GatewaySum::plus);
    }
    return List.copyOf(hours.values());
  }

  /** What alert needs of it: without proxy, gateway and route. */
  List<RequestDelta> deltas() {
    Map<GatewaySum.Key, GatewaySum> folded = new TreeMap<>();
    for (GatewaySum minute : minutes.values()) {
      GatewaySum.Key key = minute.key();
      GatewaySum.Key rough =
          new GatewaySum.Key(
              key.projectId(), key.at(), key.environment(), "", "", key.host(), "", key.upstream());
      folded.merge(rough, minute, (before, more) -> before.plus(more));
    }
    return deltas(folded.entrySet());
  }

  private static List<RequestDelta> deltas(
      Collection<Map.Entry<GatewaySum.Key, GatewaySum>> folded) {
    List<RequestDelta> deltas = new ArrayList<>(folded.size());
    for (Map.Entry<GatewaySum.Key, GatewaySum> entry : folded) {
      GatewaySum.Key key = entry.getKey();
      GatewaySum sum = entry.getValue();
      deltas.add(
          new RequestDelta(
              key.projectId(),
              key.environment(),
              key.at().getEpochSecond(),
              key.host(),
              key.upstream(),
              sum.requests(),
              sum.serverErrors()));
    }
    return deltas;
  }
}
