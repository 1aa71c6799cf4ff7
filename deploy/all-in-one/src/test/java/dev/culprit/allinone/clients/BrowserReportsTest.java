package dev.culprit.allinone.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.culprit.allinone.clients.SharedCulprit.Product;
import dev.culprit.allinone.story.Browser;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chromium, on a page whose policy forbids what the page does, and on one with Sentry's SDK. */
@ExtendWith(SharedCulprit.class)
class BrowserReportsTest {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <title>Shop</title>
      <p>Welcome</p>
      <script>
        document.title = 'the policy did not hold';
      </script>
      """;

  @Test
  void chromiumReportsAViolatedPolicy(Product product) throws Exception {
    assumeTrue(Browser.isInstalled(), "Chromium and chromedriver are not installed");
    WatchedProject project = WatchedProject.create(product, "Browser reports");
    String policy =
        "script-src 'self'; report-uri %s/ingest/v1/csp-reports?key=%s"
            .formatted(product.http(), project.key());
    HttpServer shop = serve(policy);
    String page = "http://localhost:" + shop.getAddress().getPort() + "/orders";
    try (Browser browser = new Browser()) {
      browser.open(page);
      browser.awaitText("Welcome");

      JsonObject event = project.eventWith("inline");

      JsonObject violation = event.getJsonArray("exceptions").getJsonObject(0);
      assertThat(violation.getString("value")).isEqualTo("Blocked 'script-src-elem' from inline");
      assertThat(violation.getJsonArray("frames").getJsonObject(0).getInteger("line")).isEqualTo(4);
      assertThat(event.getString("wire")).isEqualTo("csp");
      assertThat(event.getString("level")).isEqualTo("warning");
      assertThat(event.getJsonArray("fingerprint"))
          .containsExactly("csp", "script-src-elem", "inline");
      assertThat(event.getJsonObject("request").getString("url")).isEqualTo(page);
      assertThat(event.getJsonObject("request").getJsonArray("headers").encode())
          .contains("Chrome/");
      assertThat(event.getJsonObject("contexts").encode()).contains("script-src 'self'");
    } finally {
      shop.stop(0);
    }
  }

  @Test
  void sentrysSdkReportsAnErrorOfAPage(Product product) throws Exception {
    assumeTrue(Browser.isInstalled(), "Chromium and chromedriver are not installed");
    WatchedProject project = WatchedProject.create(product, "Browser errors");
    Path script =
        ClientProgram.bundled(
            "browser.mjs",
            "@sentry/browser",
            Map.of(
                "TARGET_DSN",
                project.settings().get("TARGET_DSN"),
                "MARKER",
                "sentry-browser-marker"));
    HttpServer shop = serve("", "<p>Welcome</p><script src=/app.js></script>", script);
    String page = "http://localhost:" + shop.getAddress().getPort() + "/orders";
    try (Browser browser = new Browser()) {
      browser.open(page);
      browser.awaitText("Welcome");

      JsonObject event = project.eventWith("sentry-browser-marker");

      JsonObject exception = event.getJsonArray("exceptions").getJsonObject(0);
      assertThat(exception.getString("type")).isEqualTo("TypeError");
      assertThat(exception.getString("value")).isEqualTo("sentry-browser-marker");
      JsonObject crash = exception.getJsonArray("frames").getJsonObject(0);
      assertThat(crash.getString("file")).endsWith("/app.js");
      assertThat(crash.getInteger("line")).isPositive();
      assertThat(crash.getInteger("column")).isPositive();
      assertThat(crash.getBoolean("in_app")).isTrue();
      assertThat(event.getString("wire")).isEqualTo("sentry");
      assertThat(event.getString("platform")).isEqualTo("javascript");
      assertThat(event.getString("environment")).isEqualTo("production");
      assertThat(event.getString("release")).isEqualTo("1.4.2");
      assertThat(event.getJsonObject("user").getString("id")).isEqualTo("7");
      assertThat(event.getJsonObject("tags").getString("area")).isEqualTo("checkout");
      assertThat(event.getJsonObject("request").getString("url")).isEqualTo(page);
      assertThat(event.getJsonObject("request").getJsonArray("headers").encode())
          .contains("Chrome/");
      assertThat(event.getJsonObject("sdk").getString("name"))
          .isEqualTo("sentry.javascript.browser");
    } finally {
      shop.stop(0);
    }
  }

  private static HttpServer serve(String policy) throws IOException {
    return serve(policy, PAGE, null);
  }

  private static HttpServer serve(String policy, String page, @Nullable Path script)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isScript = script != null && exchange.getRequestURI().getPath().endsWith(".js");
          byte[] body = isScript ? Files.readAllBytes(script) : page.getBytes(UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", isScript ? "text/javascript" : "text/html; charset=utf-8");
          if (!policy.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          }
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
