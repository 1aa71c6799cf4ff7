package dev.culprit.alert;

import dev.culprit.alert.channel.SecretSealer;
import dev.culprit.alert.notification.DeliveryConfig;
import dev.culprit.alert.notifier.email.SmtpConfig;
import dev.culprit.runtime.cluster.ClusterConfig;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.database.DatabaseConfig;
import java.time.Duration;

/**
 * Everything that can be set.
 *
 * @param bindAddress where gRPC listens; internal, so loopback unless said otherwise
 * @param internalToken shared by all services
 * @param secretKey encrypts channel secrets in the database
 * @param calm how long a rate must be calm before its incident closes
 * @param tick how often calm is looked for
 * @param heldMinutes minutes of counts held in memory over all series, 12 bytes each
 */
public record AlertConfig(
    String bindAddress,
    int grpcPort,
    Secret internalToken,
    Secret secretKey,
    DatabaseConfig database,
    ClusterConfig cluster,
    DeliveryConfig delivery,
    SmtpConfig smtp,
    Duration calm,
    Duration tick,
    long heldMinutes) {

  public AlertConfig {
    if (internalToken.value().length() < 16) {
      throw new ConfigException("CULPRIT_INTERNAL_TOKEN must have at least 16 characters");
    }
    SecretSealer.requireKey(secretKey);
  }

  public static AlertConfig from(Environment environment) {
    return new AlertConfig(
        environment.text("CULPRIT_INTERNAL_BIND_ADDRESS", "127.0.0.1"),
        environment.port("CULPRIT_ALERT_GRPC_PORT", 4321),
        required(environment, "CULPRIT_INTERNAL_TOKEN"),
        required(environment, "CULPRIT_SECRET_KEY"),
        DatabaseConfig.from(environment, "culprit_alerting", 8),
        ClusterConfig.from(environment, "CULPRIT_ALERT", "culprit-alert", 5711),
        DeliveryConfig.from(environment),
        SmtpConfig.from(environment),
        environment.duration(
            "CULPRIT_ALERT_CALM",
            Duration.ofMinutes(15),
            Duration.ofMillis(100),
            Duration.ofDays(1)),
        environment.duration(
            "CULPRIT_ALERT_TICK",
            Duration.ofSeconds(5),
            Duration.ofMillis(50),
            Duration.ofMinutes(1)),
        environment.wholeNumber("CULPRIT_ALERT_HELD_MINUTES", 4_000_000, 10_000, 1_000_000_000));
  }

  private static Secret required(Environment environment, String key) {
    return environment.secret(key).orElseThrow(() -> new ConfigException(key + " must be set"));
  }
}
