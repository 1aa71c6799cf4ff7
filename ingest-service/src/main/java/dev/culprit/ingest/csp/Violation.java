package dev.culprit.ingest.csp;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.NamedValue;
import java.util.List;

/**
 * One violated policy. Violations are the same problem when the same directive blocked the same
 * host, whatever page and script it was.
 */
record Violation(
    String directive,
    String blocked,
    String page,
    String referrer,
    String userAgent,
    String sourceFile,
    int line,
    int column,
    MapValue told) {
  private static final String CONTEXT = "csp";

  /** The {@code csp-report} object. */
  static Violation ofPolicy(MapValue report) {
    return new Violation(
        directive(ValueText.find(report, "effective-directive", "violated-directive")),
        ValueText.find(report, "blocked-uri"),
        ValueText.find(report, "document-uri"),
        ValueText.find(report, "referrer"),
        "",
        ValueText.find(report, "source-file"),
        ValueText.number(report, "line-number"),
        ValueText.number(report, "column-number"),
        report);
  }

  /** A report of the Reporting API and its body. */
  static Violation ofReport(MapValue report, MapValue body) {
    String page = ValueText.find(body, "documentURL");
    return new Violation(
        directive(ValueText.find(body, "effectiveDirective", "violatedDirective")),
        ValueText.find(body, "blockedURL"),
        page.isEmpty() ? ValueText.find(report, "url") : page,
        ValueText.find(body, "referrer"),
        ValueText.find(report, "user_agent"),
        ValueText.find(body, "sourceFile"),
        ValueText.number(body, "lineNumber"),
        ValueText.number(body, "columnNumber"),
        body);
  }

  /** Old browsers tell the directive together with its sources. */
  private static String directive(String told) {
    String text = told.strip();
    int space = text.indexOf(' ');
    String name = space < 0 ? text : text.substring(0, space);
    if (name.isEmpty()) {
      throw Refused.malformed("effective-directive", "is required");
    }
    return name;
  }

  Event.Builder event() {
    String from = BlockedSource.of(blocked, page);
    Event.Builder event =
        Event.newBuilder()
            .setLevel(Level.LEVEL_WARNING)
            .setPlatform("javascript")
            .setLogger(CONTEXT)
            .addExceptions(exception(from))
            .addAllFingerprint(List.of(CONTEXT, directive, from))
            .setRequest(request())
            .putContexts(CONTEXT, told)
            .putTags("directive", directive)
            .putTags("blocked", from);
    String disposition = ValueText.find(told, "disposition");
    if (!disposition.isEmpty()) {
      event.putTags("disposition", disposition);
    }
    return event;
  }

  private ExceptionInfo exception(String from) {
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder()
            .setType("ContentSecurityPolicyViolation")
            .setValue("Blocked '" + directive + "' from " + from)
            .setMechanism(Mechanism.newBuilder().setType(CONTEXT).setHandled(true));
    if (!sourceFile.isEmpty()) {
      exception.addFrames(
          Frame.newBuilder().setFile(sourceFile).setLine(line).setColumn(column).setInApp(true));
    }
    return exception.build();
  }

  private HttpRequest request() {
    HttpRequest.Builder request = HttpRequest.newBuilder().setUrl(page);
    header("User-Agent", userAgent, request);
    header("Referer", referrer, request);
    return request.build();
  }

  private static void header(String name, String value, HttpRequest.Builder request) {
    if (!value.isEmpty()) {
      request.addHeaders(NamedValue.newBuilder().setName(name).setValue(value));
    }
  }
}
