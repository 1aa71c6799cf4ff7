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
    return switch (access.reason()) {
      case "quiet" -> Verdict.shown(CAUSE_APP_ERROR, upstream);
      case "own" -> Verdict.shown(CAUSE_PROXY_GENERATED, "");
      default -> Verdict.likely(apacheFailure(access), upstream);
    };
  }

  private static Cause apacheFailure(AccessRecord access) {
    boolean isSlow = access.duration() >= SLOW;
    String reason = access.reason();
    if (reason.startsWith("DNS lookup failure")) {
      return CAUSE_DNS_NOT_FOUND;
    }
    return switch (access.status()) {
      case 502 -> {
        if (reason.equals("silent")) {
          yield CAUSE_UPSTREAM_MALFORMED_RESPONSE;
        }
        yield isSlow ? CAUSE_UPSTREAM_READ_TIMEOUT : CAUSE_UPSTREAM_CLOSED_EARLY;
      }
      case 503 -> isSlow ? CAUSE_UPSTREAM_CONNECT_TIMEOUT : CAUSE_UPSTREAM_REFUSED;
      case 504 -> CAUSE_UPSTREAM_SEND_TIMEOUT;
      default -> {
        if (reason.isEmpty()) {
          yield CAUSE_APP_ERROR;
        }
        yield isSlow ? CAUSE_TLS_TIMEOUT : CAUSE_TLS_CLOSED;
      }
    };
  }

  private static Verdict caddy(AccessRecord access) {
    int status = access.status();
    boolean isAnswered = access.reason().equals("app");
    if (status == 499 || (status == 0 && !isAnswered)) {
      return Verdict.shown(CAUSE_CLIENT_CLOSED, "");
    }
    if (status == 413 && !isAnswered) {
      return Verdict.likely(CAUSE_CLIENT_BODY_TOO_LARGE, "");
    }
    if (status < 500) {
      return Verdict.WELL;
    }
    if (isAnswered) {
      return Verdict.shown(CAUSE_APP_ERROR, "");
    }
    return switch (status) {
      case 502 -> Verdict.likely(CAUSE_UPSTREAM_REFUSED, "");
      case 504 -> Verdict.likely(CAUSE_UPSTREAM_READ_TIMEOUT, "");
      // Of a group without live servers there is an error entry, of `respond 503` there is none.
      case 503 -> Verdict.likely(CAUSE_PROXY_GENERATED, "");
      default -> Verdict.likely(CAUSE_APP_ERROR, "");
    };
  }

  private static Verdict traefik(AccessRecord access) {
    String upstream = lastTry(access);
    return switch (access.status()) {
      case 499 -> Verdict.shown(CAUSE_CLIENT_CLOSED, upstream);
      case 429 -> untried(access, CAUSE_PROXY_RATE_LIMITED);
      case 403 -> untried(access, CAUSE_PROXY_DENIED);
      case 413 -> untried(access, CAUSE_CLIENT_BODY_TOO_LARGE);
      default -> access.status() < 500 ? Verdict.WELL : traefikFailure(access, upstream);
    };
  }

  /** What a middleware of Traefik answered before any server was asked. */
  private static Verdict untried(AccessRecord access, Cause cause) {
    return access.tries().isEmpty() ? Verdict.likely(cause, "") : Verdict.WELL;
  }

  /** Traefik waits 30 s for a connection and, by default, for ever for an answer. */
  private static Verdict traefikFailure(AccessRecord access, String upstream) {
    boolean hasAnswer = !access.tries().isEmpty() && access.tries().get(0).status() > 0;
    boolean isOwn = access.reason().equals("own");
    if (!isOwn && (hasAnswer || access.status() == 500)) {
      return hasAnswer
          ? Verdict.shown(CAUSE_APP_ERROR, upstream)
          : Verdict.likely(CAUSE_APP_ERROR, upstream);
    }
    return switch (access.status()) {
      case 502 -> Verdict.likely(CAUSE_UPSTREAM_REFUSED, upstream);
      case 503 -> Verdict.likely(CAUSE_NO_LIVE_UPSTREAMS, upstream);
      case 504 -> Verdict.likely(CAUSE_UPSTREAM_CONNECT_TIMEOUT, upstream);
      case 500 -> Verdict.likely(CAUSE_TLS_CERTIFICATE, upstream);
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
