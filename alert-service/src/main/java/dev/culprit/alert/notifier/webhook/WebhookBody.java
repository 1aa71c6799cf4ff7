package dev.culprit.alert.notifier.webhook;

import dev.culprit.alert.incident.ProblemSummary;
import dev.culprit.alert.notifier.Message;
import io.vertx.core.json.JsonObject;

/** The JSON that receivers parse; fields are added over time and never change their meaning. */
final class WebhookBody {
  private WebhookBody() {}

  static JsonObject of(Message message) {
    return new JsonObject()
        .put("version", 1)
        .put("type", message.kind().wireName())
        .put("notification_id", message.notificationId())
        .put(
            "project",
            new JsonObject()
                .put("id", message.project().id())
                .put("slug", message.project().slug())
                .put("name", message.project().name()))
        .put("incident", message.kind() == Message.Kind.TEST ? null : incident(message))
        .put("problem", message.problemId() == 0 ? null : problem(message))
        .put("text", message.headline() + " - " + message.reason())
        .put("url", message.link());
  }

  private static JsonObject incident(Message message) {
    return new JsonObject()
        .put("id", message.incidentId())
        .put(
            "rule",
            new JsonObject().put("name", message.ruleName()).put("kind", message.ruleKind()))
        .put("environment", message.environment())
        .put("reason", message.reason())
        .put("numbers", message.numbers())
        .put("opened_at", message.openedAt().toString());
  }

  private static JsonObject problem(Message message) {
    JsonObject id = new JsonObject().put("id", message.problemId());
    return message.problem().map(ProblemSummary::toJson).map(id::mergeIn).orElse(id);
  }
}
