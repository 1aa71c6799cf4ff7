package dev.culprit.ingest.gateway.count;

import com.google.protobuf.Duration;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of requests of one project and environment until they are handed over: by minute, gateway,
 * host, route and upstream. Beyond 1,000 different ones, hosts, routes and upstreams count as
 * {@code other}, so that no sender can make it grow.
 */
public final class RequestCounts {
  private static final int MOST_ROWS = 1_000;
  private static final String OTHER = "other";
  private static final long NANOS = 1_000_000_000;
  private static final long DAY = 86_400;

  private record Key(
      long minute, Proxy proxy, String gateway, String host, String route, String upstream) {}

  /** What is summed up. */
  private static final class Sum {
    private long requests;
    private long clientErrors;
    private long serverErrors;
    private long gatewayErrors;
    private double seconds;
  }

  private final Map<Key, Sum> sums = new HashMap<>();

  /**
   * Adds one request.
   *
   * @param isGatewayError whether the gateway made the error status itself
   * @param now what stands for times that cannot be right
   */
  public void add(String gateway, AccessRecord record, boolean isGatewayError, Instant now) {
    Key key =
        new Key(
            minute(record.at(), now),
            record.proxy(),
            gateway,
            record.host(),
            Routes.of(record.identity().uri()),
            upstream(record));
    Sum sum = sums.get(key);
    if (sum == null) {
      Key bounded =
          sums.size() < MOST_ROWS - 1
              ? key
              : new Key(key.minute, key.proxy, OTHER, OTHER, OTHER, OTHER);
      sum = sums.computeIfAbsent(bounded, first -> new Sum());
    }
    int status = record.status();
    sum.requests++;
    sum.clientErrors += status >= 400 && status < 500 ? 1 : 0;
    sum.serverErrors += status >= 500 && status < 600 ? 1 : 0;
    sum.gatewayErrors += isGatewayError && status >= 500 && status < 600 ? 1 : 0;
    sum.seconds += Double.isNaN(record.duration()) ? 0 : Math.min(record.duration(), DAY);
  }

  private static long minute(Instant at, Instant now) {
    long seconds = at.getEpochSecond();
    long age = now.getEpochSecond() - seconds;
    boolean isPlausible = age > -DAY && age < 30 * DAY;
    return Math.floorDiv(isPlausible ? seconds : now.getEpochSecond(), 60) * 60;
  }

  private static String upstream(AccessRecord record) {
    List<UpstreamTry> tries = record.tries();
    return tries.isEmpty() ? record.upstreamGroup() : tries.get(tries.size() - 1).upstream();
  }

  public boolean isEmpty() {
    return sums.isEmpty();
  }

  /** All that was summed up, at most 1,000 a message; begins anew. */
  public List<GatewayCounts.Builder> take(String batchId, String environment) {
    List<GatewayCounts.Builder> batches = new ArrayList<>();
    for (Map.Entry<Key, Sum> entry : sums.entrySet()) {
      GatewayCounts.Builder last = batches.isEmpty() ? null : batches.get(batches.size() - 1);
      if (last == null || last.getCountsCount() == MOST_ROWS) {
        last =
            GatewayCounts.newBuilder()
                .setBatchId(batches.isEmpty() ? batchId : batchId + "-" + batches.size())
                .setEnvironment(environment);
        batches.add(last);
      }
      last.addCounts(count(entry.getKey(), entry.getValue()));
    }
    sums.clear();
    return batches;
  }

  private static GatewayCount count(Key key, Sum sum) {
    long nanos = (long) (sum.seconds * NANOS);
    return GatewayCount.newBuilder()
        .setMinuteEpochSeconds(key.minute)
        .setProxy(key.proxy)
        .setGateway(key.gateway)
        .setHost(key.host)
        .setRoute(key.route)
        .setUpstream(key.upstream)
        .setRequests(sum.requests)
        .setClientErrors(sum.clientErrors)
        .setServerErrors(sum.serverErrors)
        .setGatewayErrors(sum.gatewayErrors)
        .setDuration(
            Duration.newBuilder().setSeconds(nanos / NANOS).setNanos((int) (nanos % NANOS)))
        .build();
  }
}
