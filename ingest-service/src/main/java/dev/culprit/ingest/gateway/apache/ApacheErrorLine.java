package dev.culprit.ingest.gateway.apache;

import dev.culprit.ingest.gateway.fastcgi.StandardError;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.gateway.text.Escapes;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of Apache's error log: {@code [date] [module:level] [pid N:tid N] (ERRNO)text: [client
 * ip:port] AHnnnnn: text}, with further fields in brackets where an {@code ErrorLogFormat} puts
 * them, such as the log id {@code %L}.
 */
public final class ApacheErrorLine {
  private static final int MOST_FIELDS = 12;

  private final List<String> fields = new ArrayList<>();
  private String client = "";
  private String remote = "";
  private int errorNumber;
  private String message = "";

  private ApacheErrorLine(String text) {
    LineCursor cursor = new LineCursor(text);
    while (cursor.skipSpaces().startsWith("[") && fields.size() < MOST_FIELDS) {
      note(cursor.between('[', ']'));
    }
    if (cursor.startsWith("(")) {
      errorNumber = errorNumber(cursor);
      while (cursor.skipSpaces().startsWith("[") && fields.size() < MOST_FIELDS) {
        note(cursor.between('[', ']'));
      }
    }
    message = cursor.rest();
  }

  /** {@code (111)Connection refused: }, {@code (EAI 2)…} or {@code (OS 10061)…}. */
  private static int errorNumber(LineCursor cursor) {
    String number = cursor.between('(', ')');
    cursor.until(':');
    int space = number.indexOf(' ');
    return (int) LooseNumbers.whole(space < 0 ? number : number.substring(space + 1), 0);
  }

  private void note(String field) {
    if (field.startsWith("client ")) {
      client = field.substring(7);
    } else if (field.startsWith("remote ")) {
      remote = field.substring(7);
    } else {
      fields.add(field);
    }
  }

  /** {@code [Sun Nov 22 05:22:22.604670 2026] [proxy:error] …}. */
  public static boolean fits(String text) {
    return text.length() > 30
        && text.charAt(0) == '['
        && text.charAt(4) == ' '
        && LogTimes.month(text, 5) > 0
        && text.indexOf("] [") > 0;
  }

  /** Empty for lines that are about no request through a proxy. */
  public static Optional<GatewayRecord> read(LogLine line) {
    ApacheErrorLine read = new ApacheErrorLine(line.text());
    return read.fields.size() < 2 ? Optional.empty() : read.record(line);
  }

  private Optional<GatewayRecord> record(LogLine line) {
    String module = fields.get(1);
    String code = code();
    if (code.equals("AH00959")) {
      return Optional.of(down(line));
    }
    Optional<GatewayRecord> health = health(module, line);
    if (health.isPresent()) {
      return health;
    }
    String application = applicationText(module);
    Cause cause =
        application.isEmpty()
            ? ApacheCodes.cause(code, errorNumber, message)
            : StandardError.cause(application);
    if (cause == Cause.CAUSE_UNSPECIFIED && application.isEmpty() && !isAboutProxying(module)) {
      return Optional.empty();
    }
    return Optional.of(
        new ErrorRecord(
            Proxy.PROXY_APACHE,
            LogTimes.named(fields.get(0), line.loggedAt()),
            line.text(),
            new RequestIdentity(process(), logId(), "", client, method(), uri()),
            cause,
            ApacheCodes.status(code, errorNumber, cause),
            level(module),
            "",
            ApacheUpstreams.of(message, remote),
            ApacheUpstreams.group(message),
            message,
            application));
  }

  private GatewayRecord down(LogLine line) {
    return state(line, ApacheUpstreams.inBrackets(message), ServerStateRecord.State.DOWN);
  }

  /** {@code Health check ENABLING URL} and {@code DISABLING} of mod_proxy_hcheck. */
  private Optional<GatewayRecord> health(String module, LogLine line) {
    int at = module.startsWith("proxy_hcheck") ? message.indexOf("ABLING ") : -1;
    if (at < 0) {
      return Optional.empty();
    }
    return Optional.of(
        state(
            line,
            UpstreamNames.of(message.substring(at + 7)),
            message.startsWith("EN", at - 2)
                ? ServerStateRecord.State.UP
                : ServerStateRecord.State.DOWN));
  }

  private GatewayRecord state(LogLine line, String upstream, ServerStateRecord.State state) {
    return new ServerStateRecord(
        Proxy.PROXY_APACHE,
        LogTimes.named(fields.get(0), line.loggedAt()),
        line.text(),
        upstream,
        "",
        state,
        Cause.CAUSE_UNSPECIFIED,
        message);
  }

  private static boolean isAboutProxying(String module) {
    return module.startsWith("proxy") || module.startsWith("ssl:");
  }

  private static String level(String module) {
    int colon = module.indexOf(':');
    return colon < 0 ? module : module.substring(colon + 1);
  }

  /** {@code AHnnnnn} where the message begins with one. */
  private String code() {
    int at = message.startsWith("AH") ? 0 : message.indexOf(" AH") + 1;
    boolean isCode =
        at >= 0 && message.startsWith("AH", at) && LogTimes.number(message, at + 2, 5) >= 0;
    return isCode ? message.substring(at, at + 7) : "";
  }

  /** What PHP says, inside Apache or behind it. */
  private String applicationText(String module) {
    if (module.startsWith("php") && message.startsWith("PHP ")) {
      return StandardError.clean(Escapes.undo(message));
    }
    int open = message.indexOf("Got error '");
    if (open < 0) {
      return "";
    }
    int end = message.lastIndexOf('\'');
    String inside = message.substring(open + 11, end > open + 11 ? end : message.length());
    return StandardError.clean(Escapes.undo(inside));
  }

  /** {@code PID:TID}: one thread handles one request at a time. */
  private String process() {
    for (String field : fields) {
      if (field.startsWith("pid ")) {
        return field;
      }
    }
    return "";
  }

  /** What else stands in brackets and can be a log id. */
  private String logId() {
    for (int i = 2; i < fields.size(); i++) {
      String field = fields.get(i);
      String id = field.startsWith("R:") || field.startsWith("C:") ? field.substring(2) : field;
      if (id.length() == 11 && id.indexOf(' ') < 0 && id.indexOf('.') < 0) {
        return id;
      }
    }
    return "";
  }

  private String uri() {
    int by = message.indexOf(" returned by ");
    if (by < 0) {
      return "";
    }
    String rest = message.substring(by + 13);
    int end = rest.indexOf(", referer: ");
    String uri = end < 0 ? rest : rest.substring(0, end);
    int method = uri.indexOf(" (");
    return method < 0 ? uri : uri.substring(0, method);
  }

  private String method() {
    int by = message.indexOf(" returned by ");
    int open = by < 0 ? -1 : message.indexOf(" (", by);
    int close = open < 0 ? -1 : message.indexOf(')', open);
    return close < 0 ? "" : message.substring(open + 2, close);
  }
}
