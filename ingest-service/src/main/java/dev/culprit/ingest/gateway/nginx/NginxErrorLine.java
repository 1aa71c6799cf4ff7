package dev.culprit.ingest.gateway.nginx;

import dev.culprit.ingest.gateway.fastcgi.StandardError;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.RequestLine;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.Optional;

/**
 * A line of nginx's error log: {@code YYYY/MM/DD HH:MM:SS [level] PID#TID: *CONN MESSAGE, client:
 * …, server: …, request: "…", upstream: "…", host: "…"}. nginx cuts lines at 2,048 bytes, so that
 * any of the later fields may be missing or unfinished.
 */
public final class NginxErrorLine {
  private NginxErrorLine() {}

  public static boolean fits(String text) {
    return text.length() > 24
        && text.charAt(4) == '/'
        && text.charAt(7) == '/'
        && text.charAt(10) == ' '
        && text.charAt(13) == ':'
        && text.startsWith(" [", 19)
        && LooseNumbers.isDigit(text.charAt(0));
  }

  /** Empty for lines about neither a request nor a server. */
  public static Optional<GatewayRecord> read(LogLine line) {
    String text = line.text();
    LineCursor cursor = new LineCursor(text.substring(20));
    String level = cursor.between('[', ']');
    cursor.skipSpaces().until(':');
    cursor.skipSpaces();
    String connection = "";
    if (cursor.skip("*")) {
      connection = cursor.until(' ');
    }
    String body = cursor.rest();
    int fields = NginxFields.start(body);
    String message = fields < 0 ? body : body.substring(0, fields);
    NginxFields tail = NginxFields.of(fields < 0 ? "" : body.substring(fields));
    if (connection.isEmpty() && !isAboutUpstreams(message)) {
      return Optional.empty();
    }
    return Optional.of(
        message.contains("upstream server temporarily disabled")
            ? down(line, tail, message)
            : error(line, level, connection, message, tail));
  }

  /** Of lines without a request, only those about an upstream that stops nginx from starting. */
  private static boolean isAboutUpstreams(String message) {
    return message.contains("host not found in upstream");
  }

  private static GatewayRecord down(LogLine line, NginxFields tail, String message) {
    return new ServerStateRecord(
        Proxy.PROXY_NGINX,
        LogTimes.slashed(line.text(), line.loggedAt()),
        line.text(),
        tail.upstream(),
        "",
        ServerStateRecord.State.DOWN,
        Cause.CAUSE_UNSPECIFIED,
        message);
  }

  private static GatewayRecord error(
      LogLine line, String level, String connection, String message, NginxFields tail) {
    Cause cause = NginxMessages.cause(message, level);
    String application = "";
    if (message.startsWith("FastCGI sent in stderr")
        || message.startsWith("uwsgi sent in stderr")) {
      application = StandardError.text(message);
      cause = StandardError.cause(application);
    }
    String upstream = upstream(message, tail);
    boolean isServer = UpstreamNames.isServer(upstream);
    RequestLine request = RequestLine.of(tail.request());
    return new ErrorRecord(
        Proxy.PROXY_NGINX,
        LogTimes.slashed(line.text(), line.loggedAt()),
        line.text(),
        new RequestIdentity(connection, "", "", tail.client(), request.method(), request.uri()),
        cause,
        NginxMessages.status(cause, message),
        level,
        tail.host(),
        isServer ? upstream : "",
        isServer ? "" : upstream,
        message,
        application);
  }

  /** The address in the field, else the one that the message names, else the name not resolved. */
  private static String upstream(String message, NginxFields tail) {
    String told = tail.upstream();
    if (!told.isEmpty()) {
      return told;
    }
    if (message.startsWith("connect() to ")) {
      int end = message.indexOf(" failed", 13);
      return end < 0 ? "" : UpstreamNames.of(message.substring(13, end));
    }
    int resolved = message.indexOf(" could not be resolved");
    if (resolved > 0) {
      return message.substring(0, resolved);
    }
    int toResolve = message.indexOf("defined to resolve ");
    if (toResolve >= 0) {
      return message.substring(toResolve + 19);
    }
    int name = message.indexOf("host not found in upstream \"");
    int end = name < 0 ? -1 : message.indexOf('"', name + 28);
    return end < 0 ? "" : message.substring(name + 28, end);
  }
}
