package dev.culprit.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupingConfigTest {

  private static final String TOKEN = "0123456789abcdef";

  @Test
  void allDefaults() {
    GroupingConfig config =
        GroupingConfig.from(Environment.of(Map.of("CULPRIT_INTERNAL_TOKEN", TOKEN)));

    assertThat(config.bindAddress()).isEqualTo("127.0.0.1");
    assertThat(config.grpcPort()).isEqualTo(4320);
    assertThat(config.alertAddress()).isEqualTo("127.0.0.1:4321");
    assertThat(config.database().role()).isEqualTo("culprit_grouping");
    assertThat(config.database().poolSize()).isEqualTo(12);
    assertThat(config.cluster().port()).isEqualTo(5701);
    assertThat(config.cluster().members()).isEmpty();
    assertThat(config.queue().transactions()).isEqualTo(8);
    assertThat(config.queue().eventsPerTransaction()).isEqualTo(1000);
    assertThat(config.queue().waitingBatches()).isEqualTo(32);
    assertThat(config.queue().waitingEvents()).isEqualTo(4000);
    assertThat(config.queue().patience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.payloadsPerProblemHour()).isEqualTo(100);
    assertThat(config.dictionarySamples()).isEqualTo(2000);
    assertThat(config.statementTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.retentionInterval()).isEqualTo(Duration.ofHours(1));
    assertThat(config.monitorInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyKeySet() {
    Environment environment =
        Environment.of(
            Map.ofEntries(
                Map.entry("CULPRIT_INTERNAL_TOKEN", "another-long-token"),
                Map.entry("CULPRIT_INTERNAL_BIND_ADDRESS", "10.0.0.5"),
                Map.entry("CULPRIT_GROUPING_GRPC_PORT", "14320"),
                Map.entry("CULPRIT_ALERT_ADDRESS", "a:1,b:2"),
                Map.entry("CULPRIT_DATABASE_URI", "postgresql://me@db:5432/errors"),
                Map.entry("CULPRIT_DATABASE_PASSWORD", "secret"),
                Map.entry("CULPRIT_DATABASE_POOL_SIZE", "20"),
                Map.entry("CULPRIT_GROUPING_CLUSTER_HOST", "10.0.0.5"),
                Map.entry("CULPRIT_GROUPING_CLUSTER_PORT", "15701"),
                Map.entry("CULPRIT_GROUPING_CLUSTER_MEMBERS", "10.0.0.6:15701"),
                Map.entry("CULPRIT_GROUPING_TRANSACTIONS", "4"),
                Map.entry("CULPRIT_GROUPING_EVENTS_PER_TRANSACTION", "500"),
                Map.entry("CULPRIT_GROUPING_WAITING_BATCHES", "16"),
                Map.entry("CULPRIT_GROUPING_WAITING_EVENTS", "2000"),
                Map.entry("CULPRIT_GROUPING_BATCH_TIMEOUT", "7s"),
                Map.entry("CULPRIT_GROUPING_PAYLOADS_PER_PROBLEM_HOUR", "0"),
                Map.entry("CULPRIT_GROUPING_DICTIONARY_SAMPLES", "300"),
                Map.entry("CULPRIT_GROUPING_STATEMENT_TIMEOUT", "3s"),
                Map.entry("CULPRIT_GROUPING_RETENTION_INTERVAL", "10m"),
                Map.entry("CULPRIT_GROUPING_MONITOR_INTERVAL", "3s")));

    GroupingConfig config = GroupingConfig.from(environment);
    environment.rejectUnknown();

    assertThat(config.bindAddress()).isEqualTo("10.0.0.5");
    assertThat(config.grpcPort()).isEqualTo(14320);
    assertThat(config.internalToken().value()).isEqualTo("another-long-token");
    assertThat(config.alertAddress()).isEqualTo("a:1,b:2");
    assertThat(config.database().poolSize()).isEqualTo(20);
    assertThat(config.database().uri()).isEqualTo("postgresql://me@db:5432/errors");
    assertThat(config.cluster().host()).isEqualTo("10.0.0.5");
    assertThat(config.cluster().port()).isEqualTo(15701);
    assertThat(config.cluster().members()).isEqualTo(List.of("10.0.0.6:15701"));
    assertThat(config.queue().transactions()).isEqualTo(4);
    assertThat(config.queue().eventsPerTransaction()).isEqualTo(500);
    assertThat(config.queue().waitingBatches()).isEqualTo(16);
    assertThat(config.queue().waitingEvents()).isEqualTo(2000);
    assertThat(config.queue().patience()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.payloadsPerProblemHour()).isZero();
    assertThat(config.dictionarySamples()).isEqualTo(300);
    assertThat(config.statementTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.retentionInterval()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.monitorInterval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(environment.differences()).hasSize(20);
  }

  @Test
  void refusesAMissingOrShortTokenByItsName() {
    assertThatThrownBy(() -> GroupingConfig.from(Environment.of(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_INTERNAL_TOKEN");
    assertThatThrownBy(
            () -> GroupingConfig.from(Environment.of(Map.of("CULPRIT_INTERNAL_TOKEN", "short"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_INTERNAL_TOKEN");
  }
}
