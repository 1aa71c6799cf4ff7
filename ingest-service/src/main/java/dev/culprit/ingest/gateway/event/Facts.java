package dev.culprit.ingest.gateway.event;

import dev.culprit.ingest.gateway.join.RequestCase;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What either half of a request's records tells, the access record first. */
record Facts(Proxy proxy, Instant at, RequestIdentity identity, String host, List<String> lines) {
  private static final int MOST_LINES = 20;

  static Facts of(RequestCase request) {
    AccessRecord access = request.access();
    List<String> lines = new ArrayList<>();
    RequestIdentity identity = access == null ? RequestIdentity.NONE : access.identity();
    String host = access == null ? "" : access.host();
    if (access != null) {
      lines.add(access.raw());
    }
    for (ErrorRecord error : request.errors()) {
      if (lines.size() < MOST_LINES) {
        lines.add(error.raw());
      }
      identity = merge(identity, error.identity());
      host = host.isEmpty() ? error.host() : host;
    }
    ErrorRecord first = request.errors().isEmpty() ? null : request.errors().get(0);
    if (access != null) {
      return new Facts(access.proxy(), access.at(), identity, host, lines);
    }
    if (first == null) {
      throw new IllegalArgumentException("a request without records");
    }
    return new Facts(first.proxy(), first.at(), identity, host, lines);
  }

  private static RequestIdentity merge(RequestIdentity one, RequestIdentity other) {
    return new RequestIdentity(
        or(one.connection(), other.connection()),
        or(one.logId(), other.logId()),
        or(one.requestId(), other.requestId()),
        or(one.client(), other.client()),
        or(one.method(), other.method()),
        or(one.uri(), other.uri()));
  }

  private static String or(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
