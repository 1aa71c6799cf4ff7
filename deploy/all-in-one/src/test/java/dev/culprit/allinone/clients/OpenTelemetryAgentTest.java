package dev.culprit.allinone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.allinone.clients.SharedCulprit.Product;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenTelemetry's javaagent 2.33.1 on a program that was not changed for it. */
@ExtendWith(SharedCulprit.class)
class OpenTelemetryAgentTest {
  private static final Path AGENT = Path.of("target", "clients", "opentelemetry-javaagent.jar");

  @ParameterizedTest
  @CsvSource({"grpc, agent-grpc-marker", "http/protobuf, agent-http-marker"})
  void reportsWhatAProgramLogs(String protocol, String marker, Product product) throws Exception {
    WatchedProject project = WatchedProject.create(product, "Agent " + marker);
    String address = protocol.equals("grpc") ? "http://" + product.grpc() : product.http();

    run(
        marker,
        Map.of(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            address,
            "OTEL_EXPORTER_OTLP_PROTOCOL",
            protocol,
            "OTEL_EXPORTER_OTLP_HEADERS",
            "authorization=Bearer " + project.key(),
            "OTEL_METRICS_EXPORTER",
            "none",
            "OTEL_SERVICE_NAME",
            "shop",
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.version=1.4.2,deployment.environment.name=production"));

    JsonObject event = project.eventWith(marker);
    JsonArray exceptions = event.getJsonArray("exceptions");
    assertThat(exceptions)
        .extracting(exception -> ((JsonObject) exception).getString("type"))
        .containsExactly("java.lang.IllegalStateException", "java.lang.NumberFormatException");
    JsonObject crash = exceptions.getJsonObject(0).getJsonArray("frames").getJsonObject(0);
    assertThat(crash.getString("function")).isEqualTo("placeOrder");
    assertThat(crash.getString("module")).isEqualTo(UntouchedProgram.class.getName());
    assertThat(crash.getBoolean("in_app")).isTrue();
    assertThat(event.getString("wire")).isEqualTo("otlp");
    assertThat(event.getString("platform")).isEqualTo("java");
    assertThat(event.getString("logger")).isEqualTo("shop.Orders");
    assertThat(event.getString("environment")).isEqualTo("production");
    assertThat(event.getString("release")).isEqualTo("1.4.2");
    assertThat(event.getString("level")).isEqualTo("error");
  }

  private static void run(String marker, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(Path.of("target"), "agent-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-javaagent:" + AGENT,
                    UntouchedProgram.class.getName(),
                    marker))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().putAll(settings);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError("the program failed:\n" + Files.readString(output));
    }
    Files.delete(output);
  }
}
