package dev.culprit.alert.notifier;

import dev.culprit.alert.incident.ProblemSummary;
import dev.culprit.alert.notifier.Message.Project;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Messages to deliver in tests. */
public final class Messages {
  private Messages() {}

  public static Message spike() {
    return about(
        new ProblemSummary(
            "OrderError", "cannot place order", "OrderService.place", "error", "java"));
  }

  /** With everything an attacker would put into an event. */
  public static Message hostile() {
    return about(
        new ProblemSummary(
            "<b>&\r\nBcc: victim@example.com",
            "</a><script>alert(1)</script>",
            "<!channel>",
            "error",
            ""));
  }

  private static Message about(ProblemSummary problem) {
    return new Message(
        77,
        Message.Kind.INCIDENT,
        new Project(1, "shop", "The shop"),
        5,
        "Spikes",
        "spike",
        9,
        Optional.of(problem),
        "production",
        "142 events in 5 minutes, usually 3.2 (44x)",
        new JsonObject().put("observed", 142),
        Instant.parse("2026-03-01T12:00:00Z"),
        "https://culprit.example/problems/9");
  }
}
