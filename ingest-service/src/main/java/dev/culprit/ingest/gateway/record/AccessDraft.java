package dev.culprit.ingest.gateway.record;

import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.List;

/** An access record in the making; what is not said stays unknown. */
public final class AccessDraft {
  private final Proxy proxy;
  private final Instant at;
  private final String raw;
  private RequestIdentity identity = RequestIdentity.NONE;
  private int status;
  private String host = "";
  private String protocol = "";
  private double duration = Double.NaN;
  private long bytesSent = -1;
  private List<UpstreamTry> tries = List.of();
  private boolean knowsUpstream;
  private String upstreamGroup = "";
  private String termination = "";
  private String reason = "";
  private String traceId = "";
  private String userAgent = "";
  private String referrer = "";

  public AccessDraft(Proxy proxy, Instant at, String raw) {
    this.proxy = proxy;
    this.at = at;
    this.raw = raw;
  }

  public AccessDraft identity(RequestIdentity value) {
    identity = value;
    return this;
  }

  public AccessDraft status(int value) {
    status = value;
    return this;
  }

  public AccessDraft host(String value) {
    host = value;
    return this;
  }

  public AccessDraft protocol(String value) {
    protocol = value;
    return this;
  }

  /** In seconds. */
  public AccessDraft duration(double value) {
    duration = value;
    return this;
  }

  public AccessDraft bytesSent(long value) {
    bytesSent = value;
    return this;
  }

  /** Says also that the format logs the upstream. */
  public AccessDraft tries(List<UpstreamTry> value) {
    tries = value;
    knowsUpstream = true;
    return this;
  }

  public AccessDraft upstreamGroup(String value) {
    upstreamGroup = value;
    return this;
  }

  public AccessDraft termination(String value) {
    termination = value;
    return this;
  }

  public AccessDraft reason(String value) {
    reason = value;
    return this;
  }

  public AccessDraft traceId(String value) {
    traceId = value;
    return this;
  }

  public AccessDraft userAgent(String value) {
    userAgent = value;
    return this;
  }

  public AccessDraft referrer(String value) {
    referrer = value;
    return this;
  }

  public AccessRecord build() {
    return new AccessRecord(
        proxy,
        at,
        raw,
        identity,
        status,
        host,
        protocol,
        duration,
        bytesSent,
        tries,
        knowsUpstream,
        upstreamGroup,
        termination,
        reason,
        traceId,
        userAgent,
        referrer);
  }
}
