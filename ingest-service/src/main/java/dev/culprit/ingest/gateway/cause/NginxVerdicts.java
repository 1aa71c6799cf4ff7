package dev.culprit.ingest.gateway.cause;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.List;

/**
 * What nginx's {@code $upstream_*} variables say. The connect time is set only once the connection
 * (with TLS) stands, the header time only when the upstream's header was read. Coarse where several
 * causes look the same: {@code upstream_refused} stands for every connection that failed at once
 * (also unreachable, sockets, TLS, local rules), {@code upstream_connect_timeout} also for TLS,
 * {@code upstream_closed_early} for every end before a header (also reset, malformed, too big,
 * other protocol), {@code upstream_read_timeout} also for a request not taken, {@code
 * dns_not_found} and {@code dns_timeout} for name lookups.
 */
final class NginxVerdicts {
  /** A failed lookup that took longer was waiting for the resolver. */
  private static final double SLOW_LOOKUP = 1;

  private NginxVerdicts() {}

  static Verdict of(AccessRecord access) {
    int status = access.status();
    if (status == 499) {
      return Verdict.shown(CAUSE_CLIENT_CLOSED, AccessVerdicts.lastTry(access));
    }
    if (!access.knowsUpstream()) {
      return withoutUpstream(status);
    }
    List<UpstreamTry> tries = access.tries();
    if (tries.isEmpty()) {
      return withoutTry(access);
    }
    UpstreamTry last = tries.get(tries.size() - 1);
    if (status > 0 && status < 100) {
      return Verdict.shown(CAUSE_UPSTREAM_MALFORMED_RESPONSE, last.upstream());
    }
    if (status < 500) {
      return failedBefore(tries);
    }
    if (!Double.isNaN(last.headerTime()) || wasAnswered(last, status)) {
      return Verdict.shown(CAUSE_APP_ERROR, last.upstream());
    }
    return new Verdict(failure(status, last), false, last.upstream(), false);
  }

  /** Formats without a header time: bytes of a status that nginx does not make itself. */
  private static boolean wasAnswered(UpstreamTry last, int status) {
    return last.status() == status && (status == 500 || status == 501 || status == 503);
  }

  private static Verdict failedBefore(List<UpstreamTry> tries) {
    for (int i = 0; i + 1 < tries.size(); i++) {
      UpstreamTry before = tries.get(i);
      if (before.status() >= 500 && Double.isNaN(before.headerTime())) {
        return Verdict.recovered(failure(before.status(), before), before.upstream());
      }
      if (before.status() >= 500) {
        return Verdict.recovered(CAUSE_APP_ERROR, before.upstream());
      }
    }
    return Verdict.WELL;
  }

  private static Cause failure(int status, UpstreamTry last) {
    boolean isConnected = !Double.isNaN(last.connectTime());
    boolean isGroup = !UpstreamNames.isServer(last.upstream());
    return switch (status) {
      case 504 -> isConnected ? CAUSE_UPSTREAM_READ_TIMEOUT : CAUSE_UPSTREAM_CONNECT_TIMEOUT;
      case 502 -> {
        if (isConnected) {
          yield CAUSE_UPSTREAM_CLOSED_EARLY;
        }
        if (isGroup && !last.upstream().isEmpty()) {
          yield CAUSE_NO_LIVE_UPSTREAMS;
        }
        yield last.upstream().startsWith("unix:") ? CAUSE_SOCKET_MISSING : CAUSE_UPSTREAM_REFUSED;
      }
      default -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
    };
  }

  /** No server was even tried: nginx decided, or did not get so far. */
  private static Verdict withoutTry(AccessRecord access) {
    return switch (access.status()) {
      case 413 -> Verdict.shown(CAUSE_CLIENT_BODY_TOO_LARGE, "");
      case 403 -> Verdict.likely(CAUSE_PROXY_DENIED, "");
      case 429 -> Verdict.shown(CAUSE_PROXY_RATE_LIMITED, "");
      case 502 -> Verdict.likely(lookup(access), access.upstreamGroup());
      case 503 -> Verdict.likely(CAUSE_PROXY_RATE_LIMITED, "");
      case 504 -> Verdict.likely(CAUSE_PROXY_GENERATED, "");
      case 500 -> Verdict.likely(CAUSE_PROXY_RESOURCE_EXHAUSTED, "");
      default -> access.status() >= 500 ? Verdict.likely(CAUSE_PROXY_GENERATED, "") : Verdict.WELL;
    };
  }

  private static Cause lookup(AccessRecord access) {
    if (access.duration() >= SLOW_LOOKUP) {
      return CAUSE_DNS_TIMEOUT;
    }
    return access.upstreamGroup().isEmpty() ? CAUSE_PROXY_GENERATED : CAUSE_DNS_NOT_FOUND;
  }

  private static Verdict withoutUpstream(int status) {
    return switch (status) {
      case 413 -> Verdict.shown(CAUSE_CLIENT_BODY_TOO_LARGE, "");
      case 504 -> Verdict.likely(CAUSE_UPSTREAM_READ_TIMEOUT, "");
      case 502, 503 -> Verdict.likely(CAUSE_UNKNOWN, "");
      default -> status >= 500 ? Verdict.likely(CAUSE_APP_ERROR, "") : Verdict.WELL;
    };
  }
}
