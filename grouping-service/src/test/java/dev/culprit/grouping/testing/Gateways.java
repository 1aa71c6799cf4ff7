package dev.culprit.grouping.testing;

import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Proxy;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Wire;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What ingest makes of gateways' logs. */
public final class Gateways {

  private Gateways() {}

  /** nginx got no connection to 127.0.0.1:9000 of the group {@code app}, and answered 502. */
  public static Event.Builder refused(String requestId) {
    return Event.newBuilder()
        .setOccurredAt(TestEvents.timestamp(Instant.now()))
        .setLevel(Level.LEVEL_ERROR)
        .setEnvironment("production")
        .setWire(Wire.WIRE_GATEWAY)
        .setMessage(
            LogMessage.newBuilder().setFormatted("nginx: 127.0.0.1:9000 refused connections (502)"))
        .addAllFingerprint(List.of("gateway", "nginx", "127.0.0.1:9000", "upstream_refused"))
        .setHttpStatus(502)
        .setGateway(
            GatewayFailure.newBuilder()
                .setProxy(Proxy.PROXY_NGINX)
                .setGateway("edge-1")
                .setUpstream("127.0.0.1:9000")
                .setUpstreamGroup("app")
                .setCause(Cause.CAUSE_UPSTREAM_REFUSED)
                .setStatus(502)
                .setHost("shop.example.com")
                .setRoute("/orders/{id}")
                .setRequestId(requestId)
                .addRawLines("connect() failed (111: Connection refused)"));
  }

  public static HttpRequest.Builder request(String header, String value) {
    return HttpRequest.newBuilder()
        .setMethod("GET")
        .addHeaders(NamedValue.newBuilder().setName("Accept").setValue("text/html"))
        .addHeaders(NamedValue.newBuilder().setName(header).setValue(value));
  }

  public static Supplement.Builder counts(String batchId, GatewayCount.Builder... counts) {
    GatewayCounts.Builder all =
        GatewayCounts.newBuilder().setBatchId(batchId).setEnvironment("production");
    for (GatewayCount.Builder count : counts) {
      all.addCounts(count);
    }
    return Supplement.newBuilder().setWire(Wire.WIRE_GATEWAY).setGatewayCounts(all);
  }

  /** Of which some were answered 5xx, half of those by the gateway itself. */
  public static GatewayCount.Builder count(
      Instant minute, String route, long requests, long serverErrors) {
    return GatewayCount.newBuilder()
        .setMinuteEpochSeconds(minute.truncatedTo(ChronoUnit.MINUTES).getEpochSecond())
        .setProxy(Proxy.PROXY_NGINX)
        .setGateway("edge-1")
        .setHost("shop.example.com")
        .setRoute(route)
        .setUpstream("127.0.0.1:9000")
        .setRequests(requests)
        .setServerErrors(serverErrors)
        .setGatewayErrors(serverErrors / 2)
        .setDuration(com.google.protobuf.Duration.newBuilder().setSeconds(requests));
  }
}
