package dev.culprit.query.alert;

import dev.culprit.proto.alert.v1.Channel;
import dev.culprit.proto.alert.v1.EmailTarget;
import dev.culprit.proto.alert.v1.SlackTarget;
import dev.culprit.proto.alert.v1.WebhookTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Channels of the contract as messages to alert. Secrets left empty are kept by alert. */
final class ChannelMessage {
  private ChannelMessage() {}

  /** The target is a ChannelTarget of the contract. */
  static Channel of(
      long projectId, long channelId, String name, boolean enabled, JsonObject target) {
    Channel.Builder message =
        Channel.newBuilder()
            .setId(channelId)
            .setProjectId(projectId)
            .setName(name.strip())
            .setEnabled(enabled);
    switch (target.getString("kind")) {
      case "webhook" ->
          message.setWebhook(
              WebhookTarget.newBuilder()
                  .setUrl(target.getString("url", ""))
                  .setSecret(target.getString("secret", "")));
      case "email" -> message.setEmail(email(target.getJsonArray("recipients", new JsonArray())));
      case "slack" ->
          message.setSlack(SlackTarget.newBuilder().setUrl(target.getString("url", "")));
      default -> throw new IllegalArgumentException("unknown kind of channel");
    }
    return message.build();
  }

  /** What an unchanged channel's target looks like as a ChannelTarget. */
  static JsonObject unchanged(ChannelView channel) {
    return channel.settings().copy().put("kind", channel.kind());
  }

  private static EmailTarget email(JsonArray recipients) {
    EmailTarget.Builder target = EmailTarget.newBuilder();
    recipients.forEach(recipient -> target.addRecipients(recipient.toString()));
    return target.build();
  }
}
