package dev.culprit.allinone.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.allinone.clients.SharedCulprit.Product;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sentry's SDKs: of Node 11.12.0, and Debian's of Python 1.9.10 and of Ruby 5.3.0. */
@ExtendWith(SharedCulprit.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentryClientsTest {
  private WatchedProject project;

  @BeforeAll
  void createProject(Product product) throws Exception {
    project = WatchedProject.create(product, "Sentry");
  }

  @Test
  void nodeReportsAnErrorWithItsCause() throws Exception {
    ClientProgram program = ClientProgram.node("sentry.cjs", "@sentry/node");

    JsonObject event = report(program, "sentry-node-marker");

    compareException(event, "TypeError", "RangeError");
    JsonObject crash = frame(event, 0);
    assertThat(crash.getString("function")).isEqualTo("placeOrder");
    assertThat(crash.getString("file")).endsWith("/sentry.cjs");
    assertThat(crash.getInteger("line")).isEqualTo(21);
    assertThat(crash.getString("context_line")).contains("throw new TypeError(MARKER");
    compareWhatAllTell(event);
    assertThat(event.getString("platform")).isEqualTo("node");
    assertThat(event.getJsonObject("sdk").getString("name")).isEqualTo("sentry.javascript.node");
    assertThat(event.getJsonObject("sdk").getString("version")).isEqualTo("11.12.0");
  }

  @Test
  void nodeKeepsSilentAsLongAsItIsTold(Product product) throws Exception {
    WatchedProject limited = WatchedProject.create(product, "Sentry limited", 1);
    long refusedBefore = product.refused("rate_limited");

    ClientProgram.node("sentry.cjs", "@sentry/node")
        .with(limited.settings())
        .with("MARKER", "sentry-limited-marker")
        .with("TIMES", "6")
        .run();

    // The budget may lag by what instances have leased, and a minute may end in between.
    long kept =
        limited.problems("sentry-limited-marker").getJsonObject(0).getLong("occurrence_count");
    assertThat(product.refused("rate_limited") - refusedBefore).isBetween(1L, 2L);
    assertThat(kept).isBetween(1L, 2L);
  }

  @Test
  void pythonReportsAnErrorWithItsCause() throws Exception {
    ClientProgram program = ClientProgram.python("sentry.py", "sentry_sdk");

    JsonObject event = report(program, "sentry-python-marker");

    compareException(event, "ValueError", "KeyError");
    JsonObject crash = frame(event, 0);
    assertThat(crash.getString("function")).isEqualTo("place_order");
    assertThat(crash.getString("file")).endsWith("sentry.py");
    assertThat(crash.getInteger("line")).isEqualTo(27);
    assertThat(crash.getString("context_line")).contains("raise ValueError");
    compareWhatAllTell(event);
    assertThat(event.getString("platform")).isEqualTo("python");
    assertThat(event.getJsonObject("sdk").getString("name")).startsWith("sentry.python");
  }

  @Test
  void rubyReportsAnErrorWithItsCause() throws Exception {
    ClientProgram program = ClientProgram.ruby("sentry.rb", "sentry-ruby");

    JsonObject event = report(program, "sentry-ruby-marker");

    compareException(event, "ArgumentError", "KeyError");
    JsonObject crash = frame(event, 0);
    assertThat(crash.getString("function")).contains("place_order");
    assertThat(crash.getString("file")).endsWith("sentry.rb");
    compareWhatAllTell(event);
    assertThat(event.getString("platform")).isEqualTo("ruby");
    assertThat(event.getJsonObject("sdk").getString("name")).isEqualTo("sentry.ruby");
  }

  /** The event that the program reported, under the id that its client gave it. */
  private JsonObject report(ClientProgram program, String marker) throws Exception {
    JsonObject told = (JsonObject) program.with(project.settings()).with("MARKER", marker).run();
    JsonObject event = project.eventWith(marker);
    assertThat(event.getString("client_event_id")).isEqualTo(told.getString("id"));
    return event;
  }

  private static void compareException(JsonObject event, String type, String cause) {
    JsonArray exceptions = event.getJsonArray("exceptions");
    assertThat(exceptions)
        .extracting(exception -> ((JsonObject) exception).getString("type"))
        .containsExactly(type, cause);
    assertThat(exceptions.getJsonObject(0).getString("value")).contains("-marker");
    assertThat(exceptions.getJsonObject(1).getString("value")).contains("stock is empty");
    assertThat(frame(event, 0).getBoolean("in_app")).isTrue();
  }

  private static JsonObject frame(JsonObject event, int index) {
    return event
        .getJsonArray("exceptions")
        .getJsonObject(0)
        .getJsonArray("frames")
        .getJsonObject(index);
  }

  private static void compareWhatAllTell(JsonObject event) {
    assertThat(event.getString("wire")).isEqualTo("sentry");
    assertThat(event.getString("level")).isEqualTo("error");
    assertThat(event.getString("environment")).isEqualTo("production");
    assertThat(event.getString("release")).isEqualTo("1.4.2");
    assertThat(event.getString("server_name")).isEqualTo("web-1");
    assertThat(event.getJsonObject("user").getString("id")).isEqualTo("7");
    assertThat(event.getJsonObject("user").getString("email")).isEqualTo("ann@shop.example");
    assertThat(event.getJsonObject("tags").getString("area")).isEqualTo("checkout");
    assertThat(event.getJsonArray("breadcrumbs").encode()).contains("added 1 item");
  }
}
