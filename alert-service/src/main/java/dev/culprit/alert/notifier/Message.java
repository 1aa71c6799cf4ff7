package dev.culprit.alert.notifier;

import dev.culprit.alert.incident.ProblemSummary;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be said, before any channel gives it a form.
 *
 * @param notificationId the same in every attempt, so that receivers can drop a repeat
 * @param kind incident, or test for the test button
 * @param problemId 0 when it is about the whole project
 * @param environment empty = all
 * @param reason why, one sentence with the numbers
 * @param link where to look
 */
public record Message(
    long notificationId,
    Kind kind,
    Project project,
    long incidentId,
    String ruleName,
    String ruleKind,
    long problemId,
    Optional<ProblemSummary> problem,
    String environment,
    String reason,
    JsonObject numbers,
    Instant openedAt,
    String link) {

  /** Whether something happened. */
  public enum Kind {
    INCIDENT,
    TEST;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The project as people know it. */
  public record Project(long id, String slug, String name) {}

  /** One line: what happened where. */
  public String headline() {
    if (kind == Kind.TEST) {
      return "Test notification for " + project.name();
    }
    String what =
        switch (ruleKind) {
          case "new_problem" -> "New problem";
          case "regression" -> "Regression";
          case "spike" -> "Spike";
          default -> "Alert";
        };
    String about = problem.map(ProblemSummary::title).filter(title -> !title.isEmpty()).orElse("");
    return "[" + project.name() + "] " + what + (about.isEmpty() ? "" : ": " + about);
  }
}
