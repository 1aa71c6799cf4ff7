package dev.culprit.ingest.scrub;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.UpstreamTry;
import dev.culprit.proto.ingest.v1.Wire;
import java.util.List;

/** Bounds what a gateway said of a request; from other wires it is taken away. */
final class GatewayScrubber {
  private static final int NAME = 256;
  private static final int MOST_TRIES = 20;
  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 4_096;

  private GatewayScrubber() {}

  static void scrub(Event.Builder event, EventCleaner cleaner) {
    if (event.getWire() != Wire.WIRE_GATEWAY) {
      event.clearGateway();
      return;
    }
    GatewayFailure told = event.getGateway();
    GatewayFailure.Builder bounded =
        told.toBuilder()
            .setGateway(cleaner.word("gateway.gateway", told.getGateway(), NAME))
            .setUpstream(cleaner.word("gateway.upstream", told.getUpstream(), NAME))
            .setUpstreamGroup(cleaner.word("gateway.upstream_group", told.getUpstreamGroup(), NAME))
            .setHost(cleaner.word("gateway.host", told.getHost(), NAME))
            .setRoute(cleaner.text("gateway.route", told.getRoute(), NAME))
            .setRequestId(cleaner.word("gateway.request_id", told.getRequestId(), 128))
            .setTermination(cleaner.word("gateway.termination", told.getTermination(), 64))
            .clearTries()
            .clearRawLines();
    for (UpstreamTry tried : told.getTriesList()) {
      if (bounded.getTriesCount() < MOST_TRIES) {
        bounded.addTries(
            tried.toBuilder()
                .setUpstream(cleaner.word("gateway.tries", tried.getUpstream(), NAME)));
      }
    }
    bounded.addAllRawLines(lines(told.getRawLinesList(), cleaner));
    event.setGateway(bounded);
  }

  /**
   * Addresses of users stand anywhere in the lines: where they may not be kept, neither may these.
   */
  private static List<String> lines(List<String> lines, EventCleaner cleaner) {
    if (cleaner.rules().ipAddresses()) {
      return List.of();
    }
    return lines.stream()
        .limit(MOST_LINES)
        .map(line -> cleaner.text("gateway.raw_lines", line, LONGEST_LINE))
        .toList();
  }
}
