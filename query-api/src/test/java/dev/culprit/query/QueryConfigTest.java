package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.query.project.IngestAddresses;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryConfigTest {
  private static final String TOKEN = "0123456789abcdef";

  @Test
  void hasADefaultForEverythingButTheToken() {
    QueryConfig config = QueryConfig.from(Environment.of(Map.of("CULPRIT_INTERNAL_TOKEN", TOKEN)));
    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.httpPort()).isEqualTo(8080);
    assertThat(config.database().role()).isEqualTo("culprit_accounts");
    assertThat(config.database().poolSize()).isEqualTo(8);
    assertThat(config.ingestAddress()).isEqualTo("127.0.0.1:4319");
    assertThat(config.groupingAddress()).isEqualTo("127.0.0.1:4320");
    assertThat(config.alertAddress()).isEqualTo("127.0.0.1:4321");
    assertThat(config.publicUrl()).hasToString("http://localhost:8080");
    assertThat(config.ingestAddresses())
        .isEqualTo(new IngestAddresses(Optional.empty(), Optional.empty(), 4318, 4317, 5514));
    assertThat(config.mostStreams()).isEqualTo(500);
    assertThat(config.accounts().secureCookies()).isFalse();
    assertThat(config.accounts().trustForwarded()).isFalse();
    assertThat(config.accounts().adminEmail()).isEqualTo("admin@localhost");
    assertThat(config.accounts().adminPassword()).isEmpty();
    assertThat(config.accounts().apiKey()).isEmpty();
    assertThatThrownBy(() -> QueryConfig.from(Environment.of(Map.of())))
        .hasMessageContaining("CULPRIT_INTERNAL_TOKEN");
  }

  @Test
  void takesEverySetting() {
    Map<String, String> given = new HashMap<>();
    given.put("CULPRIT_INTERNAL_TOKEN", TOKEN);
    given.put("CULPRIT_BIND_ADDRESS", "10.0.0.1");
    given.put("CULPRIT_QUERY_HTTP_PORT", "9090");
    given.put("CULPRIT_DATABASE_URI", "postgresql://u@db:1/c");
    given.put("CULPRIT_DATABASE_PASSWORD", "hidden");
    given.put("CULPRIT_DATABASE_POOL_SIZE", "3");
    given.put("CULPRIT_INGEST_INTERNAL_ADDRESS", "i:1");
    given.put("CULPRIT_GROUPING_ADDRESS", "g:1,g:2");
    given.put("CULPRIT_ALERT_ADDRESS", "a:1");
    given.put("CULPRIT_PUBLIC_URL", "https://errors.example.com");
    given.put("CULPRIT_INGEST_PUBLIC_HTTP_URL", "https://in.example.com");
    given.put("CULPRIT_INGEST_PUBLIC_GRPC_URL", "https://grpc.example.com");
    given.put("CULPRIT_INGEST_HTTP_PORT", "1");
    given.put("CULPRIT_INGEST_GRPC_PORT", "0");
    given.put("CULPRIT_INGEST_SYSLOG_PORT", "5515");
    given.put("CULPRIT_QUERY_STREAMS", "7");
    given.put("CULPRIT_QUERY_TRUST_FORWARDED", "true");
    given.put("CULPRIT_BOOTSTRAP_ADMIN_EMAIL", "a@b");
    given.put("CULPRIT_BOOTSTRAP_ADMIN_PASSWORD", "a long password");
    given.put("CULPRIT_BOOTSTRAP_API_KEY", "a key of enough length");
    Environment environment = Environment.of(given);
    QueryConfig config = QueryConfig.from(environment);
    environment.rejectUnknown();
    assertThat(config.host()).isEqualTo("10.0.0.1");
    assertThat(config.httpPort()).isEqualTo(9090);
    assertThat(config.database().uri()).isEqualTo("postgresql://u@db:1/c");
    assertThat(config.database().poolSize()).isEqualTo(3);
    assertThat(config.ingestAddress()).isEqualTo("i:1");
    assertThat(config.groupingAddress()).isEqualTo("g:1,g:2");
    assertThat(config.alertAddress()).isEqualTo("a:1");
    assertThat(config.ingestAddresses())
        .isEqualTo(
            new IngestAddresses(
                Optional.of(URI.create("https://in.example.com")),
                Optional.of(URI.create("https://grpc.example.com")),
                1,
                4317,
                5515));
    assertThat(config.mostStreams()).isEqualTo(7);
    assertThat(config.accounts().secureCookies()).isTrue();
    assertThat(config.accounts().trustForwarded()).isTrue();
    assertThat(config.accounts().adminEmail()).isEqualTo("a@b");
    assertThat(config.accounts().adminPassword()).contains(new Secret("a long password"));
    assertThat(config.accounts().apiKey()).contains(new Secret("a key of enough length"));
    assertThat(config.toString())
        .doesNotContain("hidden", "a long password", "enough length", TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "CULPRIT_INTERNAL_TOKEN, short",
    "CULPRIT_PUBLIC_URL, localhost:8080",
    "CULPRIT_PUBLIC_URL, ftp://host",
    "CULPRIT_PUBLIC_URL, http://a b",
    "CULPRIT_INGEST_PUBLIC_HTTP_URL, in.example.com",
    "CULPRIT_INGEST_PUBLIC_GRPC_URL, grpc.example.com:4317",
    "CULPRIT_BOOTSTRAP_ADMIN_EMAIL, nobody",
    "CULPRIT_BOOTSTRAP_ADMIN_PASSWORD, short",
    "CULPRIT_BOOTSTRAP_API_KEY, short",
    "CULPRIT_QUERY_HTTP_PORT, 70000",
    "CULPRIT_QUERY_STREAMS, -1",
  })
  void namesTheSettingThatIsWrong(String key, String value) {
    Map<String, String> given = new HashMap<>(Map.of("CULPRIT_INTERNAL_TOKEN", TOKEN));
    given.put(key, value);
    assertThatThrownBy(() -> QueryConfig.from(Environment.of(given)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
