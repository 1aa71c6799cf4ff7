package dev.culprit.alert.endpoint;

import dev.culprit.alert.channel.Channel;
import dev.culprit.alert.channel.Channel.Email;
import dev.culprit.alert.channel.Channel.Slack;
import dev.culprit.alert.channel.Channel.Target;
import dev.culprit.alert.channel.Channel.Webhook;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.proto.alert.v1.EmailTarget;
import dev.culprit.proto.alert.v1.SlackTarget;
import dev.culprit.proto.alert.v1.WebhookTarget;
import dev.culprit.runtime.config.Secret;
import java.util.Optional;

/** Channels on the wire and in here; secrets come in and never go out. */
final class ChannelProtos {
  private ChannelProtos() {}

  static Channel read(dev.culprit.proto.alert.v1.Channel proto) {
    return new Channel(
        proto.getId(), proto.getProjectId(), proto.getName(), proto.getEnabled(), target(proto));
  }

  static dev.culprit.proto.alert.v1.Channel write(Channel channel) {
    dev.culprit.proto.alert.v1.Channel.Builder proto =
        dev.culprit.proto.alert.v1.Channel.newBuilder()
            .setId(channel.id())
            .setProjectId(channel.projectId())
            .setName(channel.name())
            .setEnabled(channel.enabled());
    if (channel.target() instanceof Webhook webhook) {
      proto.setWebhook(WebhookTarget.newBuilder().setUrl(webhook.url()));
    } else if (channel.target() instanceof Email email) {
      proto.setEmail(EmailTarget.newBuilder().addAllRecipients(email.recipients()));
    } else {
      proto.setSlack(SlackTarget.getDefaultInstance());
    }
    return proto.build();
  }

  /** The webhook secret that the server made, for the one time it is told. */
  static String generatedSecret(Channel asked, Channel created) {
    boolean given = asked.target() instanceof Webhook webhook && webhook.secret().isPresent();
    return !given && created.target() instanceof Webhook webhook
        ? webhook.secret().map(Secret::value).orElse("")
        : "";
  }

  private static Target target(dev.culprit.proto.alert.v1.Channel proto) {
    return switch (proto.getTargetCase()) {
      case WEBHOOK ->
          new Webhook(proto.getWebhook().getUrl(), secret(proto.getWebhook().getSecret()));
      case EMAIL -> new Email(proto.getEmail().getRecipientsList());
      case SLACK -> new Slack(secret(proto.getSlack().getUrl()));
      case TARGET_NOT_SET ->
          throw new InvalidField("channel.target", "must be one of webhook, email, slack");
    };
  }

  private static Optional<Secret> secret(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text));
  }
}
