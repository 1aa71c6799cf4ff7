package dev.culprit.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.settings.Ports;
import dev.culprit.allinone.settings.Services;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeparateProcessesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Console console =
      new Console(new PrintStream(output, true, StandardCharsets.UTF_8));

  @TempDir Path folder;

  @Test
  void aKilledServiceComesBackAndAllOfThemStopTogether() throws Exception {
    List<ProcessHandle> processes;
    try (Installation installation =
        Installation.start(new UpOptions(folder, true), Ports.allFree(), console)) {
      for (Services service : Services.values()) {
        assertThat(isReady(installation, service)).as(service.serviceName()).isTrue();
      }
      ProcessHandle grouping = process("grouping +.*");

      grouping.destroyForcibly();

      await().atMost(Duration.ofSeconds(60)).until(() -> output().contains("grouping is back"));
      assertThat(process("grouping is back").pid()).isNotEqualTo(grouping.pid());
      processes =
          List.of(
              process("grouping is back"),
              process("ingest +.*"),
              process("alert +.*"),
              process("query +.*"));
      assertThat(processes).allMatch(ProcessHandle::isAlive);
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  private boolean isReady(Installation installation, Services service) throws Exception {
    int port = installation.settings().ports().management(service);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready")).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException refused) {
      return false;
    }
  }

  /** The process that a line of the output tells of. */
  private ProcessHandle process(String line) {
    Matcher matcher = Pattern.compile(line + ", process (\\d+)").matcher(output());
    assertThat(matcher.find()).as(output()).isTrue();
    return ProcessHandle.of(Long.parseLong(matcher.group(1))).orElseThrow();
  }

  private String output() {
    return output.toString(StandardCharsets.UTF_8);
  }
}
