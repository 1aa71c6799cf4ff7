package dev.culprit.ingest.scrub;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.Proxy;

/** Bounds what gateways' requests are counted by. */
final class GatewayCountsScrubber {
  private static final int MOST_COUNTS = 1_000;
  private static final long MOST_COUNTED = 1_000_000_000L;
  private static final long MINUTE = 60;

  private GatewayCountsScrubber() {}

  static GatewayCounts scrub(GatewayCounts told, EventCleaner cleaner) {
    String batch = cleaner.word("gateway_counts.batch_id", told.getBatchId(), 128);
    if (batch.isEmpty()) {
      throw Refused.malformed("gateway_counts.batch_id", "is missing");
    }
    if (told.getCountsCount() == 0 || told.getCountsCount() > MOST_COUNTS) {
      throw Refused.malformed("gateway_counts.counts", "must have 1 to 1,000 entries");
    }
    GatewayCounts.Builder counts =
        GatewayCounts.newBuilder()
            .setBatchId(batch)
            .setEnvironment(cleaner.environment(told.getEnvironment()));
    for (GatewayCount count : told.getCountsList()) {
      counts.addCounts(count(count, cleaner));
    }
    return counts.build();
  }

  private static GatewayCount count(GatewayCount told, EventCleaner cleaner) {
    long requests = between(1, told.getRequests(), MOST_COUNTED);
    long serverErrors = between(0, told.getServerErrors(), requests);
    return told.toBuilder()
        .setMinuteEpochSeconds(Math.floorDiv(told.getMinuteEpochSeconds(), MINUTE) * MINUTE)
        .setProxy(told.getProxy() == Proxy.UNRECOGNIZED ? Proxy.PROXY_UNSPECIFIED : told.getProxy())
        .setGateway(cleaner.word("gateway_counts.gateway", told.getGateway(), 256))
        .setHost(cleaner.word("gateway_counts.host", told.getHost(), 256))
        .setRoute(cleaner.text("gateway_counts.route", told.getRoute(), 256))
        .setUpstream(cleaner.word("gateway_counts.upstream", told.getUpstream(), 256))
        .setRequests(requests)
        .setClientErrors(between(0, told.getClientErrors(), requests))
        .setServerErrors(serverErrors)
        .setGatewayErrors(between(0, told.getGatewayErrors(), serverErrors))
        .build();
  }

  private static long between(long least, long told, long most) {
    return Math.min(Math.max(least, told), most);
  }
}
