package dev.culprit.ingest.gateway.haproxy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.text.TlsWords;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.Locale;
import java.util.Optional;

/** HAProxy's words for connections to servers that failed. */
final class HaproxyErrors {
  private static final String CONNECT = "Connect() failed for backend ";

  private HaproxyErrors() {}

  /** A line of its own, which HAProxy writes when its host cannot connect; empty for any other. */
  static Optional<GatewayRecord> read(LogLine line) {
    String text = line.text();
    int colon = text.indexOf(": ");
    if (!text.startsWith(CONNECT) || colon < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ErrorRecord(
            Proxy.PROXY_HAPROXY,
            line.loggedAt(),
            text,
            RequestIdentity.NONE,
            text.contains("backlog") ? CAUSE_SOCKET_BACKLOG_FULL : CAUSE_PROXY_RESOURCE_EXHAUSTED,
            503,
            "error",
            "",
            "",
            text.substring(CONNECT.length(), colon),
            text,
            ""));
  }

  /** From {@code %[bc_err_str]} and {@code %[ssl_bc_err_str]}, where they are logged. */
  static Cause connection(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    if (text.contains("timeout") && text.contains("handshake")) {
      return CAUSE_TLS_TIMEOUT;
    }
    if (text.contains("ssl") && (text.contains("handshake") || text.contains("ssl routines"))) {
      Cause cause = TlsWords.cause(text);
      return cause == CAUSE_UNSPECIFIED ? CAUSE_TLS_CLOSED : cause;
    }
    if (text.contains("certificate")) {
      return CAUSE_TLS_CERTIFICATE;
    }
    if (text.contains("no route")
        || text.contains("unreachable")
        || text.contains("enetunreach")
        || text.contains("ehostunreach")) {
      return CAUSE_UPSTREAM_UNREACHABLE;
    }
    if (text.contains("no such file")) {
      return CAUSE_SOCKET_MISSING;
    }
    if (text.contains("permission denied")) {
      return CAUSE_SOCKET_PERMISSION;
    }
    if (text.contains("econnreset")) {
      return CAUSE_UPSTREAM_RESET;
    }
    if (isExhausted(text)) {
      return CAUSE_PROXY_RESOURCE_EXHAUSTED;
    }
    return text.contains("timeout") ? CAUSE_UPSTREAM_CONNECT_TIMEOUT : CAUSE_UPSTREAM_REFUSED;
  }

  private static boolean isExhausted(String text) {
    return text.contains("too many")
        || text.contains("exhausted")
        || text.contains("out of ")
        || text.contains("can't bind")
        || text.contains("source address already in use");
  }
}
