package dev.culprit.alert.notifier.slack;

import dev.culprit.alert.channel.Channel.Slack;
import dev.culprit.alert.notifier.Message;
import dev.culprit.alert.notifier.Notifier;
import dev.culprit.alert.notifier.Outcome;
import dev.culprit.alert.notifier.outbound.OutboundHttp;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;

/** Posts to a Slack incoming webhook. */
public final class SlackNotifier implements Notifier<Slack> {
  private final OutboundHttp http;

  public SlackNotifier(OutboundHttp http) {
    this.http = http;
  }

  @Override
  public Future<Outcome> deliver(Message message, Slack target) {
    if (target.url().isEmpty()) {
      return Future.succeededFuture(Outcome.refused("the channel has no address"));
    }
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("Culprit-Notification-Id", Long.toString(message.notificationId()));
    return http.post(target.url().get().value(), headers, SlackMessage.of(message).toBuffer());
  }
}
