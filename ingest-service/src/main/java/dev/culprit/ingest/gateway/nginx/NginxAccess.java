package dev.culprit.ingest.gateway.nginx;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.CombinedLine;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.RequestLine;
import dev.culprit.ingest.gateway.text.TraceParents;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.List;

/**
 * Access records of nginx: JSON by whatever {@code log_format} people wrote, as long as the names
 * resemble those of the variables, and the combined format with named fields behind it.
 */
public final class NginxAccess {
  private NginxAccess() {}

  /** A status, and something that only the record of a request has. */
  public static boolean fits(JsonLine json) {
    return json.has("status", "status_code", "code", "response")
        && json.has(
            "upstream_addr",
            "upstream_status",
            "request_time",
            "request_uri",
            "request",
            "uri",
            "remote_addr",
            "rt",
            "body_bytes_sent");
  }

  public static AccessRecord read(JsonLine json, LogLine line) {
    RequestLine request = RequestLine.of(json.get("request", "request_line"));
    String method = json.get("method", "request_method", "verb", "http_method");
    String uri = json.get("uri", "request_uri", "path", "url", "request_url");
    AccessDraft draft =
        new AccessDraft(
            Proxy.PROXY_NGINX,
            LogTimes.any(
                json.get(
                    "msec",
                    "time",
                    "time_iso8601",
                    "ts",
                    "timestamp",
                    "@timestamp",
                    "time_local",
                    "date"),
                line.loggedAt()),
            line.text());
    draft
        .identity(
            new RequestIdentity(
                json.get("connection", "conn", "connection_serial"),
                "",
                json.get("request_id", "req_id", "x_request_id", "reqid"),
                json.get("remote_addr", "client", "client_ip", "remote_ip", "clientip"),
                method.isEmpty() ? request.method() : method,
                uri.isEmpty() ? request.uri() : uri))
        .status(LooseNumbers.status(json.get("status", "status_code", "code", "response")))
        .host(json.get("host", "http_host", "vhost", "server_name", "domain"))
        .protocol(protocol(json.get("server_protocol", "protocol"), request))
        .duration(LooseNumbers.seconds(json.get("request_time", "duration", "rt")))
        .bytesSent(LooseNumbers.whole(json.get("bytes_sent", "body_bytes_sent", "bytes"), -1))
        .traceId(
            TraceParents.traceId(
                json.get("traceparent", "http_traceparent", "trace_id", "otel_trace_id")))
        .userAgent(
            json.has("us")
                ? json.get("user_agent", "http_user_agent", "agent")
                : json.get("user_agent", "http_user_agent", "agent", "ua"))
        .referrer(json.get("referer", "http_referer", "referrer"));
    if (json.has("upstream_addr", "upstream_status", "upstream", "upstream_connect_time", "us")) {
      List<UpstreamTry> tries = tries(json);
      draft
          .tries(tries)
          .upstreamGroup(
              group(json.get("proxy_host", "upstream_name", "proxy_upstream_name"), tries));
    }
    return draft.build();
  }

  public static AccessRecord read(CombinedLine combined, LogLine line) {
    RequestLine request = RequestLine.of(combined.requestLine());
    AccessDraft draft =
        new AccessDraft(
                Proxy.PROXY_NGINX, LogTimes.common(combined.time(), line.loggedAt()), line.text())
            .identity(
                new RequestIdentity(
                    combined.get("connection", "conn", "cn"),
                    "",
                    combined.get("request_id", "rid", "req_id", "reqid"),
                    combined.client(),
                    request.method(),
                    request.uri()))
            .status(LooseNumbers.status(combined.status()))
            .host(
                combined.virtualHost().isEmpty()
                    ? combined.get("host", "http_host", "vhost", "server_name", "h")
                    : combined.virtualHost())
            .protocol(request.protocol())
            .duration(LooseNumbers.seconds(combined.get("rt", "request_time")))
            .bytesSent(LooseNumbers.whole(combined.bytes(), -1))
            .traceId(TraceParents.traceId(combined.get("traceparent", "trace_id", "tp")))
            .userAgent(combined.userAgent())
            .referrer(combined.referrer());
    IngressTail.of(combined.tail())
        .ifPresentOrElse(tail -> tail.addTo(draft), () -> addUpstream(combined, draft));
    return draft.build();
  }

  private static void addUpstream(CombinedLine combined, AccessDraft draft) {
    if (!hasUpstream(combined)) {
      return;
    }
    List<UpstreamTry> tries =
        NginxTries.of(
            combined.get("ua", "upstream_addr", "uaddr", "upstream"),
            combined.get("us", "upstream_status"),
            combined.get("uct", "upstream_connect_time"),
            combined.get("uht", "upstream_header_time"),
            combined.get("urt", "upstream_response_time"),
            combined.get("ubr", "upstream_bytes_received"));
    draft.tries(tries).upstreamGroup(group(combined.get("proxy_host", "ph"), tries));
  }

  private static List<UpstreamTry> tries(JsonLine json) {
    // Short names: with the status beside it, this is the address and not the user agent.
    String address = json.has("us") ? json.get("ua", "uaddr", "upstream_addr") : "";
    return NginxTries.of(
        address.isEmpty() ? json.get("upstream_addr", "upstream") : address,
        json.get("upstream_status", "us"),
        json.get("upstream_connect_time", "uct"),
        json.get("upstream_header_time", "uht"),
        json.get("upstream_response_time", "urt"),
        json.get("upstream_bytes_received", "ubr"));
  }

  private static boolean hasUpstream(CombinedLine combined) {
    return combined.extra().containsKey("ua")
        || combined.extra().containsKey("us")
        || combined.extra().containsKey("uct")
        || combined.extra().containsKey("uaddr")
        || combined.extra().containsKey("upstream")
        || combined.extra().containsKey("upstream_addr")
        || combined.extra().containsKey("upstream_status");
  }

  private static String protocol(String told, RequestLine request) {
    return told.isEmpty() ? request.protocol() : told;
  }

  /**
   * A group's name, or the name that no address was found for; nothing for a single server, whose
   * address says enough.
   */
  private static String group(String proxyHost, List<UpstreamTry> tries) {
    String name = UpstreamNames.of(proxyHost);
    if (!UpstreamNames.isServer(name)) {
      return name;
    }
    int port = name.lastIndexOf(':');
    return tries.isEmpty() && port > 0 && !name.startsWith("unix:") ? name.substring(0, port) : "";
  }
}
