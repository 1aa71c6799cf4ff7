package dev.culprit.alert.channel;

import dev.culprit.alert.channel.Channel.Email;
import dev.culprit.alert.channel.Channel.Slack;
import dev.culprit.alert.channel.Channel.Webhook;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.runtime.config.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/** The limits of the wire contract; what passes can be stored and sent to. */
final class ChannelLimits {
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");

  private final AddressGuard guard;

  ChannelLimits(AddressGuard guard) {
    this.guard = guard;
  }

  void check(Channel channel) {
    InvalidField.requireBetween("channel.project_id", channel.projectId(), 1, 1L << 53);
    InvalidField.requireName("channel.name", channel.name());
    if (channel.target() instanceof Webhook webhook) {
      checkUrl("channel.webhook.url", webhook.url());
      checkSecret(webhook.secret());
    } else if (channel.target() instanceof Slack slack) {
      slack.url().ifPresent(url -> checkUrl("channel.slack.url", url.value()));
    } else if (channel.target() instanceof Email email) {
      checkRecipients(email);
    }
  }

  private void checkUrl(String field, String url) {
    Endpoint endpoint =
        Endpoint.parse(url)
            .orElseThrow(
                () ->
                    new InvalidField(
                        field, "must be an http or https address with a host and no user part"));
    if (guard.isRefusedLiteral(endpoint.host())) {
      throw new InvalidField(
          field,
          "must not point into a private network (CULPRIT_ALERT_ALLOW_PRIVATE_TARGETS allows it)");
    }
  }

  private static void checkSecret(Optional<Secret> secret) {
    secret.ifPresent(
        given -> {
          if (given.value().length() < 16 || given.value().length() > 256) {
            throw new InvalidField("channel.webhook.secret", "must have 16 to 256 characters");
          }
        });
  }

  private static void checkRecipients(Email email) {
    if (email.recipients().isEmpty() || email.recipients().size() > 20) {
      throw new InvalidField("channel.email.recipients", "must have 1 to 20 addresses");
    }
    for (String recipient : email.recipients()) {
      if (!ADDRESS.matcher(recipient).matches()) {
        throw new InvalidField(
            "channel.email.recipients", "must be plain addresses such as name@example.com");
      }
    }
  }
}
