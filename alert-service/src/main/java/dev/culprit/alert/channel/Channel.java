package dev.culprit.alert.channel;

import dev.culprit.runtime.config.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Where notifications go.
 *
 * @param id 0 while it is not stored yet
 */
public record Channel(long id, long projectId, String name, boolean enabled, Target target) {

  /** How to get there. Secrets are absent where they are not to be read or changed. */
  public sealed interface Target {
    /** The stable name in the database, in notifications and in metrics. */
    String kind();
  }

  /** A signed HTTP POST. */
  public record Webhook(String url, Optional<Secret> secret) implements Target {
    @Override
    public String kind() {
      return "webhook";
    }
  }

  /** A mail. */
  public record Email(List<String> recipients) implements Target {
    public Email {
      recipients = List.copyOf(recipients);
    }

    @Override
    public String kind() {
      return "email";
    }
  }

  /** A Slack incoming webhook, whose URL is the secret. */
  public record Slack(Optional<Secret> url) implements Target {
    @Override
    public String kind() {
      return "slack";
    }
  }
}
