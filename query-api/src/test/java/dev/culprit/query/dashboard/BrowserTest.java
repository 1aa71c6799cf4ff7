package dev.culprit.query.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests in a real browser, signed in, against an API that answers from files. Skipped where no
 * Chromium is installed.
 */
abstract class BrowserTest {
  static Vertx vertx;
  static FakeApi api;
  static Browser browser;

  @BeforeAll
  static void start() {
    Optional<String> missing = Browser.missing();
    assumeTrue(missing.isEmpty(), () -> "Browser tests are skipped: " + missing.orElse(""));
    vertx = Vertx.vertx();
    api = new FakeApi(vertx);
    browser = Browser.open("http://localhost:" + api.start(0).await());
    signIn();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (vertx != null) {
      vertx.close().await();
    }
  }

  @BeforeEach
  void forgetOldComplaints() {
    browser.complaints();
  }

  private static void signIn() {
    browser.go("/");
    browser.see("input[name='email']").sendKeys(FakeApi.EMAIL);
    browser.see("input[name='password']").sendKeys(FakeApi.PASSWORD);
    browser.see("form .primary").click();
    browser.seeText("All incidents");
  }
}
