package dev.culprit.alert.notifier.email;

import dev.culprit.alert.incident.ProblemSummary;
import dev.culprit.alert.notifier.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/** Subject and both bodies of a mail. */
final class EmailText {
  private static final int LONGEST_SUBJECT = 160;

  private EmailText() {}

  /** One line: what came with an event must not start a header of its own. */
  static String subject(Message message) {
    String line = message.headline().replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
  }

  static String text(Message message) {
    StringBuilder text = new StringBuilder(message.reason()).append("\n\n");
    facts(message)
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.append('\n').append(message.link()).append('\n').toString();
  }

  static String html(Message message) {
    StringBuilder html =
        new StringBuilder("<div style=\"font-family:sans-serif\"><h2>")
            .append(escape(message.headline()))
            .append("</h2><p>")
            .append(escape(message.reason()))
            .append("</p><table>");
    facts(message)
        .forEach(
            (name, value) ->
                html.append("<tr><th align=\"left\">")
                    .append(escape(name))
                    .append("</th><td>")
                    .append(escape(value))
                    .append("</td></tr>"));
    return html.append("</table><p><a href=\"")
        .append(escape(message.link()))
        .append("\">Open in Culprit</a></p></div>")
        .toString();
  }

  private static Map<String, String> facts(Message message) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Project", message.project().name());
    message.problem().ifPresent(problem -> add(facts, problem));
    facts.put("Environment", message.environment());
    facts.put("Rule", message.ruleName());
    facts.put("Since", message.openedAt().toString());
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  private static void add(Map<String, String> facts, ProblemSummary problem) {
    facts.put("Problem", problem.title());
    facts.put("Message", problem.message());
    facts.put("In", problem.culprit());
    facts.put("Level", problem.level());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
