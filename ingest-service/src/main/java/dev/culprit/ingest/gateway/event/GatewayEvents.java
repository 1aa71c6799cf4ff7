package dev.culprit.ingest.gateway.event;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.culprit.ingest.gateway.cause.Diagnosis;
import dev.culprit.ingest.gateway.count.Routes;
import dev.culprit.ingest.gateway.join.RequestCase;
import dev.culprit.ingest.gateway.join.Sender;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the event of a failed request. It is grouped by proxy, upstream (else its group, else the
 * host) and cause, never by address or URI of the request. Its identity comes from its lines: the
 * same lines sent again count once.
 */
public final class GatewayEvents {
  private static final double NANOS = 1e9;

  private GatewayEvents() {}

  /** Of a request of which at least one half is there. */
  public static Event.Builder of(RequestCase request, Diagnosis diagnosis) {
    Facts facts = Facts.of(request);
    GatewayFailure.Builder failure =
        GatewayFailure.newBuilder()
            .setProxy(facts.proxy())
            .setGateway(request.sender().gateway())
            .setUpstream(diagnosis.upstream())
            .setUpstreamGroup(diagnosis.upstreamGroup())
            .setCause(diagnosis.cause())
            .setConfidence(diagnosis.confidence())
            .setHint(diagnosis.hint())
            .setStatus(statusOf(diagnosis.status()))
            .setRecovered(diagnosis.recovered())
            .setHost(facts.host())
            .setRoute(Routes.of(facts.identity().uri()))
            .setRequestId(facts.identity().requestId())
            .addAllRawLines(facts.lines());
    AccessRecord access = request.access();
    if (access != null) {
      failure.setTermination(access.termination().replaceAll("[!?]$", ""));
      duration(access.duration(), failure::setDuration);
      access.tries().forEach(tried -> failure.addTries(tried(tried)));
    }
    Event.Builder event = event(request.sender(), failure, facts.at());
    event.setRequest(httpRequest(facts, access));
    if (access != null) {
      event.setTraceId(access.traceId());
    }
    return event
        .setTransaction((facts.identity().method() + " " + failure.getRoute()).strip())
        .setClientEventId(identity(facts.lines()));
  }

  /** Of a server or group that went down. */
  public static Event.Builder of(Sender sender, ServerStateRecord state, Cause cause) {
    GatewayFailure.Builder failure =
        GatewayFailure.newBuilder()
            .setProxy(state.proxy())
            .setGateway(sender.gateway())
            .setUpstream(state.upstream())
            .setUpstreamGroup(state.upstreamGroup())
            .setCause(cause)
            .setConfidence(CauseConfidence.CAUSE_CONFIDENCE_NAMED)
            .addRawLines(state.raw());
    return event(sender, failure, state.at())
        .setLevel(Level.LEVEL_WARNING)
        .setClientEventId(identity(List.of(state.raw(), state.at().toString())));
  }

  private static Event.Builder event(Sender sender, GatewayFailure.Builder failure, Instant at) {
    String proxy = name(failure.getProxy());
    String cause = causeName(failure.getCause());
    String who = who(failure);
    Event.Builder event =
        Event.newBuilder()
            .setOccurredAt(
                Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
            .setLevel(level(failure))
            .setPlatform(proxy)
            .setEnvironment(sender.environment())
            .setServerName(sender.gateway())
            .setMessage(LogMessage.newBuilder().setFormatted(title(proxy, who, failure)))
            .addFingerprint("gateway")
            .addFingerprint(proxy)
            .addFingerprint(who)
            .addFingerprint(cause)
            .setHttpStatus(failure.getStatus())
            .putTags("cause", cause)
            .putTags("proxy", proxy);
    if (!failure.getHost().isEmpty()) {
      event.putTags("host", failure.getHost());
    }
    if (!failure.getUpstream().isEmpty()) {
      event.putTags("upstream", failure.getUpstream());
    }
    return event.setGateway(failure);
  }

  /** The server to blame, else its group, else the host that was asked for. */
  private static String who(GatewayFailure.Builder failure) {
    if (!failure.getUpstream().isEmpty()) {
      return failure.getUpstream();
    }
    return failure.getUpstreamGroup().isEmpty() ? failure.getHost() : failure.getUpstreamGroup();
  }

  private static String title(String proxy, String who, GatewayFailure.Builder failure) {
    StringBuilder title = new StringBuilder(proxy).append(": ");
    if (!who.isEmpty()) {
      title.append(who).append(isAboutUpstream(failure.getCause()) ? " " : ": ");
    }
    title.append(CauseWords.of(failure.getCause()));
    if (failure.getRecovered()) {
      title.append(" (another server answered)");
    } else if (failure.getStatus() > 0) {
      title.append(" (").append(failure.getStatus()).append(')');
    }
    return title.toString();
  }

  /** Whether its words go on from the name of the upstream. */
  private static boolean isAboutUpstream(Cause cause) {
    return switch (cause) {
      case CAUSE_APP_ERROR,
          CAUSE_PROXY_RESOURCE_EXHAUSTED,
          CAUSE_PROXY_RATE_LIMITED,
          CAUSE_PROXY_DENIED,
          CAUSE_PROXY_GENERATED,
          CAUSE_PROXY_CONFIG,
          CAUSE_AUTH_SUBREQUEST_FAILED,
          CAUSE_CLIENT_CLOSED,
          CAUSE_CLIENT_BODY_TOO_LARGE,
          CAUSE_LOCAL_FIREWALL_OR_ROUTE ->
          false;
      default -> true;
    };
  }

  /** Warnings are what no server of ours has to answer for. */
  private static Level level(GatewayFailure.Builder failure) {
    boolean isClients = failure.getStatus() >= 400 && failure.getStatus() < 500;
    return failure.getRecovered() || isClients || failure.getCause() == Cause.CAUSE_CLIENT_CLOSED
        ? Level.LEVEL_WARNING
        : Level.LEVEL_ERROR;
  }

  private static HttpRequest httpRequest(Facts facts, @Nullable AccessRecord access) {
    RequestIdentity identity = facts.identity();
    int query = identity.uri().indexOf('?');
    String path = query < 0 ? identity.uri() : identity.uri().substring(0, query);
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .setMethod(identity.method())
            .setUrl(facts.host().isEmpty() ? path : "http://" + facts.host() + path)
            .setRemoteAddress(identity.client())
            .setRoute(Routes.of(identity.uri()));
    if (query >= 0) {
      request.setQueryString(identity.uri().substring(query + 1));
    }
    if (access != null) {
      header(request, "User-Agent", access.userAgent());
      header(request, "Referer", access.referrer());
    }
    return request.build();
  }

  private static void header(HttpRequest.Builder request, String name, String value) {
    if (!value.isEmpty() && !value.equals("-")) {
      request.addHeaders(NamedValue.newBuilder().setName(name).setValue(value));
    }
  }

  private static dev.culprit.proto.ingest.v1.UpstreamTry tried(UpstreamTry tried) {
    dev.culprit.proto.ingest.v1.UpstreamTry.Builder told =
        dev.culprit.proto.ingest.v1.UpstreamTry.newBuilder()
            .setUpstream(tried.upstream())
            .setStatus(statusOf(tried.status()))
            .setBytesReceived(tried.bytesReceived());
    duration(tried.connectTime(), told::setConnectTime);
    duration(tried.headerTime(), told::setHeaderTime);
    duration(tried.responseTime(), told::setResponseTime);
    return told.build();
  }

  private static void duration(double seconds, Consumer<Duration> set) {
    if (!Double.isNaN(seconds) && seconds >= 0 && seconds < 1e9) {
      set.accept(
          Duration.newBuilder()
              .setSeconds((long) seconds)
              .setNanos((int) Math.round((seconds - Math.floor(seconds)) * NANOS) % 1_000_000_000)
              .build());
    }
  }

  private static int statusOf(int logged) {
    return logged >= 100 && logged <= 599 ? logged : 0;
  }

  static String identity(List<String> lines) {
    return UUID.nameUUIDFromBytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  public static String name(Proxy proxy) {
    return proxy.name().substring("PROXY_".length()).toLowerCase(Locale.ROOT);
  }

  public static String causeName(Cause cause) {
    return cause.name().substring("CAUSE_".length()).toLowerCase(Locale.ROOT);
  }
}
