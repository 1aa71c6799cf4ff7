package dev.culprit.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as an operator sees it: its output, its ports and its exit code. */
class ServiceMainTest {
  @TempDir private Path home;
  private Process process;

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  @Test
  void drainsOnTermAndExitsWithZero() throws Exception {
    start(Map.of());
    int port = managementPort();
    assertThat(get(port, "/ready").statusCode()).isEqualTo(200);

    process.destroy();

    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(output()).contains("ready", "stopping", "drained", "stopped");
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void doesNotDrainLongerThanItsBound() throws Exception {
    start(Map.of("CULPRIT_SAMPLE_STOP", "never", "CULPRIT_SHUTDOWN_TIMEOUT", "1s"));
    managementPort();

    process.destroy();

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(output())
        .contains("a cleanup took too long", "stopped before everything was finished");
    assertThat(process.exitValue()).isEqualTo(1);
  }

  @Test
  void unknownSettingIsOneClearLine() throws Exception {
    start(Map.of("CULPRIT_SAMPEL_PORT", "1"));

    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output().trim())
        .isEqualTo(
            "sample cannot start: unknown setting CULPRIT_SAMPEL_PORT (did you mean CULPRIT_SAMPLE_PORT?); correct or remove it");
  }

  @Test
  void takenPortIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start(Map.of("CULPRIT_SAMPLE_PORT", String.valueOf(taken.getLocalPort())));

      assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(output())
          .contains("sample cannot start: cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .doesNotContain("\tat ");
    }
  }

  @Test
  void logsJsonLinesWithTheirKeysAndValues() throws Exception {
    start(Map.of("CULPRIT_LOG_FORMAT", "json"));

    await().atMost(Duration.ofSeconds(15)).until(() -> output().contains("\"ready\""));
    assertThat(output().lines().findFirst().orElseThrow())
        .startsWith("{")
        .endsWith("}")
        .contains("\"level\":\"INFO\"", "\"service\":\"sample\"", "management_port");
  }

  @Test
  void refusesAnUnknownLogFormat() throws Exception {
    start(Map.of("CULPRIT_LOG_FORMAT", "xml"));

    assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output()).contains("CULPRIT_LOG_FORMAT must be one of json, text, but is 'xml'");
  }

  @Test
  void showsMetricsAndSettings() throws Exception {
    start(Map.of("CULPRIT_SAMPLE_STOP", "gently"));
    int port = managementPort();

    assertThat(get(port, "/config").body()).contains("\"CULPRIT_SAMPLE_STOP\" : \"gently\"");
    assertThat(get(port, "/metrics").body())
        .contains("jvm_memory_used_bytes", "service=\"sample\"");
  }

  private void start(Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=" + Path.of("target/classes/logback.xml").toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            SampleMain.class.getName());
    builder.environment().keySet().removeIf(key -> key.startsWith("CULPRIT_"));
    builder.environment().put("CULPRIT_MANAGEMENT_PORT", "0");
    builder.environment().putAll(settings);
    process =
        builder.redirectErrorStream(true).redirectOutput(home.resolve("out").toFile()).start();
  }

  private int managementPort() {
    Pattern ready = Pattern.compile("ready .*management_port=\"(\\d+)\"");
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> ready.matcher(output()).find() || !process.isAlive());
    Matcher matcher = ready.matcher(output());
    assertThat(matcher.find()).as(output()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private String output() {
    try {
      return Files.readString(home.resolve("out"));
    } catch (IOException e) {
      return "";
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
