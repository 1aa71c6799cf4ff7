package dev.culprit.ingest.gateway.haproxy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.Locale;

/**
 * What a termination state says (HAProxy's configuration manual, "Session state at disconnection").
 * Two marks of our own follow it: {@code !} for a request that no server was left for, and {@code
 * ?} for one that no backend was configured for.
 */
public final class HaproxyStates {
  private static final String NO_SERVER = "!";
  private static final String NO_BACKEND = "?";

  private HaproxyStates() {}

  static String mark(String state, String frontend, String backend, String server) {
    if (!server.equals("<NOSRV>")) {
      return state;
    }
    return state + (frontend.equals(backend) || backend.isEmpty() ? NO_BACKEND : NO_SERVER);
  }

  /** {@code CAUSE_UNSPECIFIED} for a session that ended well. */
  public static Cause cause(AccessRecord record) {
    String marked = record.termination();
    if (marked.length() < 2) {
      return CAUSE_UNSPECIFIED;
    }
    char who = marked.charAt(0);
    char when = marked.charAt(1);
    return switch (who) {
      case 'S' -> server(record, when, marked);
      case 's' -> timeout(record, when);
      case 'P' -> proxy(record, when);
      case 'L' -> local(record.status());
      case 'R' -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case 'D', 'U', 'K' -> CAUSE_UPSTREAM_RESET;
      case 'C', 'c' -> when == 'R' ? CAUSE_UNSPECIFIED : CAUSE_CLIENT_CLOSED;
      case 'I' -> CAUSE_UNKNOWN;
      default -> answered(record.status());
    };
  }

  /** The server's own answer; what is no status at all is no answer either. */
  private static Cause answered(int status) {
    if (status >= 600) {
      return CAUSE_UPSTREAM_MALFORMED_RESPONSE;
    }
    return status >= 500 ? CAUSE_APP_ERROR : CAUSE_UNSPECIFIED;
  }

  private static Cause server(AccessRecord record, char when, String marked) {
    return switch (when) {
      case 'C', 'Q' -> {
        if (marked.endsWith(NO_BACKEND)) {
          yield CAUSE_PROXY_CONFIG;
        }
        yield marked.endsWith(NO_SERVER) ? CAUSE_NO_LIVE_UPSTREAMS : connection(record.reason());
      }
      case 'H' -> CAUSE_UPSTREAM_CLOSED_EARLY;
      case 'D', 'L' ->
          record.status() == 0 || record.tries().isEmpty() || headerMissing(record)
              ? CAUSE_UPSTREAM_RESET
              : CAUSE_UPSTREAM_BODY_TRUNCATED;
      default -> CAUSE_UPSTREAM_RESET;
    };
  }

  private static boolean headerMissing(AccessRecord record) {
    return Double.isNaN(record.tries().get(record.tries().size() - 1).headerTime());
  }

  /** From {@code %[bc_err_str]} and {@code %[ssl_bc_err_str]}, where they are logged. */
  private static Cause connection(String reason) {
    String text = reason.toLowerCase(Locale.ROOT);
    if (text.contains("wrong version number") || text.contains("http request")) {
      return CAUSE_TLS_NOT_TLS;
    }
    if (text.contains("certificate") || text.contains("unknown ca")) {
      return CAUSE_TLS_CERTIFICATE;
    }
    if (text.contains("timeout") && text.contains("handshake")) {
      return CAUSE_TLS_TIMEOUT;
    }
    if (text.contains("closed during")
        || text.contains("unexpected eof")
        || text.contains("aborted during ssl handshake")) {
      return CAUSE_TLS_CLOSED;
    }
    if (text.contains("handshake")) {
      return isRefusal(text) ? CAUSE_TLS_PROTOCOL : CAUSE_TLS_CLOSED;
    }
    if (text.contains("no route") || text.contains("unreachable")) {
      return CAUSE_UPSTREAM_UNREACHABLE;
    }
    if (text.contains("no such file")) {
      return CAUSE_SOCKET_MISSING;
    }
    if (text.contains("permission denied")) {
      return CAUSE_SOCKET_PERMISSION;
    }
    if (text.contains("timeout")) {
      return CAUSE_UPSTREAM_CONNECT_TIMEOUT;
    }
    return text.contains("too many") || text.contains("no more") || text.contains("exhausted")
        ? CAUSE_PROXY_RESOURCE_EXHAUSTED
        : CAUSE_UPSTREAM_REFUSED;
  }

  /** Alerts of TLS (RFC 8446 section 6) by which a peer refuses what it was offered. */
  private static boolean isRefusal(String text) {
    return text.contains("alert")
        || text.contains("protocol")
        || text.contains("version")
        || text.contains("unrecognized name")
        || text.contains("sslv3")
        || text.contains("tlsv1")
        || text.contains("insufficient security")
        || text.contains("inappropriate fallback")
        || text.contains("no shared cipher");
  }

  private static Cause timeout(AccessRecord record, char when) {
    return switch (when) {
      case 'C' ->
          connection(record.reason()) == CAUSE_TLS_TIMEOUT
              ? CAUSE_TLS_TIMEOUT
              : CAUSE_UPSTREAM_CONNECT_TIMEOUT;
      case 'H' -> CAUSE_UPSTREAM_READ_TIMEOUT;
      case 'Q' -> CAUSE_PROXY_QUEUE_TIMEOUT;
      default -> record.status() == 0 ? CAUSE_UPSTREAM_SEND_TIMEOUT : CAUSE_UPSTREAM_BODY_TIMEOUT;
    };
  }

  private static Cause proxy(AccessRecord record, char when) {
    return switch (when) {
      case 'H' -> CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      case 'D', 'L' -> CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      case 'C', 'Q' -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case 'T' -> CAUSE_PROXY_DENIED;
      default -> local(record.status());
    };
  }

  private static Cause local(int status) {
    return switch (status) {
      case 429 -> CAUSE_PROXY_RATE_LIMITED;
      case 403 -> CAUSE_PROXY_DENIED;
      default -> status >= 500 ? CAUSE_PROXY_GENERATED : CAUSE_UNSPECIFIED;
    };
  }
}
