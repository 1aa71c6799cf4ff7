package dev.culprit.allinone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.allinone.clients.SharedCulprit.Product;
import io.airbrake.javabrake.Config;
import io.airbrake.javabrake.Notice;
import io.airbrake.javabrake.Notifier;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The notifiers javabrake 0.2.4 and, for Node, {@code @airbrake/node} 2.1.9. */
@ExtendWith(SharedCulprit.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AirbrakeClientsTest {
  private Product product;
  private WatchedProject project;

  @BeforeAll
  void createProject(Product started) throws Exception {
    product = started;
    project = WatchedProject.create(started, "Airbrake");
  }

  private Notifier javabrake(String key) {
    Config config = new Config();
    config.projectId = Math.toIntExact(project.number());
    config.projectKey = key;
    config.errorHost = product.http();
    config.remoteConfig = false;
    return new Notifier(config);
  }

  private static Exception failure(String marker) {
    return new IllegalStateException(
        marker, new IllegalArgumentException("stock is empty", new RuntimeException("root")));
  }

  @Test
  void javabrakeReportsAnExceptionWithItsCauses() {
    Notice notice = new Notice(failure("javabrake-marker"));
    notice.setContext("environment", "production").setContext("version", "1.4.2");
    notice.setContext("severity", "critical").setContext("component", "orders");
    notice.setContext("action", "create");
    notice.setContext("user", Map.of("id", "7", "name", "Ann", "email", "ann@shop.example"));
    notice.setParam("order", 4711).setParam("password", "hunter2");

    Notice sent = javabrake(project.key()).sendSync(notice);

    assertThat(sent.exception).isNull();
    JsonObject event = project.eventWith("javabrake-marker");
    assertThat(sent.id).isEqualTo(event.getValue("id").toString());
    assertThat(sent.url).endsWith("/problems/" + event.getValue("problem_id"));
    JsonArray exceptions = event.getJsonArray("exceptions");
    assertThat(exceptions)
        .extracting(exception -> ((JsonObject) exception).getString("type"))
        .containsExactly(
            "java.lang.IllegalStateException",
            "java.lang.IllegalArgumentException",
            "java.lang.RuntimeException");
    JsonObject crash = exceptions.getJsonObject(0).getJsonArray("frames").getJsonObject(0);
    assertThat(crash.getString("function")).isEqualTo("failure");
    assertThat(crash.getString("module")).isEqualTo(AirbrakeClientsTest.class.getName());
    assertThat(crash.getBoolean("in_app")).isTrue();
    assertThat(crash.getInteger("line")).isPositive();
    compareWhatBothNotifiersTell(event);
    assertThat(event.getString("platform")).isEqualTo("java");
    assertThat(event.getJsonObject("sdk").getString("name")).isEqualTo("javabrake");
    assertThat(event.getJsonObject("sdk").getString("version")).isEqualTo("0.2.4");
    assertThat(event.getJsonObject("sdk").getString("language_version"))
        .isEqualTo(System.getProperty("java.version"));
  }

  @Test
  void javabrakeHearsThatItsKeyIsWrong() {
    Notice sent = javabrake("f".repeat(32)).reportSync(failure("javabrake-wrong-key"));

    assertThat(sent.exception).hasMessage("unauthorized: project id or key are wrong");
  }

  @Test
  void nodeNotifierReportsAnError() throws Exception {
    ClientProgram program =
        ClientProgram.node("airbrake.cjs", "@airbrake/node")
            .with(project.settings())
            .with("MARKER", "airbrake-node-marker");

    JsonObject sent = ((JsonArray) program.run()).getJsonObject(0);

    JsonObject event = project.eventWith("airbrake-node-marker");
    assertThat(sent.getValue("error")).isNull();
    assertThat(sent.getString("id")).isEqualTo(event.getValue("id").toString());
    JsonObject exception = event.getJsonArray("exceptions").getJsonObject(0);
    assertThat(exception.getString("type")).isEqualTo("TypeError");
    assertThat(exception.getString("value")).isEqualTo("airbrake-node-marker");
    JsonObject crash = exception.getJsonArray("frames").getJsonObject(0);
    assertThat(crash.getString("function")).isEqualTo("placeOrder");
    assertThat(crash.getString("file")).endsWith("/airbrake.cjs");
    assertThat(crash.getInteger("line")).isEqualTo(15);
    assertThat(crash.getBoolean("in_app")).isTrue();
    compareWhatBothNotifiersTell(event);
    assertThat(event.getString("platform")).isEqualTo("node");
    assertThat(event.getJsonObject("contexts").getJsonObject("session"))
        .isEqualTo(new JsonObject().put("basket", "b-1"));
    assertThat(event.getJsonObject("sdk").getString("name")).isEqualTo("airbrake-js/node");
    assertThat(event.getJsonObject("sdk").getString("version")).isEqualTo("2.1.9");
  }

  @Test
  void nodeNotifierKeepsSilentAsLongAsItIsTold() throws Exception {
    WatchedProject limited = WatchedProject.create(product, "Airbrake limited", 1);
    ClientProgram program =
        ClientProgram.node("airbrake.cjs", "@airbrake/node")
            .with(limited.settings())
            .with("MARKER", "airbrake-limited-marker")
            .with("TIMES", "5");

    long refusedBefore = product.refused("rate_limited");

    JsonArray sent = (JsonArray) program.run();

    // Only the first refusal is the server's: after it the notifier asks no more. A minute may end
    // in
    // between, so that two get through and two are refused.
    assertThat(sent)
        .as(sent.encode())
        .extracting(notice -> ((JsonObject) notice).getString("error"))
        .filteredOn("airbrake: IP is rate limited"::equals)
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(product.refused("rate_limited") - refusedBefore).isBetween(1L, 2L);
  }

  private static void compareWhatBothNotifiersTell(JsonObject event) {
    assertThat(event.getString("wire")).isEqualTo("airbrake");
    assertThat(event.getString("level")).isEqualTo("fatal");
    assertThat(event.getString("environment")).isEqualTo("production");
    assertThat(event.getString("release")).isEqualTo("1.4.2");
    assertThat(event.getString("transaction")).isEqualTo("orders#create");
    assertThat(event.getJsonObject("user"))
        .isEqualTo(
            new JsonObject().put("id", "7").put("email", "ann@shop.example").put("name", "Ann"));
    assertThat(event.getJsonObject("contexts").getJsonObject("params").getInteger("order"))
        .isEqualTo(4711);
    assertThat(event.encode()).doesNotContain("hunter2");
    assertThat(event.getJsonArray("notes")).isEmpty();
  }
}
