package dev.culprit.alert.notifier;

import dev.culprit.alert.channel.Channel.Email;
import dev.culprit.alert.channel.Channel.Slack;
import dev.culprit.alert.channel.Channel.Target;
import dev.culprit.alert.channel.Channel.Webhook;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notifier for each kind of target. */
public final class Notifiers {
  private static final Logger log = LoggerFactory.getLogger(Notifiers.class);

  private final Notifier<Webhook> webhook;
  private final Notifier<Email> email;
  private final Notifier<Slack> slack;

  public Notifiers(Notifier<Webhook> webhook, Notifier<Email> email, Notifier<Slack> slack) {
    this.webhook = webhook;
    this.email = email;
    this.slack = slack;
  }

  public Future<Outcome> deliver(Message message, Target target) {
    try {
      return choose(message, target).otherwise(cause -> surprised(target, cause));
    } catch (RuntimeException e) {
      return Future.succeededFuture(surprised(target, e));
    }
  }

  private Future<Outcome> choose(Message message, Target target) {
    if (target instanceof Webhook to) {
      return webhook.deliver(message, to);
    }
    return target instanceof Email to
        ? email.deliver(message, to)
        : slack.deliver(message, (Slack) target);
  }

  /** Only the type is logged, because the message could hold an address. */
  private static Outcome surprised(Target target, Throwable cause) {
    log.atError()
        .addKeyValue("channel_kind", target.kind())
        .addKeyValue("cause", cause.getClass().getName())
        .log("a delivery failed unexpectedly");
    return Outcome.retryable("an unexpected error on our side");
  }
}
