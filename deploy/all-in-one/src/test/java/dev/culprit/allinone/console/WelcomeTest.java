package dev.culprit.allinone.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.allinone.settings.Credentials;
import dev.culprit.allinone.settings.DataDirectory;
import dev.culprit.allinone.settings.Ports;
import dev.culprit.allinone.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WelcomeTest {
  @TempDir Path folder;

  @Test
  void firstStartTellsEverythingThatIsNeeded() {
    String text = text();

    assertThat(text)
        .contains(
            "Ready in 4.2 s", "http://localhost:8081", "admin@localhost", "syslog to port 5514")
        .contains("curl -X POST http://localhost:4318/ingest/v1/errors");
  }

  @Test
  void laterStartsTellWhereTheSecretsAreAndNotTheSecrets() {
    Credentials made = Credentials.of(folder.resolve("credentials"), Map.of());
    made.store();

    assertThat(text())
        .contains("admin@localhost", folder.resolve("credentials").toString())
        .doesNotContain(made.get(Credentials.PASSWORD), made.get(Credentials.API_KEY));
  }

  private String text() {
    Map<String, String> environment = Map.of(Ports.QUERY_HTTP, "8081");
    try (DataDirectory data = DataDirectory.open(folder)) {
      Credentials credentials = Credentials.of(data.credentials(), environment);
      return Welcome.text(Settings.of(environment, credentials, data), credentials, folder, 4.2);
    }
  }
}
