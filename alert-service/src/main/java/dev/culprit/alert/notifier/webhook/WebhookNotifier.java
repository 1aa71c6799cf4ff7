package dev.culprit.alert.notifier.webhook;

import dev.culprit.alert.channel.Channel.Webhook;
import dev.culprit.alert.notifier.Message;
import dev.culprit.alert.notifier.Notifier;
import dev.culprit.alert.notifier.Outcome;
import dev.culprit.alert.notifier.outbound.OutboundHttp;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;

/** Posts a signed JSON body. */
public final class WebhookNotifier implements Notifier<Webhook> {
  private final OutboundHttp http;
  private final Clock clock;

  public WebhookNotifier(OutboundHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Future<Outcome> deliver(Message message, Webhook target) {
    if (target.secret().isEmpty()) {
      return Future.succeededFuture(Outcome.refused("the channel has no signing secret"));
    }
    Buffer body = WebhookBody.of(message).toBuffer();
    long now = clock.instant().getEpochSecond();
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("User-Agent", "Culprit")
            .add("Culprit-Notification-Id", Long.toString(message.notificationId()))
            .add(
                "Culprit-Signature",
                WebhookSignature.of(target.secret().get(), now, body.getBytes()));
    return http.post(target.url(), headers, body);
  }
}
