package dev.culprit.ingest.gateway.envoy;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.RequestLine;
import dev.culprit.ingest.gateway.text.TraceParents;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.List;
import java.util.Optional;

/**
 * Envoy's access log: the default text format, with the details of Istio's behind the flags, and
 * JSON by the usual names.
 */
public final class EnvoyAccess {
  private EnvoyAccess() {}

  /** {@code [2026-11-22T05:16:05.123Z] "GET / HTTP/1.1" 503 UF …}. */
  public static boolean fits(String text) {
    int end = text.indexOf("Z] \"");
    return text.startsWith("[2") && end > 18 && end < 36 && text.charAt(11) == 'T';
  }

  public static Optional<GatewayRecord> read(LogLine line) {
    LineCursor cursor = new LineCursor(line.text());
    String time = cursor.between('[', ']');
    RequestLine request = RequestLine.of(cursor.quoted());
    String status = cursor.word();
    if (status.isEmpty() || !LooseNumbers.isDigit(status.charAt(0))) {
      return Optional.empty();
    }
    String flags = cursor.word();
    String details = "";
    String failure = "";
    String next = cursor.word();
    if (!isCount(next)) {
      // Istio: details, connection termination details, and the transport's failure in quotes.
      details = next;
      cursor.quoted();
      failure = cursor.skipSpaces().startsWith("\"") ? cursor.quoted() : "";
      next = cursor.word();
    }
    String sent = cursor.word();
    String duration = cursor.word();
    String upstreamTime = cursor.word();
    String forwarded = cursor.quoted();
    String agent = cursor.quoted();
    String requestId = cursor.quoted();
    String authority = cursor.quoted();
    String upstream = cursor.quoted();
    String cluster = cursor.word();
    return Optional.of(
        draft(
                line,
                time,
                new RequestIdentity(
                    "", "", known(requestId), known(forwarded), request.method(), request.uri()),
                status,
                flags,
                details,
                failure)
            .host(known(authority))
            .protocol(request.protocol())
            .duration(LooseNumbers.milliseconds(duration))
            .bytesSent(LooseNumbers.whole(sent, -1))
            .tries(tries(upstream, status, upstreamTime))
            .upstreamGroup(known(cluster))
            .userAgent(known(agent))
            .build());
  }

  private static boolean isCount(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  public static boolean fits(JsonLine json) {
    return json.has("response_flags", "response_code_details", "upstream_cluster")
        && json.has("response_code", "status", "response_flags");
  }

  public static GatewayRecord read(JsonLine json, LogLine line) {
    RequestLine request = RequestLine.of(json.get("request"));
    String method = json.get("method", "x_req_method", "request_method");
    String uri = json.get("path", "x_envoy_origin_path", "uri", "request_path");
    String status = json.get("response_code", "status");
    return draft(
            line,
            json.get("start_time", "timestamp", "time", "@timestamp"),
            new RequestIdentity(
                "",
                "",
                json.get("request_id", "x_request_id"),
                json.get("downstream_remote_address", "downstream_direct_remote_address", "client"),
                method.isEmpty() ? request.method() : method,
                uri.isEmpty() ? request.uri() : uri),
            status,
            json.get("response_flags"),
            json.get("response_code_details"),
            json.get("upstream_transport_failure_reason"))
        .host(json.get("authority", "host", "requested_server_name"))
        .protocol(json.get("protocol"))
        .duration(LooseNumbers.milliseconds(json.get("duration")))
        .bytesSent(LooseNumbers.whole(json.get("bytes_sent"), -1))
        .tries(
            tries(
                json.get("upstream_host", "upstream_remote_address"),
                status,
                json.get("upstream_service_time", "x_envoy_upstream_service_time")))
        .upstreamGroup(known(json.get("upstream_cluster", "upstream_cluster_raw")))
        .traceId(TraceParents.traceId(json.get("traceparent", "trace_id")))
        .userAgent(json.get("user_agent"))
        .build();
  }

  private static AccessDraft draft(
      LogLine line,
      String time,
      RequestIdentity identity,
      String status,
      String flags,
      String details,
      String failure) {
    return new AccessDraft(Proxy.PROXY_ENVOY, LogTimes.any(time, line.loggedAt()), line.text())
        .identity(identity)
        .status(LooseNumbers.status(status))
        .termination(known(flags))
        .reason((known(details) + " " + known(failure)).strip());
  }

  private static List<UpstreamTry> tries(String upstream, String status, String serviceTime) {
    String name = UpstreamNames.of(upstream);
    double header = LooseNumbers.milliseconds(known(serviceTime));
    return name.isEmpty()
        ? List.of()
        : List.of(
            new UpstreamTry(
                name,
                Double.isNaN(header) ? 0 : LooseNumbers.status(status),
                Double.NaN,
                header,
                Double.NaN,
                -1));
  }

  private static String known(String text) {
    return text.equals("-") ? "" : text;
  }
}
