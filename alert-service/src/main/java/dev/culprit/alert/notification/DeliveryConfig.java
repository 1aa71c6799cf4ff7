package dev.culprit.alert.notification;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import java.time.Duration;

/**
 * How notifications leave.
 *
 * @param publicUrl where people reach the dashboard; links begin with it
 * @param allowPrivateTargets whether channels may point into private networks
 */
public record DeliveryConfig(
    String publicUrl, Duration firstRetry, Duration attemptTimeout, boolean allowPrivateTargets) {

  public DeliveryConfig {
    if (!publicUrl.startsWith("http://") && !publicUrl.startsWith("https://")) {
      throw new ConfigException(
          "CULPRIT_PUBLIC_URL must be an http or https address, but is '" + publicUrl + "'");
    }
  }

  public static DeliveryConfig from(Environment environment) {
    return new DeliveryConfig(
        environment.text("CULPRIT_PUBLIC_URL", "http://localhost:8080"),
        environment.duration(
            "CULPRIT_ALERT_RETRY_DELAY",
            Duration.ofSeconds(5),
            Duration.ofMillis(10),
            Duration.ofMinutes(5)),
        environment.duration(
            "CULPRIT_ALERT_DELIVERY_TIMEOUT",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(1)),
        environment.flag("CULPRIT_ALERT_ALLOW_PRIVATE_TARGETS", false));
  }
}
