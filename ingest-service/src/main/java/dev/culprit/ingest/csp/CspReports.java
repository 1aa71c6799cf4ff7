package dev.culprit.ingest.csp;

import dev.culprit.ingest.json.JsonBody;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads both forms in which browsers report: one {@code csp-report} object a request, or the list
 * of the Reporting API, which may hold several reports and such of other kinds.
 */
public final class CspReports {
  private static final int MOST_REPORTS = 100;
  private static final String VIOLATION = "csp-violation";

  private CspReports() {}

  /**
   * The event of the first violation in a body of either form; refuses a body without one.
   *
   * @param body JSON without content coding
   */
  public static Event.Builder decode(byte[] body) {
    List<Event.Builder> events = decodeAll(body);
    if (events.isEmpty()) {
      throw Refused.malformed("", "The body holds no report of a violated policy");
    }
    return events.get(0);
  }

  /**
   * The events of all violations in a body of either form, at most 100; none when its reports are
   * all of other kinds. Refuses what is no report.
   *
   * @param body JSON without content coding
   */
  public static List<Event.Builder> decodeAll(byte[] body) {
    Value tree = JsonBody.tree(body);
    if (tree.hasListValue()) {
      return ofReportingApi(tree.getListValue().getValuesList());
    }
    Value report = ValueText.value(tree.getMapValue(), "csp-report");
    if (report != null && report.hasMapValue()) {
      return List.of(Violation.ofPolicy(report.getMapValue()).event());
    }
    // A single report of the Reporting API outside its list.
    List<Event.Builder> events = ofReportingApi(List.of(tree));
    if (events.isEmpty()) {
      throw Refused.malformed("csp-report", "must be an object");
    }
    return events;
  }

  private static List<Event.Builder> ofReportingApi(List<Value> reports) {
    List<Event.Builder> events = new ArrayList<>();
    for (Value report : reports) {
      MapValue map = report.getMapValue();
      Value body = ValueText.value(map, "body");
      if (body != null
          && body.hasMapValue()
          && ValueText.find(map, "type").equals(VIOLATION)
          && events.size() < MOST_REPORTS) {
        events.add(Violation.ofReport(map, body.getMapValue()).event());
      }
    }
    return events;
  }
}
