package dev.culprit.ingest.gateway.nginx;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.text.TlsWords;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.Locale;

/**
 * From the words of nginx's error log to causes. Messages of other matters, such as a body that was
 * buffered to disk, have {@code CAUSE_UNSPECIFIED}.
 */
final class NginxMessages {
  private NginxMessages() {}

  /** By the words of a message and its level. */
  static Cause cause(String message, String level) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("dry run")) {
      return CAUSE_UNSPECIFIED;
    }
    if (text.contains("while sending to client") && !text.contains("auth request")) {
      return isBroken(text) ? CAUSE_CLIENT_CLOSED : CAUSE_UNSPECIFIED;
    }
    if (text.contains("upstream timed out")) {
      return timeout(text);
    }
    if (text.contains("connect() ") && text.contains("failed (")) {
      return connect(text);
    }
    if (text.contains("ssl_do_handshake() failed")) {
      // Without these words it is the client's handshake that failed.
      return text.contains("to upstream") ? handshake(text) : CAUSE_UNSPECIFIED;
    }
    if (text.contains("prematurely closed connection") && text.contains("client")) {
      return CAUSE_CLIENT_CLOSED;
    }
    if (text.contains("prematurely closed") || text.contains("closed prematurely")) {
      return whileReadingBody(text) ? CAUSE_UPSTREAM_BODY_TRUNCATED : CAUSE_UPSTREAM_CLOSED_EARLY;
    }
    if (text.contains("could not be resolved")) {
      return dns(text);
    }
    if (isBroken(text) && isBetweenUpstream(text, level)) {
      return transfer(text);
    }
    if (text.contains("open() ") && text.contains("failed (13")) {
      // The proxy's own temporary files are critical, other files are only forbidden.
      return level.equals("crit") ? CAUSE_PROXY_CONFIG : CAUSE_PROXY_DENIED;
    }
    return NginxWords.cause(text);
  }

  private static Cause timeout(String text) {
    if (text.contains("while connecting")) {
      return CAUSE_UPSTREAM_CONNECT_TIMEOUT;
    }
    if (text.contains("handshaking")) {
      return CAUSE_TLS_TIMEOUT;
    }
    if (text.contains("while sending")) {
      return CAUSE_UPSTREAM_SEND_TIMEOUT;
    }
    return whileReadingBody(text) ? CAUSE_UPSTREAM_BODY_TIMEOUT : CAUSE_UPSTREAM_READ_TIMEOUT;
  }

  private static Cause connect(String text) {
    boolean isSocket = text.contains("connect() to unix:");
    return switch (errorNumber(text)) {
      case 111, 61 -> CAUSE_UPSTREAM_REFUSED;
      case 2 -> isSocket ? CAUSE_SOCKET_MISSING : CAUSE_UNKNOWN;
      case 11, 35 -> isSocket ? CAUSE_SOCKET_BACKLOG_FULL : CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case 13 -> isSocket ? CAUSE_SOCKET_PERMISSION : CAUSE_LOCAL_FIREWALL_OR_ROUTE;
      case 1, 22 -> CAUSE_LOCAL_FIREWALL_OR_ROUTE;
      case 113, 101, 112, 100, 65, 51, 64 -> CAUSE_UPSTREAM_UNREACHABLE;
      case 110, 60 -> CAUSE_UPSTREAM_CONNECT_TIMEOUT;
      case 104, 54 -> CAUSE_UPSTREAM_RESET;
      case 99, 49, 24, 23, 105 -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      default -> CAUSE_UNKNOWN;
    };
  }

  private static Cause handshake(String text) {
    Cause cause = TlsWords.cause(text);
    return cause == CAUSE_UNSPECIFIED ? CAUSE_TLS_PROTOCOL : cause;
  }

  private static Cause dns(String text) {
    return switch (errorNumber(text)) {
      case 3 -> CAUSE_DNS_NOT_FOUND;
      case 5 -> CAUSE_DNS_REFUSED;
      case 110, 60 -> CAUSE_DNS_TIMEOUT;
      default -> CAUSE_DNS_SERVER_FAILURE;
    };
  }

  /** Whether a connection broke while something was sent or read. */
  private static boolean isBroken(String text) {
    return text.contains("recv() failed")
        || text.contains("readv() failed")
        || text.contains("send() failed")
        || text.contains("sendfile() failed")
        || text.contains("sendfile64() failed")
        || text.contains("writev() failed")
        || text.contains("ssl_read() failed")
        || text.contains("ssl_write() failed")
        || text.contains("ssl_sendfile() failed")
        || text.contains("client timed out")
        || text.contains("kevent() reported about an closed connection");
  }

  /**
   * Clients' connections break at level info; of an upgraded one nginx does not say whose it was.
   */
  private static boolean isBetweenUpstream(String text, String level) {
    return text.contains("upstream")
        || (text.contains("while proxying upgraded") && !level.equals("info"));
  }

  private static Cause transfer(String text) {
    if (text.contains("(ssl:") && (text.contains("certificate") || text.contains("unknown ca"))) {
      return CAUSE_TLS_CERTIFICATE;
    }
    if (whileReadingBody(text)) {
      return CAUSE_UPSTREAM_BODY_TRUNCATED;
    }
    if (text.contains("handshaking")) {
      return CAUSE_TLS_CLOSED;
    }
    return errorNumber(text) == 111 ? CAUSE_UPSTREAM_REFUSED : CAUSE_UPSTREAM_RESET;
  }

  private static boolean whileReadingBody(String text) {
    return text.contains("while reading upstream")
        || text.contains("while reading response body")
        || text.contains("while proxying upgraded");
  }

  /** The number in {@code failed (111: Connection refused)}; 0 when there is none. */
  private static int errorNumber(String text) {
    int open = text.indexOf(" (");
    while (open >= 0) {
      int end = open + 2;
      int number = 0;
      while (end < text.length() && Character.isDigit(text.charAt(end)) && number < 10_000) {
        number = number * 10 + (text.charAt(end) - '0');
        end++;
      }
      if (end > open + 2 && end < text.length() && text.charAt(end) == ':') {
        return number;
      }
      open = text.indexOf(" (", open + 2);
    }
    return 0;
  }

  /** The status that the client gets for it by default; 0 when the response had begun already. */
  static int status(Cause cause, String message) {
    if (message.contains("while reading upstream") || message.contains("while sending to client")) {
      return cause == CAUSE_AUTH_SUBREQUEST_FAILED || cause == CAUSE_APP_ERROR ? 500 : 0;
    }
    if (message.contains("failed (") && message.contains("connect() ")) {
      return 502;
    }
    return switch (cause) {
      case CAUSE_UPSTREAM_CONNECT_TIMEOUT,
          CAUSE_UPSTREAM_READ_TIMEOUT,
          CAUSE_UPSTREAM_SEND_TIMEOUT,
          CAUSE_TLS_TIMEOUT ->
          504;
      case CAUSE_UPSTREAM_BODY_TIMEOUT, CAUSE_UPSTREAM_BODY_TRUNCATED, CAUSE_UNSPECIFIED -> 0;
      case CAUSE_PROXY_RESOURCE_EXHAUSTED,
          CAUSE_PROXY_CONFIG,
          CAUSE_AUTH_SUBREQUEST_FAILED,
          CAUSE_APP_ERROR ->
          500;
      case CAUSE_PROXY_RATE_LIMITED -> 503;
      case CAUSE_PROXY_DENIED -> denied(message);
      case CAUSE_APP_SCRIPT_MISSING -> message.contains("has been denied") ? 403 : 404;
      case CAUSE_CLIENT_BODY_TOO_LARGE -> 413;
      case CAUSE_CLIENT_CLOSED -> message.contains("client timed out") ? 408 : 499;
      case CAUSE_DNS_NOT_FOUND -> message.startsWith("host not found in") ? 0 : 502;
      default -> 502;
    };
  }

  private static int denied(String message) {
    if (message.contains("too long URI")) {
      return 414;
    }
    return message.startsWith("client sent") ? 400 : 403;
  }
}
