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
    if (record.status() == 101) {
      // A tunnel ends when either side has had enough.
      return CAUSE_UNSPECIFIED;
    }
    String reason = record.reason().toLowerCase(Locale.ROOT).replace('_', ' ');
    for (String flag : record.termination().split(",", 12)) {
      Cause cause = cause(flag.strip(), reason, record);
      if (cause != CAUSE_UNSPECIFIED) {
        return cause;
      }
    }
    return withoutFlag(reason, record.status());
  }

  private static Cause cause(String flag, String reason, AccessRecord record) {
    return switch (flag) {
      case "UF", "UpstreamConnectionFailure" -> EnvoyConnections.cause(reason, record.duration());
      case "UH", "NoHealthyUpstream", "LH", "FailedLocalHealthCheck" -> CAUSE_NO_LIVE_UPSTREAMS;
      case "UO", "UpstreamOverflow", "DO", "RL", "RateLimited" -> CAUSE_PROXY_RATE_LIMITED;
      case "NR", "NoRouteFound", "NC", "NoClusterFound", "NFCF", "NoFilterConfigFound" ->
          CAUSE_PROXY_CONFIG;
      case "UC", "UpstreamConnectionTermination", "UPR" -> closed(reason);
      case "UR", "UpstreamRemoteReset", "LR", "LocalReset" -> reset(reason);
      case "UT", "UpstreamRequestTimeout", "UPT", "DT", "DurationTimeout" ->
          CAUSE_UPSTREAM_READ_TIMEOUT;
      case "UMSDR", "UpstreamMaxStreamDurationReached" -> CAUSE_UPSTREAM_READ_TIMEOUT;
      case "SI", "StreamIdleTimeout" -> idle(record.status());
      case "UPE", "UpstreamProtocolError" -> malformed(reason);
      case "DC", "DownstreamConnectionTermination", "DR" -> CAUSE_CLIENT_CLOSED;
      case "RLSE", "RateLimitServiceError", "FI", "FaultInjected", "DI", "DelayInjected" ->
          CAUSE_PROXY_GENERATED;
      case "UAEX", "UnauthorizedExternalService" ->
          reason.contains("error") ? CAUSE_AUTH_SUBREQUEST_FAILED : CAUSE_PROXY_DENIED;
      case "IH", "InvalidEnvoyRequestHeaders", "DPE", "DownstreamProtocolError" ->
          CAUSE_PROXY_DENIED;
      case "OM", "OverloadManagerTerminated" -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
      case "DF", "DnsResolutionFailed" -> CAUSE_DNS_NOT_FOUND;
      default -> CAUSE_UNSPECIFIED;
    };
  }

  /** By the details of the code: filters of Envoy answer without a flag. */
  private static Cause withoutFlag(String reason, int status) {
    if (reason.startsWith("rbac access denied")) {
      return CAUSE_PROXY_DENIED;
    }
    if (reason.startsWith("local rate limited") || reason.startsWith("request rate limited")) {
      return CAUSE_PROXY_RATE_LIMITED;
    }
    if (reason.startsWith("request payload too large")) {
      return CAUSE_CLIENT_BODY_TOO_LARGE;
    }
    if (status < 500) {
      return CAUSE_UNSPECIFIED;
    }
    return reason.startsWith("direct response") ? CAUSE_PROXY_GENERATED : CAUSE_APP_ERROR;
  }

  /** Of a client that sends nothing it is 408, of an upstream 504, and later what it was. */
  private static Cause idle(int status) {
    if (status == 408) {
      return CAUSE_CLIENT_CLOSED;
    }
    return status >= 500 ? CAUSE_UPSTREAM_READ_TIMEOUT : CAUSE_UPSTREAM_BODY_TIMEOUT;
  }

  private static Cause malformed(String reason) {
    return reason.contains("headers too large") || reason.contains("header list size")
        ? CAUSE_UPSTREAM_HEADER_TOO_BIG
        : CAUSE_UPSTREAM_MALFORMED_RESPONSE;
  }

  private static Cause reset(String reason) {
    if (reason.contains("protocol error")) {
      return malformed(reason);
    }
    if (reason.contains("refused stream")) {
      return CAUSE_UPSTREAM_H2_ERROR;
    }
    return reason.contains("after response started")
        ? CAUSE_UPSTREAM_BODY_TRUNCATED
        : CAUSE_UPSTREAM_RESET;
  }

  private static Cause closed(String reason) {
    if (reason.contains("protocol error")) {
      return malformed(reason);
    }
    return reason.contains("after response started")
        ? CAUSE_UPSTREAM_BODY_TRUNCATED
        : CAUSE_UPSTREAM_CLOSED_EARLY;
  }
}
