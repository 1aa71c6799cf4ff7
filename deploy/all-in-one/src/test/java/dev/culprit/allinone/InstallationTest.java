package dev.culprit.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.settings.Credentials;
import dev.culprit.allinone.settings.Ports;
import dev.culprit.runtime.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  private static final String ERROR =
      "{\"error\":{\"class\":\"IOError\",\"message\":\"disk full\",\"backtrace\":[\"app/store.rb:42:in `save'\"]}}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(output, true, StandardCharsets.UTF_8));

  @TempDir Path folder;

  @Test
  void findsItsDataAgainAfterAStop() throws Exception {
    UpOptions options = new UpOptions(folder, false);
    Credentials first;
    try (Installation installation = Installation.start(options, Ports.allFree(), console)) {
      first = installation.credentials();
      assertThat(get(installation, Ports.MANAGEMENT, "/ready", "").statusCode()).isEqualTo(200);
      assertThat(report(installation).statusCode()).isEqualTo(201);
    }

    try (Installation installation = Installation.start(options, Ports.allFree(), console)) {
      assertThat(installation.credentials().values()).isEqualTo(first.values());
      HttpResponse<String> problems =
          get(
              installation,
              Ports.QUERY_HTTP,
              "/api/v1/projects/demo/problems",
              first.get(Credentials.API_KEY));
      assertThat(problems.statusCode()).isEqualTo(200);
      assertThat(problems.body()).contains("IOError");
    }
    assertThat(output.toString(StandardCharsets.UTF_8))
        .contains("postgresql", "grouping", "alert", "ingest", "query");
  }

  @Test
  void unknownSettingsStopTheStartBeforeAnythingIsStarted() {
    Map<String, String> environment = Ports.allFree();
    environment.put("CULPRIT_RETENTION_DAYS", "7");

    assertThatThrownBy(() -> Installation.start(new UpOptions(folder, false), environment, console))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_RETENTION_DAYS");
    assertThat(folder.resolve("postgres")).doesNotExist();
    assertThat(folder.resolve("credentials")).doesNotExist();
  }

  private HttpResponse<String> report(Installation installation) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(installation, Ports.INGEST_HTTP, "/ingest/v1/errors"))
            .header(
                "Checkend-Ingestion-Key", installation.credentials().get(Credentials.INGESTION_KEY))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ERROR))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(
      Installation installation, String port, String path, String apiKey) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(installation, port, path))
            .header("Authorization", "Bearer " + apiKey)
            .build(),
        BodyHandlers.ofString());
  }

  private static URI uri(Installation installation, String port, String path) {
    return URI.create("http://127.0.0.1:" + installation.settings().ports().number(port) + path);
  }
}
