package dev.culprit.allinone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void open() {
    data = DataDirectory.open(folder);
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void addressesFollowThePorts() {
    Settings settings = settings(Map.of(Ports.GROUPING_GRPC, "5000", Ports.QUERY_HTTP, "5001"));

    assertThat(settings.get("CULPRIT_GROUPING_ADDRESS")).isEqualTo("127.0.0.1:5000");
    assertThat(settings.get("CULPRIT_PUBLIC_URL")).isEqualTo("http://localhost:5001");
    assertThat(settings.addresses()).containsEntry("rest_url", "http://127.0.0.1:5001");
  }

  @Test
  void whatTheUserSetsStays() {
    Settings settings =
        settings(Map.of("CULPRIT_PUBLIC_URL", "https://errors.example.com", "PATH", "/bin"));

    assertThat(settings.get("CULPRIT_PUBLIC_URL")).isEqualTo("https://errors.example.com");
    assertThat(settings.values()).doesNotContainKey("PATH");
  }

  @Test
  void anEmbeddedDatabaseIsWantedUnlessOneIsNamed() {
    assertThat(settings(Map.of()).wantsEmbeddedDatabase()).isTrue();
    assertThat(
            settings(Map.of())
                .withDatabase("postgresql://a@b/c", Optional.empty())
                .get("CULPRIT_DATABASE_URI"))
        .isEqualTo("postgresql://a@b/c");
    assertThat(
            settings(Map.of("CULPRIT_DATABASE_URI", "postgresql://a@b/c")).wantsEmbeddedDatabase())
        .isFalse();
  }

  @Test
  void servicesAcceptAllOfIt() {
    Services.check(settings(Map.of()).values());
  }

  @Test
  void aMisspeltNameStopsTheStartAndIsNamed() {
    Settings settings = settings(Map.of("CULPRIT_INGEST_HTP_PORT", "1"));

    assertThatThrownBy(() -> Services.check(settings.values()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_INGEST_HTP_PORT")
        .hasMessageContaining("CULPRIT_INGEST_HTTP_PORT");
  }

  @Test
  void aServiceOfItsOwnIsGivenOnlyWhatItKnows() {
    Map<String, String> all = settings(Map.of("CULPRIT_LOG_LEVEL", "debug")).values();

    assertThat(Services.INGEST.settings(all))
        .containsKeys("CULPRIT_INGEST_HTTP_PORT", "CULPRIT_INTERNAL_TOKEN", "CULPRIT_LOG_LEVEL")
        .doesNotContainKeys("CULPRIT_SECRET_KEY", "CULPRIT_BOOTSTRAP_ADMIN_PASSWORD");
  }

  private Settings settings(Map<String, String> environment) {
    return Settings.of(environment, Credentials.of(data.credentials(), environment), data);
  }
}
