package dev.culprit.ingest.gateway.cause;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.List;

/**
 * What nginx's {@code $upstream_*} variables say. The connect time is set only once the connection
 * (with TLS) stands, the header time only when the upstream's header was read. Where several causes
 * look the same, the most frequent stands for all of them; the README lists which.
 */
final class NginxVerdicts {
  /** A failed lookup that took longer was waiting for the resolver. */
  private static final double SLOW_LOOKUP = 1;

  /** Seconds after which a connection that failed met no host: refusals come at once. */
  private static final double SLOW_REFUSAL = 1;

  private static final int PAGE = 4_096;

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
      return failedBefore(access, tries);
    }
    if (!Double.isNaN(last.headerTime()) || wasAnswered(last, status)) {
      return Verdict.shown(CAUSE_APP_ERROR, last.upstream());
    }
    return new Verdict(failure(access, status, last), false, last.upstream(), false);
  }

  /** Formats without a header time: bytes of a status that nginx does not make itself. */
  private static boolean wasAnswered(UpstreamTry last, int status) {
    return last.status() == status && (status == 500 || status == 501 || status == 503);
  }

  private static Verdict failedBefore(AccessRecord access, List<UpstreamTry> tries) {
    for (int i = 0; i + 1 < tries.size(); i++) {
      UpstreamTry before = tries.get(i);
      if (before.status() >= 500 && Double.isNaN(before.headerTime())) {
        return Verdict.recovered(failure(access, before.status(), before), before.upstream());
      }
      if (before.status() >= 500) {
        return Verdict.recovered(CAUSE_APP_ERROR, before.upstream());
      }
    }
    return Verdict.WELL;
  }

  private static Cause failure(AccessRecord access, int status, UpstreamTry last) {
    boolean isConnected = !Double.isNaN(last.connectTime());
    return switch (status) {
      case 504 ->
          isConnected || !logsConnectTime(access)
              ? CAUSE_UPSTREAM_READ_TIMEOUT
              : CAUSE_UPSTREAM_CONNECT_TIMEOUT;
      case 502 -> isConnected ? withoutHeader(last.bytesReceived()) : withoutConnection(last);
      default -> CAUSE_PROXY_RESOURCE_EXHAUSTED;
    };
  }

  /** Whether its absence means that there was no connection: records do not tell it otherwise. */
  private static boolean logsConnectTime(AccessRecord access) {
    String raw = access.raw();
    return raw.contains("connect_time")
        || raw.contains("upstream_connect")
        || raw.contains("onnectTime")
        || raw.contains("uct");
  }

  /** A header that is too big fills the buffer, whose size is that of memory pages. */
  private static Cause withoutHeader(long bytesReceived) {
    if (bytesReceived <= 0) {
      return CAUSE_UPSTREAM_CLOSED_EARLY;
    }
    return bytesReceived % PAGE == 0
        ? CAUSE_UPSTREAM_HEADER_TOO_BIG
        : CAUSE_UPSTREAM_MALFORMED_RESPONSE;
  }

  private static Cause withoutConnection(UpstreamTry last) {
    if (last.upstream().startsWith("unix:")) {
      return CAUSE_SOCKET_MISSING;
    }
    if (!last.upstream().isEmpty() && !UpstreamNames.isServer(last.upstream())) {
      return CAUSE_NO_LIVE_UPSTREAMS;
    }
    return last.responseTime() >= SLOW_REFUSAL
        ? CAUSE_UPSTREAM_UNREACHABLE
        : CAUSE_UPSTREAM_REFUSED;
  }

  /** No server was even tried: nginx decided, or did not get so far. */
  private static Verdict withoutTry(AccessRecord access) {
    return switch (access.status()) {
      case 413 -> Verdict.shown(CAUSE_CLIENT_BODY_TOO_LARGE, "");
      case 403 -> Verdict.likely(CAUSE_PROXY_DENIED, "");
      case 429 -> Verdict.shown(CAUSE_PROXY_RATE_LIMITED, "");
      case 502 -> Verdict.likely(lookup(access), access.upstreamGroup());
      case 400, 414, 431 -> Verdict.likely(CAUSE_PROXY_DENIED, "");
      case 408 -> Verdict.shown(CAUSE_CLIENT_CLOSED, "");
      // Limits of nginx log an error line, unless that is switched off; a `return` logs none.
      case 503 -> Verdict.likely(CAUSE_PROXY_GENERATED, "");
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
