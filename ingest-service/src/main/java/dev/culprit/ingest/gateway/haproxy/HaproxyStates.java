package dev.culprit.ingest.gateway.haproxy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.proto.ingest.v1.Cause;

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
    boolean isFrontend = backend.equals(frontend) || backend.equals(frontend + "~");
    return state + (isFrontend || backend.isEmpty() ? NO_BACKEND : NO_SERVER);
  }

  /** {@code CAUSE_UNSPECIFIED} for a session that ended well. */
  public static Cause cause(AccessRecord record) {
    String marked = record.termination();
    if (marked.length() < 2) {
      return CAUSE_UNSPECIFIED;
    }
    char who = marked.charAt(0);
    char when = marked.charAt(1);
    if (when == 'D' && (record.status() == 101 || (isTcp(marked) && who != 'S'))) {
      // Tunnels and plain connections end when either side has had enough.
      return CAUSE_UNSPECIFIED;
    }
    return switch (who) {
      case 'S' -> server(record, when, marked);
      case 's' -> timeout(record, when);
      case 'P' -> proxy(record, when);
      case 'L' -> local(record.status());
      case 'R' -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case 'D' -> CAUSE_UPSTREAM_RESET;
      case 'U', 'K' -> CAUSE_PROXY_GENERATED;
      case 'C', 'c' -> client(record, when);
      case 'I' -> CAUSE_UNKNOWN;
      default -> ended(record.status());
    };
  }

  /** Of HTTP sessions there are four letters. */
  private static boolean isTcp(String marked) {
    return marked.length() < 4;
  }

  private static Cause ended(int status) {
    if (status >= 600) {
      return CAUSE_UPSTREAM_MALFORMED_RESPONSE;
    }
    return status >= 500 ? CAUSE_APP_ERROR : CAUSE_UNSPECIFIED;
  }

  /** Connections that never asked for anything are health checks and browsers' spare ones. */
  private static Cause client(AccessRecord record, char when) {
    return when == 'R' && record.identity().method().isEmpty()
        ? CAUSE_UNSPECIFIED
        : CAUSE_CLIENT_CLOSED;
  }

  private static Cause server(AccessRecord record, char when, String marked) {
    return switch (when) {
      case 'C', 'Q' -> {
        if (marked.endsWith(NO_BACKEND)) {
          yield CAUSE_PROXY_CONFIG;
        }
        yield marked.endsWith(NO_SERVER)
            ? CAUSE_NO_LIVE_UPSTREAMS
            : HaproxyErrors.connection(record.reason());
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

  private static Cause timeout(AccessRecord record, char when) {
    return switch (when) {
      case 'C' ->
          HaproxyErrors.connection(record.reason()) == CAUSE_TLS_TIMEOUT
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
      case 400, 403, 431 -> CAUSE_PROXY_DENIED;
      case 413 -> CAUSE_CLIENT_BODY_TOO_LARGE;
      default -> status >= 500 ? CAUSE_PROXY_GENERATED : CAUSE_UNSPECIFIED;
    };
  }
}
