package dev.culprit.alert.notification;

import dev.culprit.alert.channel.Channel;
import dev.culprit.alert.notifier.Message;
import dev.culprit.alert.notifier.Message.Project;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Puts together what a notification says, with links into the dashboard. */
final class MessageWriter {
  private final String publicUrl;

  MessageWriter(String publicUrl) {
    this.publicUrl =
        publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
  }

  Message write(DueNotification due, Project project) {
    return new Message(
        due.id(),
        Message.Kind.INCIDENT,
        project,
        due.incidentId(),
        due.ruleName(),
        due.ruleKind(),
        due.problemId(),
        due.problem(),
        due.environment(),
        due.reason(),
        due.numbers(),
        due.openedAt(),
        due.problemId() == 0
            ? publicUrl + "/projects/" + project.slug()
            : publicUrl + "/problems/" + due.problemId());
  }

  Message test(long notificationId, Channel channel, Project project, Instant now) {
    return new Message(
        notificationId,
        Message.Kind.TEST,
        project,
        0,
        "",
        "",
        0,
        Optional.empty(),
        "",
        "channel \"" + channel.name() + "\" works",
        new JsonObject(),
        now,
        publicUrl + "/projects/" + project.slug());
  }
}
