package dev.culprit.ingest.gateway.cause;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.envoy.EnvoyFlags;
import dev.culprit.ingest.gateway.haproxy.HaproxyStates;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.proto.ingest.v1.Cause;

/** What an access record alone says, by what its proxy logs. */
final class AccessVerdicts {
  /** Seconds after which a failed connection was no refusal: ARP and ICMP take about three. */
  private static final double SLOW = 1;

  private AccessVerdicts() {}

  static Verdict of(AccessRecord access) {
    return switch (access.proxy()) {
      case PROXY_NGINX -> NginxVerdicts.of(access);
      case PROXY_HAPROXY -> haproxy(access);
      case PROXY_APACHE -> apache(access);
      case PROXY_CADDY -> caddy(access);
      case PROXY_ENVOY -> envoy(access);
      case PROXY_TRAEFIK -> traefik(access);
      case PROXY_UNSPECIFIED, UNRECOGNIZED -> Verdict.WELL;
    };
  }

  private static Verdict haproxy(AccessRecord access) {
    Cause cause = HaproxyStates.cause(access);
    boolean isSure =
        switch (cause) {
          case CAUSE_UPSTREAM_REFUSED -> !access.reason().isEmpty();
          case CAUSE_UPSTREAM_CLOSED_EARLY, CAUSE_UPSTREAM_MALFORMED_RESPONSE -> false;
          default -> true;
        };
    return cause == CAUSE_UNSPECIFIED
        ? Verdict.WELL
        : new Verdict(cause, isSure, lastTry(access), false);
  }

  private static Verdict envoy(AccessRecord access) {
    Cause cause = EnvoyFlags.cause(access);
    boolean isSure = cause != CAUSE_UPSTREAM_REFUSED || !access.reason().isEmpty();
    return cause == CAUSE_UNSPECIFIED
        ? Verdict.WELL
        : new Verdict(cause, isSure, lastTry(access), false);
  }

  private static Verdict apache(AccessRecord access) {
    int status = access.status();
    String upstream = lastTry(access);
    if (status == 413) {
      return Verdict.shown(CAUSE_CLIENT_BODY_TOO_LARGE, "");
    }
    if (status < 500) {
      return Verdict.WELL;
    }
    if (access.reason().equals("own")) {
      return Verdict.shown(CAUSE_PROXY_GENERATED, "");
    }
    if (access.reason().equals("quiet")) {
      return Verdict.shown(CAUSE_APP_ERROR, upstream);
    }
    boolean isSlow = access.duration() >= SLOW;
    return switch (status) {
      case 502 ->
          Verdict.likely(
              isSlow ? CAUSE_UPSTREAM_READ_TIMEOUT : CAUSE_UPSTREAM_CLOSED_EARLY, upstream);
      case 503 ->
          Verdict.likely(
              isSlow ? CAUSE_UPSTREAM_CONNECT_TIMEOUT : CAUSE_UPSTREAM_REFUSED, upstream);
      case 504 -> Verdict.likely(CAUSE_UPSTREAM_SEND_TIMEOUT, upstream);
      default ->
          Verdict.likely(
              access.reason().equals("logged") ? CAUSE_TLS_CLOSED : CAUSE_APP_ERROR, upstream);
    };
  }

  private static Verdict caddy(AccessRecord access) {
    int status = access.status();
    if (access.reason().equals("upgraded")) {
      return Verdict.WELL;
    }
    if (status == 0 || status == 499) {
      return Verdict.shown(CAUSE_CLIENT_CLOSED, "");
    }
    if (status < 500) {
      return Verdict.WELL;
    }
    if (access.reason().equals("app")) {
      return Verdict.shown(CAUSE_APP_ERROR, lastTry(access));
    }
    return switch (status) {
      case 502 -> Verdict.likely(CAUSE_UPSTREAM_REFUSED, "");
      case 503 -> Verdict.likely(CAUSE_PROXY_GENERATED, "");
      case 504 -> Verdict.likely(CAUSE_UPSTREAM_READ_TIMEOUT, "");
      default -> Verdict.likely(CAUSE_APP_ERROR, "");
    };
  }

  private static Verdict traefik(AccessRecord access) {
    int status = access.status();
    String upstream = lastTry(access);
    if (status == 499) {
      return Verdict.shown(CAUSE_CLIENT_CLOSED, upstream);
    }
    if (status == 429 && access.tries().isEmpty()) {
      return Verdict.shown(CAUSE_PROXY_RATE_LIMITED, "");
    }
    if (status < 500) {
      return Verdict.WELL;
    }
    if (!access.tries().isEmpty() && access.tries().get(0).status() == status) {
      // Traefik counts its own 502 as the origin's: without a moment of work it was no answer.
      boolean isOwn = status == 502 || status == 504;
      return isOwn && access.tries().get(0).headerTime() < 0.000_001
          ? Verdict.likely(CAUSE_UPSTREAM_REFUSED, upstream)
          : Verdict.shown(CAUSE_APP_ERROR, upstream);
    }
    return switch (status) {
      case 503 -> Verdict.likely(CAUSE_NO_LIVE_UPSTREAMS, upstream);
      case 504 -> Verdict.likely(CAUSE_UPSTREAM_READ_TIMEOUT, upstream);
      case 502 -> Verdict.likely(CAUSE_UPSTREAM_REFUSED, upstream);
      default -> Verdict.likely(CAUSE_APP_ERROR, upstream);
    };
  }

  static String lastTry(AccessRecord access) {
    if (access.tries().isEmpty()) {
      return "";
    }
    UpstreamTry last = access.tries().get(access.tries().size() - 1);
    return last.upstream();
  }
}
