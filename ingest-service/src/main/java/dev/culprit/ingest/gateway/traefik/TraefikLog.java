package dev.culprit.ingest.gateway.traefik;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.CombinedLine;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.RequestLine;
import dev.culprit.ingest.gateway.text.TraceParents;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.List;

/**
 * Traefik's access log, JSON or CLF. Its {@code reason} is {@code own} when the answer is as long
 * as the words that Traefik itself answers a failure with: it counts those as the origin's.
 */
public final class TraefikLog {
  private static final double NANOS = 1e9;

  private TraefikLog() {}

  public static boolean fits(JsonLine json) {
    return json.has("downstream_status", "origin_status", "router_name");
  }

  public static GatewayRecord read(JsonLine json, LogLine line) {
    int origin = LooseNumbers.status(json.get("origin_status"));
    String service = json.get("service_name");
    String server = UpstreamNames.of(json.get("service_addr", "service_url", "service_url.host"));
    String client = json.get("client_host");
    String port = json.get("client_port");
    double originSeconds = LooseNumbers.seconds(json.get("origin_duration")) / NANOS;
    return new AccessDraft(
            Proxy.PROXY_TRAEFIK,
            LogTimes.any(json.get("start_utc", "time", "start_local"), line.loggedAt()),
            line.text())
        .identity(
            new RequestIdentity(
                "",
                "",
                json.get("request_x_request_id"),
                port.isEmpty() || port.equals("-") ? client : client + ":" + port,
                json.get("request_method"),
                json.get("request_path")))
        .status(LooseNumbers.status(json.get("downstream_status", "status")))
        .host(json.get("request_host", "request_addr"))
        .protocol(json.get("request_protocol"))
        .duration(LooseNumbers.seconds(json.get("duration")) / NANOS)
        .bytesSent(LooseNumbers.whole(json.get("downstream_content_size"), -1))
        .tries(
            server.isEmpty()
                ? List.of()
                : List.of(
                    new UpstreamTry(
                        server,
                        origin,
                        Double.NaN,
                        origin == 0 ? Double.NaN : originSeconds,
                        originSeconds,
                        -1)))
        .upstreamGroup(service)
        .reason(isOwnText(json) ? "own" : "")
        .traceId(TraceParents.traceId(json.get("trace_id", "request_traceparent")))
        .userAgent(json.get("request_user_agent"))
        .referrer(json.get("request_referer"))
        .build();
  }

  private static boolean isOwnText(JsonLine json) {
    return TraefikTexts.isOwn(
        LooseNumbers.status(json.get("downstream_status")), json.get("downstream_content_size"));
  }

  /** CLF has after the combined fields: a count, {@code "router" "server URL" 12ms}. */
  public static boolean fits(CombinedLine combined) {
    String tail = combined.tail();
    return tail.endsWith("ms") && !tail.isEmpty() && LooseNumbers.isDigit(tail.charAt(0));
  }

  public static GatewayRecord read(CombinedLine combined, LogLine line) {
    LineCursor tail = new LineCursor(combined.tail());
    tail.word();
    String router = tail.quoted();
    String server = UpstreamNames.of(tail.quoted());
    String duration = tail.word();
    RequestLine request = RequestLine.of(combined.requestLine());
    int status = LooseNumbers.status(combined.status());
    return new AccessDraft(
            Proxy.PROXY_TRAEFIK, LogTimes.common(combined.time(), line.loggedAt()), line.text())
        .identity(
            new RequestIdentity("", "", "", combined.client(), request.method(), request.uri()))
        .status(status)
        .protocol(request.protocol())
        .duration(LooseNumbers.milliseconds(duration))
        .bytesSent(LooseNumbers.whole(combined.bytes(), -1))
        .tries(
            server.isEmpty()
                ? List.of()
                : List.of(new UpstreamTry(server, 0, Double.NaN, Double.NaN, Double.NaN, -1)))
        .upstreamGroup(router.equals("-") ? "" : router)
        .reason(TraefikTexts.isOwn(status, combined.bytes()) ? "own" : "")
        .userAgent(combined.userAgent())
        .referrer(combined.referrer())
        .build();
  }
}
