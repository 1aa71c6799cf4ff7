package dev.culprit.alert.notifier.email;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import java.util.List;
import java.util.Optional;

/**
 * The mail server.
 *
 * @param host absent = e-mail cannot be sent
 * @param tls auto (upgrade when offered), off, starttls (upgrade or fail), tls (from the first
 *     byte)
 */
public record SmtpConfig(
    Optional<String> host,
    int port,
    Optional<String> username,
    Optional<Secret> password,
    String from,
    String tls) {
  private static final List<String> TLS = List.of("auto", "off", "starttls", "tls");

  public SmtpConfig {
    if (!TLS.contains(tls)) {
      throw new ConfigException(
          "CULPRIT_SMTP_TLS must be one of auto, off, starttls, tls, but is '" + tls + "'");
    }
    if (!from.contains("@") || from.chars().anyMatch(c -> c < ' ')) {
      throw new ConfigException("CULPRIT_SMTP_FROM must be a mail address, but is '" + from + "'");
    }
  }

  public static SmtpConfig from(Environment environment) {
    return new SmtpConfig(
        environment.text("CULPRIT_SMTP_HOST"),
        environment.port("CULPRIT_SMTP_PORT", 587),
        environment.text("CULPRIT_SMTP_USERNAME"),
        environment.secret("CULPRIT_SMTP_PASSWORD"),
        environment.text("CULPRIT_SMTP_FROM", "culprit@localhost"),
        environment.text("CULPRIT_SMTP_TLS", "auto"));
  }
}
