package dev.culprit.ingest.gateway.haproxy;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.RequestLine;
import dev.culprit.ingest.gateway.text.TraceParents;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.Optional;

/**
 * Requests that HAProxy served: {@code option httplog} (also with texts behind it, as for TLS and
 * for error strings), {@code tcplog}, and JSON by a {@code log-format} of one's own.
 */
public final class HaproxyAccess {
  private static final int MOST_CAPTURES = 8;

  private HaproxyAccess() {}

  /** {@code CLIENT:PORT [22/Nov/2026:…] FRONTEND BACKEND/SERVER …}. */
  public static boolean fits(String text) {
    int bracket = text.indexOf(" [");
    return bracket > 2
        && bracket < 64
        && text.indexOf(' ') == bracket
        && text.lastIndexOf(':', bracket) > 0
        && text.length() > bracket + 26
        && text.charAt(bracket + 4) == '/'
        && text.charAt(bracket + 22) == '.';
  }

  /** Empty for connections that were no request. */
  public static Optional<GatewayRecord> read(LogLine line) {
    LineCursor cursor = new LineCursor(line.text());
    String client = cursor.word();
    String time = cursor.skipSpaces().between('[', ']');
    String frontend = withoutMark(cursor.word());
    String target = cursor.word();
    int slash = target.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String backend = target.substring(0, slash);
    String server = target.substring(slash + 1);
    String[] times = cursor.word().split("/", 6);
    AccessDraft draft =
        new AccessDraft(Proxy.PROXY_HAPROXY, LogTimes.common(time, line.loggedAt()), line.text())
            .upstreamGroup(backend);
    if (times.length == 3) {
      return Optional.of(connection(cursor, draft, client, times, frontend, backend, server));
    }
    if (times.length < 5) {
      return Optional.empty();
    }
    HaproxyTimers timers = HaproxyTimers.of(times);
    int status = LooseNumbers.status(cursor.word());
    long bytes = LooseNumbers.whole(cursor.word(), -1);
    cursor.word();
    cursor.word();
    String state = cursor.word();
    cursor.word();
    cursor.word();
    String captured = captures(cursor);
    RequestLine request = RequestLine.of(cursor.quoted());
    return Optional.of(
        draft
            .identity(new RequestIdentity("", "", "", client, request.method(), request.uri()))
            .status(status)
            .host(firstOf(captured))
            .protocol(request.protocol())
            .duration(timers.duration())
            .bytesSent(bytes)
            .tries(timers.tries(backend, server, status))
            .termination(HaproxyStates.mark(state, frontend, backend, server))
            .reason(cursor.skipSpaces().rest())
            .build());
  }

  /** {@code Tw/Tc/Tt BYTES STATE …} of {@code option tcplog}. */
  private static GatewayRecord connection(
      LineCursor cursor,
      AccessDraft draft,
      String client,
      String[] times,
      String frontend,
      String backend,
      String server) {
    HaproxyTimers timers = new HaproxyTimers("", times[0], times[1], "", times[2]);
    return draft
        .identity(new RequestIdentity("", "", "", client, "", ""))
        .duration(timers.duration())
        .bytesSent(LooseNumbers.whole(cursor.word(), -1))
        .tries(timers.tries(backend, server, 0))
        .termination(HaproxyStates.mark(cursor.word(), frontend, backend, server))
        .build();
  }

  /** What was captured of the request's headers; the answer's come in braces of their own. */
  private static String captures(LineCursor cursor) {
    String first = "";
    for (int i = 0; i < MOST_CAPTURES && cursor.skipSpaces().startsWith("{"); i++) {
      String captured = cursor.between('{', '}');
      first = i == 0 ? captured : first;
    }
    return first;
  }

  /** People capture the host first; anything that cannot be one is none. */
  private static String firstOf(String captured) {
    int bar = captured.indexOf('|');
    String first = bar < 0 ? captured : captured.substring(0, bar);
    return first.indexOf(' ') < 0 && first.indexOf('/') < 0 ? first : "";
  }

  /** A frontend that speaks TLS ends in {@code ~}. */
  private static String withoutMark(String frontend) {
    return frontend.endsWith("~") ? frontend.substring(0, frontend.length() - 1) : frontend;
  }

  public static boolean fits(JsonLine json) {
    return json.has("tsc", "termination_state", "ts_state", "term_state")
        || (json.has("be", "backend", "backend_name")
            && json.has("srv", "server", "server_name")
            && json.has("tc", "tr", "ta", "time_connect", "frontend", "fe"));
  }

  public static GatewayRecord read(JsonLine json, LogLine line) {
    String frontend = withoutMark(json.get("fe", "frontend", "frontend_name"));
    String backend = json.get("be", "backend", "backend_name");
    String server = json.get("srv", "server", "server_name");
    HaproxyTimers timers =
        new HaproxyTimers(
            json.get("tq", "tr_request", "time_request"),
            json.get("tw", "time_queue", "time_wait"),
            json.get("tc", "time_connect"),
            json.get("tr", "time_response", "time_backend_response"),
            json.get("ta", "tt", "time_total", "time_duration", "time_active"));
    int status = LooseNumbers.status(json.get("status", "status_code", "http_status", "st"));
    RequestLine request = RequestLine.of(json.get("request", "http_request", "r"));
    String method = json.get("method", "http_method", "request_method");
    String uri = json.get("uri", "path", "http_uri", "request_uri", "url");
    return new AccessDraft(
            Proxy.PROXY_HAPROXY,
            LogTimes.any(
                json.get("ts", "time", "timestamp", "@timestamp", "accept_date", "date"),
                line.loggedAt()),
            line.text())
        .identity(
            new RequestIdentity(
                "",
                "",
                known(json.get("unique", "unique_id", "request_id", "id")),
                json.get("client", "client_ip", "src", "client_addr"),
                method.isEmpty() ? request.method() : method,
                uri.isEmpty() ? request.uri() : uri))
        .status(status)
        .host(json.get("host", "hdr_host", "http_host"))
        .protocol(json.get("protocol", "http_version", "hv"))
        .duration(timers.duration())
        .bytesSent(LooseNumbers.whole(json.get("bytes", "bytes_read", "b"), -1))
        .tries(timers.tries(backend, server, status))
        .upstreamGroup(backend)
        .termination(
            HaproxyStates.mark(
                json.get("tsc", "termination_state", "ts_state", "term_state"),
                frontend,
                backend,
                server))
        .reason(reason(json))
        .traceId(TraceParents.traceId(json.get("traceparent", "trace_id")))
        .userAgent(json.get("user_agent", "ua"))
        .build();
  }

  private static String reason(JsonLine json) {
    String connection = known(json.get("bc_err_str", "bc_err", "backend_error"));
    String tls = known(json.get("ssl_bc_err_str", "ssl_bc_err", "backend_ssl_error"));
    return (connection + " " + tls).strip();
  }

  private static String known(String text) {
    return text.equals("-") ? "" : text;
  }
}
