package dev.culprit.allinone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.allinone.clients.SharedCulprit.Product;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exporters of OpenTelemetry for Node, 0.223.1, in all three of their protocols. */
@ExtendWith(SharedCulprit.class)
class OpenTelemetryClientsTest {
  @ParameterizedTest
  @ValueSource(strings = {"json", "protobuf", "grpc"})
  void nodeReportsExceptionsOfSpansAndOfLogRecords(String protocol, Product product)
      throws Exception {
    // The same place in the same program: in one project all protocols would share a problem.
    WatchedProject project = WatchedProject.create(product, "OpenTelemetry " + protocol);
    String marker = "otel-" + protocol + "-marker";
    ClientProgram program =
        ClientProgram.node("opentelemetry.cjs", "@opentelemetry/sdk-trace-node")
            .with(project.settings())
            .with("PROTOCOL", protocol)
            .with("MARKER", marker);

    JsonObject told = (JsonObject) program.run();

    // Both were thrown at the same place, so they are two events of one problem.
    JsonObject problem = project.problemWith(marker, 2);
    JsonObject ofSpan = project.event(problem, marker + " span");
    JsonObject ofLog = project.event(problem, marker + " log");
    compare(ofSpan, marker + " span");
    compare(ofLog, marker + " log");
    assertThat(ofSpan.getString("trace_id")).isEqualTo(told.getString("traceId"));
    assertThat(ofSpan.getJsonObject("request").getString("method")).isEqualTo("POST");
    assertThat(ofSpan.getJsonObject("request").getString("route")).isEqualTo("/orders/:id");
    assertThat(ofSpan.getInteger("http_status")).isEqualTo(500);
  }

  private static void compare(JsonObject event, String message) {
    assertThat(event.getString("wire")).isEqualTo("otlp");
    JsonObject exception = event.getJsonArray("exceptions").getJsonObject(0);
    assertThat(exception.getString("type")).isEqualTo("TypeError");
    assertThat(exception.getString("value")).isEqualTo(message);
    JsonObject crash = exception.getJsonArray("frames").getJsonObject(0);
    assertThat(crash.getString("function")).isEqualTo("placeOrder");
    assertThat(crash.getString("file")).endsWith("/opentelemetry.cjs");
    assertThat(crash.getBoolean("in_app")).isTrue();
    assertThat(event.getString("environment")).isEqualTo("production");
    assertThat(event.getString("release")).isEqualTo("1.4.2");
    assertThat(event.getString("server_name")).isEqualTo("web-1");
    assertThat(event.getString("level")).isEqualTo("error");
  }
}
