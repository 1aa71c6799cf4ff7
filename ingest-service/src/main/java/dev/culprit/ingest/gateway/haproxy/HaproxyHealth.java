package dev.culprit.ingest.gateway.haproxy;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.gateway.record.ServerStateRecord.State;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.Locale;
import java.util.Optional;

/** Lines about health checks, servers that go down or come back, and backends without any. */
public final class HaproxyHealth {
  private HaproxyHealth() {}

  /** Empty for any other line. */
  public static Optional<GatewayRecord> read(LogLine line) {
    String text = line.text();
    if (text.startsWith("Health check for ")) {
      boolean failed = text.contains(" failed, ");
      return failed ? state(line, serverIn(text), State.CHECK_FAILED) : Optional.empty();
    }
    if (text.startsWith("Server ") || text.startsWith("Backup Server ")) {
      if (text.contains(" is DOWN") || text.contains(" is going DOWN")) {
        return state(line, serverIn(text), State.DOWN);
      }
      return text.contains(" is UP") ? state(line, serverIn(text), State.UP) : Optional.empty();
    }
    if ((text.startsWith("backend ") || text.startsWith("proxy "))
        && text.indexOf(" has no server available", text.indexOf(' ') + 1) > 0) {
      String backend = text.substring(text.indexOf(' ') + 1, text.indexOf(" has no server"));
      return Optional.of(
          new ServerStateRecord(
              Proxy.PROXY_HAPROXY,
              line.loggedAt(),
              text,
              "",
              backend,
              State.GROUP_DOWN,
              CAUSE_NO_LIVE_UPSTREAMS,
              text));
    }
    return HaproxyErrors.read(line);
  }

  private static Optional<GatewayRecord> state(LogLine line, String server, State state) {
    int slash = server.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerStateRecord(
            Proxy.PROXY_HAPROXY,
            line.loggedAt(),
            line.text(),
            server,
            server.substring(0, slash),
            state,
            state == State.UP ? CAUSE_UNSPECIFIED : cause(line.text()),
            line.text()));
  }

  /** {@code B/S} after the word "server". */
  private static String serverIn(String text) {
    int word = text.toLowerCase(Locale.ROOT).indexOf("server ");
    int end = word < 0 ? -1 : text.indexOf(' ', word + 7);
    return word < 0 ? "" : text.substring(word + 7, end < 0 ? text.length() : end);
  }

  private static Cause cause(String line) {
    String text = line.toLowerCase(Locale.ROOT);
    if (text.contains("no ip for server")) {
      return CAUSE_DNS_NOT_FOUND;
    }
    if (text.contains("layer4 timeout")) {
      return CAUSE_UPSTREAM_CONNECT_TIMEOUT;
    }
    if (text.contains("layer4")) {
      return text.contains("no route") || text.contains("unreachable")
          ? CAUSE_UPSTREAM_UNREACHABLE
          : CAUSE_UPSTREAM_REFUSED;
    }
    if (text.contains("layer6 timeout")) {
      return CAUSE_TLS_TIMEOUT;
    }
    if (text.contains("layer6")) {
      return CAUSE_TLS_PROTOCOL;
    }
    if (text.contains("layer7 timeout")) {
      return CAUSE_UPSTREAM_READ_TIMEOUT;
    }
    if (text.contains("layer7 wrong status")) {
      return CAUSE_APP_ERROR;
    }
    return text.contains("layer7 invalid response")
        ? CAUSE_UPSTREAM_MALFORMED_RESPONSE
        : CAUSE_UNSPECIFIED;
  }
}
