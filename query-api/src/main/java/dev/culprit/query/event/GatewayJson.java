package dev.culprit.query.event;

import com.google.protobuf.Duration;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.UpstreamTry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The contract's Gateway out of what a gateway's logs told. */
final class GatewayJson {
  private GatewayJson() {}

  static JsonObject of(GatewayFailure failure) {
    JsonArray tries = new JsonArray();
    failure.getTriesList().forEach(one -> tries.add(upstreamTry(one)));
    return new JsonObject()
        .put("proxy", code(failure.getProxy(), "PROXY_"))
        .put("gateway", Present.orNull(failure.getGateway()))
        .put("upstream", Present.orNull(failure.getUpstream()))
        .put("upstream_group", Present.orNull(failure.getUpstreamGroup()))
        .put("cause", code(failure.getCause(), "CAUSE_"))
        .put("confidence", confidence(failure.getConfidence()))
        .put("hint", Present.orNull(failure.getHint()))
        .put("status", failure.getStatus() == 0 ? null : failure.getStatus())
        .put("recovered", failure.getRecovered())
        .put("host", Present.orNull(failure.getHost()))
        .put("route", Present.orNull(failure.getRoute()))
        .put("request_id", Present.orNull(failure.getRequestId()))
        .put("duration_ms", failure.hasDuration() ? millis(failure.getDuration()) : null)
        .put("tries", tries)
        .put("termination", Present.orNull(failure.getTermination()))
        .put("raw_lines", new JsonArray(List.copyOf(failure.getRawLinesList())));
  }

  private static JsonObject upstreamTry(UpstreamTry one) {
    return new JsonObject()
        .put("upstream", Present.orNull(one.getUpstream()))
        .put("status", one.getStatus() == 0 ? null : one.getStatus())
        .put("connect_ms", one.hasConnectTime() ? millis(one.getConnectTime()) : null)
        .put("header_ms", one.hasHeaderTime() ? millis(one.getHeaderTime()) : null)
        .put("response_ms", one.hasResponseTime() ? millis(one.getResponseTime()) : null)
        .put("bytes_received", one.getBytesReceived() < 0 ? null : one.getBytesReceived());
  }

  private static @Nullable String confidence(CauseConfidence confidence) {
    return code(confidence, "CAUSE_CONFIDENCE_");
  }

  private static @Nullable String code(Enum<?> value, String prefix) {
    return value.name().equals("UNRECOGNIZED") || value.name().endsWith("_UNSPECIFIED")
        ? null
        : value.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  /** Proxies tell microseconds at best, so three digits behind the point lose nothing. */
  private static double millis(Duration duration) {
    return duration.getSeconds() * 1000 + Math.floorDiv(duration.getNanos(), 1000) / 1000.0;
  }
}
