package dev.culprit.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertConfigTest {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "CULPRIT_INTERNAL_TOKEN",
          "sixteen-or-more-characters",
          "CULPRIT_SECRET_KEY",
          "ab".repeat(32));

  @Test
  void defaults() {
    AlertConfig config = AlertConfig.from(Environment.of(REQUIRED));

    assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
    assertThat(config.grpcPort()).isEqualTo(4321);
    assertThat(config.database().role()).isEqualTo("culprit_alerting");
    assertThat(config.cluster().name()).isEqualTo("culprit-alert");
    assertThat(config.cluster().port()).isEqualTo(5711);
    assertThat(config.delivery().publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(config.delivery().firstRetry()).hasSeconds(5);
    assertThat(config.delivery().attemptTimeout()).hasSeconds(10);
    assertThat(config.delivery().allowPrivateTargets()).isFalse();
    assertThat(config.smtp().host()).isEmpty();
    assertThat(config.smtp().port()).isEqualTo(587);
    assertThat(config.smtp().tls()).isEqualTo("auto");
    assertThat(config.calm()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.tick()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.heldMinutes()).isEqualTo(4_000_000);
  }

  @Test
  void everyKeySet() {
    Map<String, String> values = new HashMap<>(REQUIRED);
    values.putAll(
        Map.of(
            "CULPRIT_INTERNAL_BIND_ADDRESS", "10.0.0.7",
            "CULPRIT_ALERT_GRPC_PORT", "1111",
            "CULPRIT_DATABASE_URI", "postgresql://me@db:5432/x",
            "CULPRIT_DATABASE_PASSWORD", "a-password",
            "CULPRIT_DATABASE_POOL_SIZE", "3",
            "CULPRIT_ALERT_CLUSTER_HOST", "10.0.0.7",
            "CULPRIT_ALERT_CLUSTER_PORT", "2222",
            "CULPRIT_ALERT_CLUSTER_MEMBERS", "10.0.0.8:2222",
            "CULPRIT_PUBLIC_URL", "https://culprit.example"));
    values.putAll(
        Map.of(
            "CULPRIT_ALERT_RETRY_DELAY", "1s",
            "CULPRIT_ALERT_DELIVERY_TIMEOUT", "3s",
            "CULPRIT_ALERT_ALLOW_PRIVATE_TARGETS", "true",
            "CULPRIT_ALERT_CALM", "2s",
            "CULPRIT_ALERT_TICK", "200ms",
            "CULPRIT_ALERT_HELD_MINUTES", "20000"));
    values.putAll(
        Map.of(
            "CULPRIT_SMTP_HOST", "mail.example",
            "CULPRIT_SMTP_PORT", "25",
            "CULPRIT_SMTP_USERNAME", "me",
            "CULPRIT_SMTP_PASSWORD", "mail-password",
            "CULPRIT_SMTP_FROM", "alerts@example.com",
            "CULPRIT_SMTP_TLS", "starttls"));
    Environment environment = Environment.of(values);

    AlertConfig config = AlertConfig.from(environment);

    environment.rejectUnknown();
    assertThat(environment.differences()).hasSameSizeAs(values);
    assertThat(config.cluster().members()).isEqualTo(List.of("10.0.0.8:2222"));
    assertThat(config.smtp().password()).contains(new Secret("mail-password"));
    assertThat(config.calm()).hasSeconds(2);
    assertThat(config.toString() + environment.differences())
        .doesNotContain("a-password")
        .doesNotContain("mail-password")
        .doesNotContain("sixteen")
        .doesNotContain("abab");
  }

  @ParameterizedTest
  @CsvSource({
    "CULPRIT_INTERNAL_TOKEN,short",
    "CULPRIT_SECRET_KEY,not-hex",
    "CULPRIT_PUBLIC_URL,culprit.example",
    "CULPRIT_SMTP_TLS,sometimes",
    "CULPRIT_SMTP_FROM,nobody",
    "CULPRIT_ALERT_CALM,forever",
    "CULPRIT_ALERT_GRPC_PORT,70000"
  })
  void namesTheKeyThatIsWrong(String key, String value) {
    Map<String, String> values = new HashMap<>(REQUIRED);
    values.put(key, value);

    assertThatThrownBy(() -> AlertConfig.from(Environment.of(values)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void needsTokenAndKey() {
    assertThatThrownBy(() -> AlertConfig.from(Environment.of(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessage("CULPRIT_INTERNAL_TOKEN must be set");
  }
}
