package dev.culprit.ingest.gateway.nginx;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.proto.ingest.v1.Cause;
import java.util.Locale;

/**
 * From the words of nginx's error log to causes. Messages of other matters, such as a body that was
 * buffered to disk, have {@code CAUSE_UNSPECIFIED}.
 */
final class NginxMessages {
  private NginxMessages() {}

  static Cause cause(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("dry run")) {
      return CAUSE_UNSPECIFIED;
    }
    if (text.contains("upstream timed out")) {
      return timeout(text);
    }
    if (text.contains("connect() ") && text.contains("failed (")) {
      return connect(text);
    }
    if (text.contains("ssl_do_handshake() failed")) {
      return handshake(text);
    }
    if (text.contains("prematurely closed connection") && text.contains("client")) {
      return CAUSE_CLIENT_CLOSED;
    }
    if (text.contains("prematurely closed") || text.contains("closed keepalive connection")) {
      return whileReadingBody(text) ? CAUSE_UPSTREAM_BODY_TRUNCATED : CAUSE_UPSTREAM_CLOSED_EARLY;
    }
    if (text.contains("could not be resolved")) {
      return dns(text);
    }
    if (isBrokenTransfer(text)) {
      return transfer(text);
    }
    for (Words words : Words.values()) {
      if (text.contains(words.text)) {
        return words.cause;
      }
    }
    return CAUSE_UNSPECIFIED;
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
    if (text.contains("wrong version number")
        || text.contains("packet length too long")
        || text.contains("http request")
        || text.contains("unknown protocol")) {
      return CAUSE_TLS_NOT_TLS;
    }
    if (text.contains("certificate") || text.contains("unknown ca")) {
      return CAUSE_TLS_CERTIFICATE;
    }
    return text.contains("(104") || text.contains("unexpected eof")
        ? CAUSE_TLS_CLOSED
        : CAUSE_TLS_PROTOCOL;
  }

  private static Cause dns(String text) {
    return switch (errorNumber(text)) {
      case 3 -> CAUSE_DNS_NOT_FOUND;
      case 5 -> CAUSE_DNS_REFUSED;
      case 110, 60 -> CAUSE_DNS_TIMEOUT;
      default -> CAUSE_DNS_SERVER_FAILURE;
    };
  }

  /** Of a call on the connection to the upstream; clients' connections break without a word. */
  private static boolean isBrokenTransfer(String text) {
    return text.contains("upstream")
        && !text.contains("while sending to client")
        && !text.contains("temporarily disabled")
        && (text.contains("recv() failed")
            || text.contains("readv() failed")
            || text.contains("send() failed")
            || text.contains("sendfile() failed")
            || text.contains("sendfile64() failed")
            || text.contains("writev() failed")
            || text.contains("ssl_read() failed")
            || text.contains("ssl_write() failed")
            || text.contains("ssl_sendfile() failed")
            || text.contains("kevent() reported about an closed connection"));
  }

  private static Cause transfer(String text) {
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
  static int status(Cause cause) {
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
      case CAUSE_PROXY_DENIED -> 403;
      case CAUSE_APP_SCRIPT_MISSING -> 404;
      case CAUSE_CLIENT_BODY_TOO_LARGE -> 413;
      case CAUSE_CLIENT_CLOSED -> 499;
      default -> 502;
    };
  }

  /** Words that say enough by themselves; the first that fits decides. */
  private enum Words {
    NO_LIVE("no live upstreams", CAUSE_NO_LIVE_UPSTREAMS),
    AUTH("auth request unexpected status", CAUSE_AUTH_SUBREQUEST_FAILED),
    CERTIFICATE("upstream ssl certificate", CAUSE_TLS_CERTIFICATE),
    HANDSHAKE_CLOSED("peer closed connection in ssl handshake", CAUSE_TLS_CLOSED),
    HEADER_TOO_BIG("upstream sent too big header", CAUSE_UPSTREAM_HEADER_TOO_BIG),
    FASTCGI_VERSION("unsupported fastcgi protocol version", CAUSE_PROTOCOL_MISMATCH),
    UWSGI_VERSION("unsupported uwsgi", CAUSE_PROTOCOL_MISMATCH),
    HTTP2_FRAME("upstream sent too large http2 frame", CAUSE_PROTOCOL_MISMATCH),
    HTTP2_PREFACE("upstream sent invalid http2", CAUSE_UPSTREAM_H2_ERROR),
    GOAWAY("upstream sent goaway", CAUSE_UPSTREAM_H2_ERROR),
    REJECTED("upstream rejected request with error", CAUSE_UPSTREAM_H2_ERROR),
    HTTP2("upstream sent frame for", CAUSE_UPSTREAM_H2_ERROR),
    UNEXPECTED_FRAME("upstream sent unexpected", CAUSE_UPSTREAM_H2_ERROR),
    NO_HEADER("upstream sent no valid http", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    INVALID("upstream sent invalid", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    DUPLICATE("upstream sent duplicate", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    BOTH_LENGTHS("\"content-length\" and \"transfer-encoding\"", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    NO_RESOLVER("no resolver defined", CAUSE_DNS_NO_RESOLVER),
    HOST_NOT_FOUND("host not found in", CAUSE_DNS_NOT_FOUND),
    LIMITED_REQUESTS("limiting requests", CAUSE_PROXY_RATE_LIMITED),
    LIMITED_CONNECTIONS("limiting connections", CAUSE_PROXY_RATE_LIMITED),
    WORKERS("worker_connections are not enough", CAUSE_PROXY_RESOURCE_EXHAUSTED),
    FILES("too many open files", CAUSE_PROXY_RESOURCE_EXHAUSTED),
    MEMORY("cannot allocate memory", CAUSE_PROXY_RESOURCE_EXHAUSTED),
    BIND("bind(", CAUSE_PROXY_CONFIG),
    SCRIPT("primary script unknown", CAUSE_APP_SCRIPT_MISSING),
    TOO_LARGE("client intended to send too large", CAUSE_CLIENT_BODY_TOO_LARGE),
    FORBIDDEN("access forbidden by rule", CAUSE_PROXY_DENIED),
    CYCLE("rewrite or internal redirection cycle", CAUSE_PROXY_CONFIG),
    URL("invalid url prefix in", CAUSE_PROXY_CONFIG),
    PORT("invalid port in upstream", CAUSE_PROXY_CONFIG),
    NO_HOST("no host in upstream", CAUSE_PROXY_CONFIG),
    NO_PORT("no port in upstream", CAUSE_PROXY_CONFIG);

    private final String text;
    private final Cause cause;

    Words(String text, Cause cause) {
      this.text = text;
      this.cause = cause;
    }
  }
}
