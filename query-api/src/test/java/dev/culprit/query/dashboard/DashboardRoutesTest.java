package dev.culprit.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardRoutesTest {
  private static final Pattern MAIN = Pattern.compile("src=\"(/assets/[^\"]+/main\\.js)\"");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Vertx vertx;
  private static int port;

  @BeforeAll
  static void serve() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    new DashboardRoutes().mount(router);
    port = vertx.createHttpServer().requestHandler(router).listen(0).await().actualPort();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/projects/web-shop",
        "/problems/12",
        "/what/ever",
        "/login?next=%2Fproblems%2F1"
      })
  void answersEveryPageAddressWithTheShell(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
    assertThat(answer.body()).contains("<culprit-app></culprit-app>").doesNotContain("{{");
  }

  @Test
  void confinesThePageByItsPolicy() throws Exception {
    HttpResponse<String> answer = get("/");

    assertThat(header(answer, "content-security-policy").split("; "))
        .contains(
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'")
        .noneMatch(directive -> directive.contains("unsafe"));
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(answer, "x-frame-options")).isEqualTo("DENY");
    assertThat(header(answer, "referrer-policy")).isEqualTo("same-origin");
    assertThat(header(answer, "cross-origin-opener-policy")).isEqualTo("same-origin");
  }

  @Test
  void allowsTheImportMapAndNoOtherInlineScript() throws Exception {
    HttpResponse<String> answer = get("/");
    Matcher inline =
        Pattern.compile("<script(?![^>]* src=)[^>]*>(.*?)</script>", Pattern.DOTALL)
            .matcher(answer.body());

    assertThat(inline.find()).isTrue();
    String hash =
        Base64.getEncoder()
            .encodeToString(Asset.sha256(inline.group(1).getBytes(StandardCharsets.UTF_8)));
    assertThat(inline.find()).as("a second inline script").isFalse();
    assertThat(header(answer, "content-security-policy"))
        .contains("script-src 'self' 'sha256-" + hash + "';");
    assertThat(answer.body())
        .doesNotContain("<style")
        .doesNotContain(" style=")
        .doesNotContain(" onclick");
  }

  @Test
  void letsBrowsersKeepModulesForEver() throws Exception {
    HttpResponse<String> answer = get(mainModule());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(answer, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
  }

  @Test
  void answersNotModifiedToAKnownTag() throws Exception {
    String tag = header(get("/"), "etag");

    HttpResponse<String> again = send(request("/").header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "etag")).isEqualTo(tag);
    assertThat(send(request("/").header("If-None-Match", "\"other\"")).statusCode()).isEqualTo(200);
  }

  @Test
  void compressesForThoseWhoAskForIt() throws Exception {
    HttpResponse<String> plain = get(mainModule());
    HttpResponse<String> small = send(request(mainModule()).header("Accept-Encoding", "gzip"));

    assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
    assertThat(header(small, "content-encoding")).isEqualTo("gzip");
    assertThat(header(small, "vary")).isEqualToIgnoringCase("accept-encoding");
    assertThat(header(small, "etag")).isEqualTo(header(plain, "etag"));
  }

  @Test
  void servesAnotherBuildsModuleWithoutLettingItBeKept() throws Exception {
    HttpResponse<String> answer = get("/assets/older-build/main.js");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/x/nothing.js",
        "/assets/x/index.html",
        "/lib/lit/package.json",
        "/lib/lit/3.3.1/package.json",
        "/lib/lit/3.3.1/development/index.js",
        "/lib/logback-classic/anything.js",
        "/lib/",
        "/.env",
        "/wp-login.php",
        "/favicon.ico",
        "/openapi.yaml",
        "/api",
        "/api/v1/nothing"
      })
  void answersNotFoundToWhatIsNotThere(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/x/../../openapi.yaml",
        "/assets/x/%2e%2e/%2e%2e/openapi.yaml",
        "/assets/x/..%2f..%2fopenapi.yaml",
        "/assets/x/..\\..\\openapi.yaml",
        "/lib/lit/3.3.1/../../../../../openapi.yaml",
        "/lib/../db/migration/accounts/V1__accounts.sql",
        "/assets//etc/passwd",
        "/assets/x//etc/passwd",
        "/assets/x/main.js%00.css"
      })
  void readsNothingOutsideItsFolders(String path) throws Exception {
    String answer = raw("GET " + path + " HTTP/1.1");

    assertThat(answer.lines().findFirst().orElseThrow()).containsAnyOf(" 404 ", " 400 ");
    assertThat(answer)
        .doesNotContain("openapi: 3.1")
        .doesNotContain("CREATE TABLE")
        .doesNotContain("root:");
  }

  @Test
  void leavesOtherMethodsToOthers() throws Exception {
    assertThat(send(request("/projects").POST(HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(404);
    HttpResponse<String> head =
        send(request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  private static String mainModule() throws Exception {
    Matcher main = MAIN.matcher(get("/").body());
    assertThat(main.find()).isTrue();
    return main.group(1);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer
        .headers()
        .firstValue(name)
        .orElseThrow(() -> new AssertionError("no header " + name));
  }

  /** Sends a request line that a well-behaved client would tidy up first. */
  private static String raw(String requestLine) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(5_000);
      String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
