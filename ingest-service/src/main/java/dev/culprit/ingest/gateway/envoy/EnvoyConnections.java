package dev.culprit.ingest.gateway.envoy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.text.TlsWords;
import dev.culprit.proto.ingest.v1.Cause;

/** Why Envoy got no connection, by the words of the code details and of the transport. */
final class EnvoyConnections {
  /** Seconds after which a failure without words was no refusal; refusals come at once. */
  private static final double SLOW = 1;

  private static final String ERROR = "connect error:";

  private EnvoyConnections() {}

  /**
   * @param reason in lower case, words joined by spaces
   * @param duration of the request in seconds
   */
  static Cause cause(String reason, double duration) {
    if (reason.contains("tls error") || reason.contains("ssl routines")) {
      Cause cause = TlsWords.cause(reason);
      return cause == CAUSE_UNSPECIFIED ? CAUSE_TLS_PROTOCOL : cause;
    }
    int at = reason.indexOf(ERROR);
    if (at >= 0) {
      return system(reason.substring(at + ERROR.length()).strip());
    }
    boolean isTimeout = reason.contains("timeout") || duration >= SLOW;
    return isTimeout ? CAUSE_UPSTREAM_CONNECT_TIMEOUT : CAUSE_UPSTREAM_REFUSED;
  }

  /** An error of the system, as its number or, in newer versions, in words. */
  private static Cause system(String error) {
    int end = 0;
    while (end < error.length() && Character.isDigit(error.charAt(end))) {
      end++;
    }
    return switch (error.substring(0, end)) {
      case "" -> inWords(error);
      case "113", "101", "112", "100" -> CAUSE_UPSTREAM_UNREACHABLE;
      case "110" -> CAUSE_UPSTREAM_CONNECT_TIMEOUT;
      case "104" -> CAUSE_UPSTREAM_RESET;
      case "99", "24", "23" -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case "13" -> CAUSE_SOCKET_PERMISSION;
      case "1", "22" -> CAUSE_LOCAL_FIREWALL_OR_ROUTE;
      case "11" -> CAUSE_SOCKET_BACKLOG_FULL;
      case "2" -> CAUSE_SOCKET_MISSING;
      default -> CAUSE_UPSTREAM_REFUSED;
    };
  }

  private static Cause inWords(String error) {
    if (error.startsWith("no route to host") || error.contains("is unreachable")) {
      return CAUSE_UPSTREAM_UNREACHABLE;
    }
    if (error.startsWith("no such file")) {
      return CAUSE_SOCKET_MISSING;
    }
    if (error.startsWith("permission denied")) {
      return CAUSE_SOCKET_PERMISSION;
    }
    if (error.startsWith("connection timed out")) {
      return CAUSE_UPSTREAM_CONNECT_TIMEOUT;
    }
    return error.startsWith("cannot assign") || error.startsWith("too many open files")
        ? CAUSE_PROXY_RESOURCE_EXHAUSTED
        : CAUSE_UPSTREAM_REFUSED;
  }
}
