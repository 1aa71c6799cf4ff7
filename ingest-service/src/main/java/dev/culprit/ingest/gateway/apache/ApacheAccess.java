package dev.culprit.ingest.gateway.apache;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.CombinedLine;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.RequestLine;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.List;

/**
 * Access records of Apache: common, combined, and JSON by a {@code LogFormat} with {@code %L}, the
 * worker and the balancer. {@code reason} holds {@code logged} when the record has the id of an
 * error log entry, {@code quiet} when it says that there is none, nothing when it does not say.
 */
public final class ApacheAccess {
  private static final double MICROS = 1_000_000;

  private ApacheAccess() {}

  public static boolean fits(JsonLine json) {
    return (json.has("l", "log_id", "error_log_id", "handler") && json.has("status", "s"))
        || json.has("balancer", "balancer_worker_name", "worker", "balancer_name");
  }

  public static AccessRecord read(JsonLine json, LogLine line) {
    RequestLine request = RequestLine.of(json.get("request", "r"));
    String method = json.get("method", "m");
    String uri = json.get("uri", "path", "u", "url");
    String logId = json.get("l", "log_id", "error_log_id");
    AccessDraft draft =
        new AccessDraft(
                Proxy.PROXY_APACHE,
                LogTimes.any(json.get("t", "time", "timestamp", "@timestamp"), line.loggedAt()),
                line.text())
            .identity(
                new RequestIdentity(
                    "",
                    known(logId),
                    known(json.get("request_id", "unique_id", "id")),
                    json.get("client", "remote", "remote_addr", "h", "a"),
                    method.isEmpty() ? request.method() : method,
                    uri.isEmpty() ? request.uri() : uri))
            .status(LooseNumbers.status(json.get("status", "s")))
            .host(json.get("host", "vhost", "v", "server_name"))
            .protocol(request.protocol())
            .duration(LooseNumbers.seconds(json.get("d", "duration_us", "duration")) / MICROS)
            .bytesSent(LooseNumbers.whole(json.get("bytes", "b", "o"), -1))
            .upstreamGroup(group(json.get("balancer", "balancer_name")))
            .reason(reason(json, logId))
            .userAgent(json.get("user_agent", "agent"))
            .referrer(json.get("referer", "referrer"));
    String worker = UpstreamNames.of(json.get("worker", "balancer_worker_name", "backend"));
    if (!worker.isEmpty()) {
      draft.tries(List.of(new UpstreamTry(worker, 0, Double.NaN, Double.NaN, Double.NaN, -1)));
    }
    return draft.build();
  }

  public static AccessRecord read(CombinedLine combined, LogLine line) {
    RequestLine request = RequestLine.of(combined.requestLine());
    String logId = combined.get("l", "log_id", "logid");
    return new AccessDraft(
            Proxy.PROXY_APACHE, LogTimes.common(combined.time(), line.loggedAt()), line.text())
        .identity(
            new RequestIdentity(
                "", known(logId), "", combined.client(), request.method(), request.uri()))
        .status(LooseNumbers.status(combined.status()))
        .host(withoutPort(combined.virtualHost()))
        .protocol(request.protocol())
        .duration(LooseNumbers.seconds(combined.get("d", "duration")) / MICROS)
        .bytesSent(LooseNumbers.whole(combined.bytes(), -1))
        .reason(logged(logId))
        .userAgent(combined.userAgent())
        .referrer(combined.referrer())
        .build();
  }

  /** Apache's own words for the client where the record has them. */
  private static String reason(JsonLine json, String logId) {
    String note = json.get("note_err", "error_notes", "error_note");
    int reason = note.indexOf("Reason: <strong>");
    if (reason >= 0) {
      int end = note.indexOf('<', reason + 16);
      return note.substring(reason + 16, end < 0 ? note.length() : end);
    }
    if (json.get("handler").equals("-") && !logId.isEmpty()) {
      return "own";
    }
    return note.equals("-") && logged(logId).equals("logged") ? "silent" : logged(logId);
  }

  private static String logged(String logId) {
    return logId.isEmpty() ? "" : logId.equals("-") ? "quiet" : "logged";
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static String group(String balancer) {
    return balancer.startsWith("balancer://") ? balancer.substring(11) : known(balancer);
  }

  private static String known(String text) {
    return text.equals("-") ? "" : text;
  }
}
