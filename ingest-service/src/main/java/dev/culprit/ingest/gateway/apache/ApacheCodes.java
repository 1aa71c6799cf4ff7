package dev.culprit.ingest.gateway.apache;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.proto.ingest.v1.Cause;

/**
 * From the numbers of mod_proxy's messages (AH…) and of the system to causes. Several lines tell of
 * one failure; those that only say that there was one have {@code CAUSE_UNSPECIFIED}.
 */
final class ApacheCodes {
  /** apr_errno.h: APR_OS_START_ERROR and what counts from it. */
  private static final int TIME_UP = 70_007;

  private static final int INCOMPLETE = 70_008;
  private static final int END_OF_FILE = 70_014;
  private static final int GENERAL = 20_014;

  private ApacheCodes() {}

  static Cause cause(String code, int errorNumber, String message) {
    return switch (code) {
      case "AH00957", "AH02454", "AH01059", "AH01079", "AH02974" -> connect(errorNumber, message);
      case "AH01102", "AH10154", "AH01030" -> header(errorNumber);
      case "AH01067", "AH01075" -> fastCgi(errorNumber);
      case "AH01068" -> CAUSE_PROTOCOL_MISMATCH;
      case "AH10404" ->
          errorNumber == END_OF_FILE
              ? CAUSE_UPSTREAM_CLOSED_EARLY
              : CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      case "AH01106", "AH01107", "AH10470", "AH01587", "AH01590", "AH02006" ->
          CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      case "AH10124" -> CAUSE_UPSTREAM_HEADER_TOO_BIG;
      case "AH01110" -> body(errorNumber);
      case "AH01074", "AH01084", "AH01097" -> sending(errorNumber, message);
      case "AH02609", "AH01095" -> CAUSE_CLIENT_CLOSED;
      case "AH02276", "AH02005", "AH10158", "AH02004", "AH02411", "AH02039" ->
          CAUSE_TLS_CERTIFICATE;
      case "AH00940", "AH01167", "AH01170", "AH01171" -> CAUSE_NO_LIVE_UPSTREAMS;
      case "AH01071" -> CAUSE_APP_ERROR;
      case "AH01630", "AH01797", "AH01276" -> CAUSE_PROXY_DENIED;
      case "AH00484", "AH00286", "AH03490" -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case "AH01144", "AH00124", "AH00961" -> CAUSE_PROXY_CONFIG;
      case "AH00898" -> dns(errorNumber, message);
      default -> ApacheWords.cause(message);
    };
  }

  private static Cause connect(int errorNumber, String message) {
    boolean isSocket = message.contains("Unix domain socket");
    return switch (errorNumber) {
      case 111, 61, 10_061 -> CAUSE_UPSTREAM_REFUSED;
      case 113, 101, 112, 100, 10_065, 10_051 -> CAUSE_UPSTREAM_UNREACHABLE;
      case 110, TIME_UP, 10_060 -> CAUSE_UPSTREAM_CONNECT_TIMEOUT;
      case 2 -> CAUSE_SOCKET_MISSING;
      case 13 -> isSocket ? CAUSE_SOCKET_PERMISSION : CAUSE_LOCAL_FIREWALL_OR_ROUTE;
      case 11 -> CAUSE_SOCKET_BACKLOG_FULL;
      case 1, 22 -> CAUSE_LOCAL_FIREWALL_OR_ROUTE;
      case 99, 24, 23 -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case 104 -> CAUSE_UPSTREAM_RESET;
      default -> CAUSE_UNKNOWN;
    };
  }

  private static Cause header(int errorNumber) {
    return switch (errorNumber) {
      case 104, 10_054 -> CAUSE_UPSTREAM_RESET;
      case TIME_UP, 110, 11, 10_060 -> CAUSE_UPSTREAM_READ_TIMEOUT;
      // Something came that was no status line.
      case END_OF_FILE, 22 -> CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      default -> CAUSE_UPSTREAM_CLOSED_EARLY;
    };
  }

  private static Cause fastCgi(int errorNumber) {
    return switch (errorNumber) {
      case TIME_UP, 110 -> CAUSE_UPSTREAM_READ_TIMEOUT;
      case 104, 32 -> CAUSE_UPSTREAM_RESET;
      case 22 -> CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      default -> CAUSE_UPSTREAM_CLOSED_EARLY;
    };
  }

  /** Of a failed look-up that may go well later, glibc does not say whether it was answered. */
  private static Cause dns(int errorNumber, String message) {
    Cause cause = ApacheWords.cause(message);
    return cause == CAUSE_DNS_NOT_FOUND && (errorNumber == 3 || errorNumber == -3)
        ? CAUSE_DNS_SERVER_FAILURE
        : cause;
  }

  private static Cause body(int errorNumber) {
    return switch (errorNumber) {
      case TIME_UP, 110 -> CAUSE_UPSTREAM_BODY_TIMEOUT;
      case GENERAL, 22 -> CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      case INCOMPLETE, 104, END_OF_FILE -> CAUSE_UPSTREAM_BODY_TRUNCATED;
      default -> CAUSE_UPSTREAM_BODY_TRUNCATED;
    };
  }

  private static Cause sending(int errorNumber, String message) {
    return switch (errorNumber) {
      case TIME_UP, 110 -> CAUSE_UPSTREAM_SEND_TIMEOUT;
      case 104, 32 -> CAUSE_UPSTREAM_RESET;
      default -> ApacheWords.cause(message);
    };
  }

  /** What Apache answers for it, other than nginx does; 0 when it does not say. */
  static int status(String code, int errorNumber, Cause cause) {
    return switch (code) {
      case "AH00957", "AH02454", "AH01079" -> 503;
      case "AH01067", "AH01068", "AH01075" -> cause == CAUSE_UPSTREAM_READ_TIMEOUT ? 504 : 503;
      case "AH01030" -> 504;
      case "AH00484", "AH00286", "AH03490" -> 0;
      case "AH02609", "AH01095" -> errorNumber == TIME_UP ? 408 : 400;
      case "AH00565", "AH00566" -> 414;
      default -> status(cause);
    };
  }

  private static int status(Cause cause) {
    return switch (cause) {
      case CAUSE_UPSTREAM_REFUSED,
          CAUSE_UPSTREAM_UNREACHABLE,
          CAUSE_UPSTREAM_CONNECT_TIMEOUT,
          CAUSE_SOCKET_MISSING,
          CAUSE_SOCKET_PERMISSION,
          CAUSE_SOCKET_BACKLOG_FULL,
          CAUSE_NO_LIVE_UPSTREAMS,
          CAUSE_LOCAL_FIREWALL_OR_ROUTE ->
          503;
      case CAUSE_UPSTREAM_SEND_TIMEOUT -> 504;
      case CAUSE_TLS_CERTIFICATE,
          CAUSE_TLS_CLOSED,
          CAUSE_TLS_NOT_TLS,
          CAUSE_TLS_PROTOCOL,
          CAUSE_DNS_NOT_FOUND,
          CAUSE_DNS_SERVER_FAILURE,
          CAUSE_APP_ERROR,
          CAUSE_PROXY_CONFIG ->
          500;
      case CAUSE_PROXY_DENIED -> 403;
      case CAUSE_APP_SCRIPT_MISSING -> 404;
      case CAUSE_CLIENT_BODY_TOO_LARGE -> 413;
      case CAUSE_UNSPECIFIED, CAUSE_UPSTREAM_BODY_TRUNCATED, CAUSE_UPSTREAM_BODY_TIMEOUT -> 0;
      default -> 502;
    };
  }
}
