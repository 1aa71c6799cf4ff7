package dev.culprit.alert.notifier.slack;

import dev.culprit.alert.incident.ProblemSummary;
import dev.culprit.alert.notifier.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A Block Kit message. Everything that came with an event is escaped and bounded. */
final class SlackMessage {
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_TEXT = 1000;

  private SlackMessage() {}

  static JsonObject of(Message message) {
    JsonArray blocks =
        new JsonArray()
            .add(
                new JsonObject()
                    .put("type", "header")
                    .put("text", plain(cut(message.headline(), LONGEST_HEADER))))
            .add(new JsonObject().put("type", "section").put("text", markdown(details(message))))
            .add(
                new JsonObject()
                    .put("type", "actions")
                    .put("elements", new JsonArray().add(button(message.link()))));
    return new JsonObject()
        .put("text", escape(cut(message.headline() + " - " + message.reason(), LONGEST_TEXT)))
        .put("blocks", blocks);
  }

  /** The three characters that Slack gives a meaning to. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String details(Message message) {
    StringBuilder text = new StringBuilder(escape(cut(message.reason(), LONGEST_TEXT)));
    message.problem().ifPresent(problem -> append(text, problem));
    if (!message.environment().isEmpty()) {
      text.append("\nEnvironment: ").append(escape(message.environment()));
    }
    if (!message.ruleName().isEmpty()) {
      text.append("\nRule: ").append(escape(message.ruleName()));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ProblemSummary problem) {
    if (!problem.message().isEmpty()) {
      text.append("\n> ")
          .append(escape(cut(problem.message().lines().findFirst().orElse(""), LONGEST_TEXT)));
    }
    if (!problem.culprit().isEmpty()) {
      text.append("\nIn ").append(escape(cut(problem.culprit(), 200)));
    }
  }

  private static JsonObject button(String link) {
    return new JsonObject()
        .put("type", "button")
        .put("text", plain("Open in Culprit"))
        .put("url", link);
  }

  private static JsonObject plain(String text) {
    return new JsonObject().put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static JsonObject markdown(String text) {
    return new JsonObject().put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
