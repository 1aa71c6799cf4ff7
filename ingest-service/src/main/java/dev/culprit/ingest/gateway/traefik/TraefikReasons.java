package dev.culprit.ingest.gateway.traefik;

import dev.culprit.ingest.gateway.golang.GoErrorTexts;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.gateway.record.ServerStateRecord.State;
import dev.culprit.ingest.gateway.text.Escapes;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.Optional;

/**
 * The lines of Traefik's own log that give the reason of a 502 or 504 in Go's words, of version 2
 * ({@code '502 Bad Gateway' caused by: …}) and 3 ({@code 502 Bad Gateway error="…"}), as JSON or
 * text, and those of its health checks.
 */
public final class TraefikReasons {
  private static final String CAUSED_BY = "' caused by: ";
  private static final String ERROR = " error=\"";
  private static final String[] STATUSES = {
    "502 Bad Gateway",
    "504 Gateway Timeout",
    "500 Internal Server Error",
    "499 Client Closed Request",
    "503 Service Unavailable"
  };

  private TraefikReasons() {}

  public static Optional<GatewayRecord> read(JsonLine json, LogLine line) {
    String message = json.get("msg", "message");
    Instant at = LogTimes.any(json.get("time"), line.loggedAt());
    if (message.startsWith("Health check failed")) {
      return Optional.of(health(json, message, at, line));
    }
    for (String status : STATUSES) {
      if (message.equals(status) && json.has("error")) {
        return Optional.of(record(status, json.get("error"), at, line));
      }
    }
    return causedBy(message, at, line);
  }

  public static Optional<GatewayRecord> read(LogLine line) {
    String text = line.text();
    int error = text.indexOf(ERROR);
    for (String status : STATUSES) {
      if (error > 0
          && error + ERROR.length() < text.length()
          && text.endsWith("\"")
          && text.startsWith(status, error - status.length())) {
        String words = text.substring(error + ERROR.length(), text.length() - 1);
        return Optional.of(record(status, Escapes.undo(words), line.loggedAt(), line));
      }
    }
    return causedBy(
        text.endsWith("\"") ? text.substring(0, text.length() - 1) : text, line.loggedAt(), line);
  }

  private static Optional<GatewayRecord> causedBy(String message, Instant at, LogLine line) {
    int mark = message.indexOf(CAUSED_BY);
    int open = mark < 0 ? -1 : message.lastIndexOf('\'', mark - 1);
    return open < 0
        ? Optional.empty()
        : Optional.of(
            record(
                message.substring(open + 1, mark),
                message.substring(mark + CAUSED_BY.length()),
                at,
                line));
  }

  private static GatewayRecord record(String status, String words, Instant at, LogLine line) {
    Cause cause = GoErrorTexts.cause(words);
    return new ErrorRecord(
        Proxy.PROXY_TRAEFIK,
        at,
        line.text(),
        RequestIdentity.NONE,
        cause == Cause.CAUSE_UNSPECIFIED ? Cause.CAUSE_UNKNOWN : cause,
        LooseNumbers.status(status),
        "debug",
        "",
        GoErrorTexts.upstream(words),
        "",
        words,
        "");
  }

  /** Version 2 says it all in the message, version 3 in fields. */
  private static GatewayRecord health(JsonLine json, String message, Instant at, LogLine line) {
    int url = message.indexOf("URL: \"");
    String server = url < 0 ? json.get("target_url") : message.substring(url + 6);
    int end = server.indexOf('"');
    boolean isRemoved = message.contains("removing from server list");
    return new ServerStateRecord(
        Proxy.PROXY_TRAEFIK,
        at,
        line.text(),
        UpstreamNames.of(end < 0 ? server : server.substring(0, end)),
        json.get("service_name"),
        isRemoved ? State.DOWN : State.CHECK_FAILED,
        GoErrorTexts.cause(message + ' ' + json.get("error")),
        message);
  }
}
