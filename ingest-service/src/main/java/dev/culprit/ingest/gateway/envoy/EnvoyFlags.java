package dev.culprit.ingest.gateway.envoy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.Locale;

/**
 * What Envoy's response flags say, refined by the code details and the transport's failure reason
 * where they are logged (Envoy's documentation, "Access logging").
 */
public final class EnvoyFlags {
  private EnvoyFlags() {}

  /** {@code CAUSE_UNSPECIFIED} for a request that went well. */
  public static Cause cause(AccessRecord record) {
    String reason = record.reason().toLowerCase(Locale.ROOT);
    for (String flag : record.termination().split(",", 12)) {
      Cause cause = cause(flag.strip(), reason);
      if (cause != CAUSE_UNSPECIFIED) {
        return cause;
      }
    }
    return record.status() >= 500 ? CAUSE_APP_ERROR : CAUSE_UNSPECIFIED;
  }

  private static Cause cause(String flag, String reason) {
    return switch (flag) {
      case "UF" -> connect(reason);
      case "UH" -> CAUSE_NO_LIVE_UPSTREAMS;
      case "UO" -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case "NR", "NC", "NFCF" -> CAUSE_PROXY_CONFIG;
      case "UC", "UPR" -> closed(reason);
      case "UR" -> CAUSE_UPSTREAM_RESET;
      case "UT", "UMSDR", "UPT" -> CAUSE_UPSTREAM_READ_TIMEOUT;
      case "SI" -> CAUSE_UPSTREAM_BODY_TIMEOUT;
      case "UPE" -> CAUSE_UPSTREAM_MALFORMED_RESPONSE;
      case "DC", "DR" -> CAUSE_CLIENT_CLOSED;
      case "RL" -> CAUSE_PROXY_RATE_LIMITED;
      case "RLSE", "FI", "DI", "LR" -> CAUSE_PROXY_GENERATED;
      case "UAEX" -> reason.contains("error") ? CAUSE_AUTH_SUBREQUEST_FAILED : CAUSE_PROXY_DENIED;
      case "OM" -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case "DF" -> CAUSE_DNS_NOT_FOUND;
      case "LH" -> CAUSE_NO_LIVE_UPSTREAMS;
      default -> CAUSE_UNSPECIFIED;
    };
  }

  private static Cause closed(String reason) {
    if (reason.contains("protocol_error")) {
      return CAUSE_UPSTREAM_MALFORMED_RESPONSE;
    }
    return reason.contains("after_response_started")
        ? CAUSE_UPSTREAM_BODY_TRUNCATED
        : CAUSE_UPSTREAM_CLOSED_EARLY;
  }

  private static Cause connect(String reason) {
    if (reason.contains("wrong_version_number") || reason.contains("http_request")) {
      return CAUSE_TLS_NOT_TLS;
    }
    if (reason.contains("certificate")
        || reason.contains("verify_failed")
        || reason.contains("unknown_ca")) {
      return CAUSE_TLS_CERTIFICATE;
    }
    if (reason.contains("tls_error")) {
      return reason.contains("connection reset") || reason.contains("unexpected_eof")
          ? CAUSE_TLS_CLOSED
          : CAUSE_TLS_PROTOCOL;
    }
    if (reason.contains("timeout")
        || reason.contains("error:_110")
        || reason.contains("error:110")) {
      return CAUSE_UPSTREAM_CONNECT_TIMEOUT;
    }
    if (reason.contains("error:_113")
        || reason.contains("error:113")
        || reason.contains("error:_101")
        || reason.contains("error:101")) {
      return CAUSE_UPSTREAM_UNREACHABLE;
    }
    if (reason.contains("error:_99") || reason.contains("error:99")) {
      return CAUSE_PROXY_RESOURCE_EXHAUSTED;
    }
    if (reason.contains("error:_13") || reason.contains("error:13")) {
      return CAUSE_LOCAL_FIREWALL_OR_ROUTE;
    }
    return reason.contains("error:_2") || reason.contains("error:2")
        ? CAUSE_SOCKET_MISSING
        : CAUSE_UPSTREAM_REFUSED;
  }
}
