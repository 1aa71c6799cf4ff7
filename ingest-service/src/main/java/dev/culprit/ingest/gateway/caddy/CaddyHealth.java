package dev.culprit.ingest.gateway.caddy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.golang.GoErrorTexts;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.gateway.record.ServerStateRecord.State;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.Optional;

/** What Caddy's active health checks say of a server. */
final class CaddyHealth {
  private CaddyHealth() {}

  /** Empty for what says nothing of a server. */
  static Optional<GatewayRecord> read(JsonLine json, Instant at, LogLine line) {
    String message = json.get("msg");
    return switch (message) {
      case "host is up" -> state(json, at, line, State.UP, CAUSE_UNSPECIFIED);
      case "host is down" -> state(json, at, line, State.DOWN, CAUSE_UNSPECIFIED);
      case "HTTP request failed" ->
          state(json, at, line, State.CHECK_FAILED, GoErrorTexts.cause(json.get("error")));
      case "unexpected status code",
          "status code out of tolerances",
          "response body failed expectations" ->
          state(json, at, line, State.CHECK_FAILED, CAUSE_APP_ERROR);
      default -> Optional.empty();
    };
  }

  private static Optional<GatewayRecord> state(
      JsonLine json, Instant at, LogLine line, State state, Cause cause) {
    return Optional.of(
        new ServerStateRecord(
            Proxy.PROXY_CADDY,
            at,
            line.text(),
            UpstreamNames.of(json.get("host", "upstream", "address")),
            "",
            state,
            cause,
            json.get("msg")));
  }
}
