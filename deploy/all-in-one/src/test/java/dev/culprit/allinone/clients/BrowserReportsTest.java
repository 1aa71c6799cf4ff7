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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chromium, on a page whose policy forbids what the page does. */
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

  private static HttpServer serve(String policy) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = PAGE.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.getResponseHeaders().set("Content-Security-Policy", policy);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
