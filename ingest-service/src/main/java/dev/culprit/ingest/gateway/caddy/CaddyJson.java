package dev.culprit.ingest.gateway.caddy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.fastcgi.StandardError;
import dev.culprit.ingest.gateway.golang.GoErrorTexts;
import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.TraceParents;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.Optional;

/**
 * Caddy's JSON log: access records, errors of requests, and what its reverse proxy says of bodies
 * that were cut. An access record's {@code reason} is {@code app} when the answer carries headers
 * that Caddy does not make itself.
 */
public final class CaddyJson {
  private CaddyJson() {}

  public static boolean fits(JsonLine json) {
    return json.has("logger") && json.has("msg");
  }

  /** Empty for lines that are about no request. */
  public static Optional<GatewayRecord> read(JsonLine json, LogLine line) {
    String logger = json.get("logger");
    if (logger.startsWith("http.log.access")) {
      return Optional.of(access(json, line));
    }
    if (logger.startsWith("http.log.error")) {
      return Optional.of(error(json, line, failure(json), ""));
    }
    if (logger.contains("health_checker")) {
      return CaddyHealth.read(json, at(json, line), line);
    }
    if (logger.contains("reverse_proxy")) {
      return reverseProxy(json, line);
    }
    return Optional.empty();
  }

  /** Of a status that Caddy made itself there is a cause, if only that nobody knows it. */
  private static Cause failure(JsonLine json) {
    Cause cause = GoErrorTexts.cause(json.get("msg"));
    return cause == CAUSE_UNSPECIFIED && LooseNumbers.status(json.get("status")) >= 500
        ? CAUSE_UNKNOWN
        : cause;
  }

  private static Optional<GatewayRecord> reverseProxy(JsonLine json, LogLine line) {
    String message = json.get("msg");
    if (message.startsWith("aborting with incomplete response")) {
      return Optional.of(error(json, line, aborted(json.get("error")), ""));
    }
    if (message.equals("upstream roundtrip") && json.has("error")) {
      return Optional.of(error(json, line, CAUSE_UNSPECIFIED, ""));
    }
    String application = json.get("body");
    boolean isFastCgi = json.get("logger").contains("fastcgi");
    if (isFastCgi && message.equals("stderr") && !application.isEmpty()) {
      String text = StandardError.clean(application);
      return Optional.of(error(json, line, StandardError.cause(text), text));
    }
    return Optional.empty();
  }

  private static Cause aborted(String error) {
    if (error.startsWith("writing: ")) {
      // To the client.
      return CAUSE_CLIENT_CLOSED;
    }
    Cause cause = GoErrorTexts.cause(error);
    return switch (cause) {
      case CAUSE_CLIENT_CLOSED, CAUSE_UPSTREAM_MALFORMED_RESPONSE, CAUSE_UPSTREAM_H2_ERROR -> cause;
      case CAUSE_UPSTREAM_READ_TIMEOUT -> CAUSE_UPSTREAM_BODY_TIMEOUT;
      default -> CAUSE_UPSTREAM_BODY_TRUNCATED;
    };
  }

  private static ErrorRecord error(JsonLine json, LogLine line, Cause cause, String application) {
    String words = json.get("error").isEmpty() ? json.get("msg") : json.get("error");
    String upstream = UpstreamNames.of(json.get("upstream"));
    return new ErrorRecord(
        Proxy.PROXY_CADDY,
        at(json, line),
        line.text(),
        identity(json),
        cause,
        status(json, cause),
        json.get("level"),
        json.get("request.host"),
        upstream.isEmpty() ? GoErrorTexts.upstream(words) : upstream,
        "",
        words,
        application);
  }

  /** What PHP says on its standard error has no status beside it. */
  private static int status(JsonLine json, Cause cause) {
    if (!json.get("status").isEmpty()) {
      return LooseNumbers.status(json.get("status"));
    }
    return cause == CAUSE_APP_ERROR ? 500 : cause == CAUSE_APP_SCRIPT_MISSING ? 404 : 0;
  }

  private static GatewayRecord access(JsonLine json, LogLine line) {
    return new AccessDraft(Proxy.PROXY_CADDY, at(json, line), line.text())
        .identity(identity(json))
        .status(LooseNumbers.status(json.get("status")))
        .host(json.get("request.host"))
        .protocol(json.get("request.proto"))
        .duration(LooseNumbers.seconds(json.get("duration")))
        .bytesSent(LooseNumbers.whole(json.get("size"), -1))
        .reason(isFromUpstream(json) ? "app" : "")
        .traceId(TraceParents.traceId(json.get("request.headers.traceparent", "trace_id")))
        .userAgent(json.get("request.headers.user_agent"))
        .referrer(json.get("request.headers.referer"))
        .build();
  }

  private static boolean isFromUpstream(JsonLine json) {
    return !json.get(
            "resp_headers.content_type",
            "resp_headers.date",
            "resp_headers.status",
            "resp_headers.x_powered_by",
            "resp_headers.transfer_encoding",
            "resp_headers.upgrade",
            "resp_headers.via")
        .isEmpty();
  }

  private static Instant at(JsonLine json, LogLine line) {
    return LogTimes.any(json.get("ts"), line.loggedAt());
  }

  private static RequestIdentity identity(JsonLine json) {
    String port = json.get("request.remote_port");
    String client = json.get("request.remote_ip", "request.remote_addr", "request.client_ip");
    return new RequestIdentity(
        "",
        json.get("err_id"),
        json.get("request.headers.x_request_id", "uuid"),
        port.isEmpty() ? client : client + ":" + port,
        json.get("request.method"),
        json.get("request.uri"));
  }
}
