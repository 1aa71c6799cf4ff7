package dev.culprit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.ingest.gateway.syslog.SyslogBindings;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  private static final Map<String, String> LEAST =
      Map.of("CULPRIT_INTERNAL_TOKEN", "0123456789abcdef");

  @Test
  void hasADefaultForEverythingButTheToken() {
    IngestConfig config = IngestConfig.from(Environment.of(LEAST));

    assertThat(config.ports())
        .isEqualTo(new IngestConfig.Ports("0.0.0.0", 4317, 4318, "127.0.0.1", 4319));
    assertThat(config.groupingAddress()).isEqualTo("127.0.0.1:4320");
    assertThat(config.groupingTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.spool())
        .isEqualTo(new IngestConfig.SpoolSettings(Path.of("data", "spool"), 1L << 30));
    assertThat(config.eventsPerMinute()).isEqualTo(600_000);
    assertThat(config.http())
        .isEqualTo(new IngestConfig.HttpPatience(Duration.ofSeconds(60), Duration.ofSeconds(20)));
    assertThat(config.gatewayLogs())
        .isEqualTo(
            new IngestConfig.GatewayLogs(
                5514, new SyslogBindings(List.of()), Duration.ofSeconds(1)));
    assertThat(config.publicUrl()).isEqualTo("http://localhost:8080");
    assertThat(config.bootstrap().project()).isEqualTo("demo");
    assertThat(config.bootstrap().key()).isEmpty();
    assertThat(config.database().role()).isEqualTo("culprit_ingest");
  }

  @Test
  void readsEveryKey() {
    Map<String, String> values = new HashMap<>();
    values.put("CULPRIT_DATABASE_URI", "postgresql://a@b:1/c");
    values.put("CULPRIT_DATABASE_PASSWORD", "p");
    values.put("CULPRIT_DATABASE_POOL_SIZE", "9");
    values.put("CULPRIT_INTERNAL_TOKEN", "0123456789abcdef");
    values.put("CULPRIT_BIND_ADDRESS", "10.0.0.1");
    values.put("CULPRIT_INTERNAL_BIND_ADDRESS", "10.0.0.2");
    values.put("CULPRIT_INGEST_GRPC_PORT", "1");
    values.put("CULPRIT_INGEST_HTTP_PORT", "2");
    values.put("CULPRIT_INGEST_INTERNAL_PORT", "3");
    values.put("CULPRIT_GROUPING_ADDRESS", "g1:1,g2:2");
    values.put("CULPRIT_INGEST_GROUPING_TIMEOUT", "3s");
    values.put("CULPRIT_DATA_DIR", "/var/culprit");
    values.put("CULPRIT_INGEST_SPOOL_BYTES", "2000000");
    values.put("CULPRIT_INGEST_EVENTS_PER_MINUTE", "0");
    values.put("CULPRIT_INGEST_EVENT_LOOPS", "3");
    values.put("CULPRIT_INGEST_HTTP_IDLE_TIMEOUT", "5s");
    values.put("CULPRIT_INGEST_HTTP_BODY_TIMEOUT", "6s");
    values.put("CULPRIT_INGEST_SYSLOG_PORT", "4");
    values.put(
        "CULPRIT_INGEST_SYSLOG_BINDINGS", ":5515=0123456789abcdef0123456789abcdef,10.0.3.0/24=k");
    values.put("CULPRIT_INGEST_GATEWAY_JOIN_WINDOW", "2s");
    values.put("CULPRIT_PUBLIC_URL", "https://errors.example");
    values.put("CULPRIT_BOOTSTRAP_PROJECT", "shop");
    values.put("CULPRIT_BOOTSTRAP_INGESTION_KEY", "0123456789abcdef0123456789abcdef");
    Environment environment = Environment.of(values);

    IngestConfig config = IngestConfig.from(environment);
    environment.rejectUnknown();

    assertThat(config.database().poolSize()).isEqualTo(9);
    assertThat(config.ports()).isEqualTo(new IngestConfig.Ports("10.0.0.1", 1, 2, "10.0.0.2", 3));
    assertThat(config.groupingAddress()).isEqualTo("g1:1,g2:2");
    assertThat(config.groupingTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.spool().directory()).isEqualTo(Path.of("/var/culprit/spool"));
    assertThat(config.spool().bytes()).isEqualTo(2_000_000);
    assertThat(config.eventsPerMinute()).isZero();
    assertThat(config.eventLoops()).isEqualTo(3);
    assertThat(config.http().body()).isEqualTo(Duration.ofSeconds(6));
    assertThat(config.gatewayLogs().port()).isEqualTo(4);
    assertThat(config.gatewayLogs().joinWindow()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.gatewayLogs().bindings().keyFor("10.0.3.9", 0)).isEqualTo("k");
    assertThat(config.publicUrl()).isEqualTo("https://errors.example");
    assertThat(config.bootstrap().project()).isEqualTo("shop");
    assertThat(environment.differences().toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void namesTheKeyThatIsWrong() {
    assertThatThrownBy(() -> IngestConfig.from(Environment.of(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_INTERNAL_TOKEN");
    assertThatThrownBy(
            () -> IngestConfig.from(Environment.of(Map.of("CULPRIT_INTERNAL_TOKEN", "short"))))
        .hasMessageContaining("CULPRIT_INTERNAL_TOKEN");
    Map<String, String> badKey = new HashMap<>(LEAST);
    badKey.put("CULPRIT_BOOTSTRAP_INGESTION_KEY", "XYZ");
    assertThatThrownBy(() -> IngestConfig.from(Environment.of(badKey)))
        .hasMessageContaining("CULPRIT_BOOTSTRAP_INGESTION_KEY");
  }
}
