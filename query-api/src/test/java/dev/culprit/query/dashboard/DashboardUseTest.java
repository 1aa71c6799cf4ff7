package dev.culprit.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What people do with the dashboard, much of it by keyboard. */
class DashboardUseTest extends BrowserTest {
  @Test
  void problemListIsUsedByKeyboardAlone() {
    browser.go("/projects/web-shop");
    browser.see(".problem");
    browser.press("j");
    assertThat(browser.focusedText()).isEqualTo("shop.payment.PaymentDeclinedException");
    browser.press("j");
    assertThat(browser.focusedText()).isEqualTo("ActiveRecord::ConnectionTimeoutError");
    browser.press("k");
    browser.press("x");
    browser.seeText("1 selected");
    browser.press("e");
    browser.seeText("1 problem resolved");
    browser.until(found -> browser.all(".problem[data-id='1042']").isEmpty() ? true : null);

    browser.press("/");
    browser.press("KeyError");
    browser.seePath("/projects/web-shop?query=KeyError");
    browser.until(found -> browser.all(".problem").size() == 1 ? true : null);
    browser.press(Keys.ESCAPE);
    browser.press("j");
    assertThat(browser.focusedText()).isEqualTo("KeyError");
    browser.seePath("/projects/web-shop?query=KeyError");
    browser.press(Keys.ENTER);
    browser.seePath("/problems/1019");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void questionMarkShowsWhatCanBePressed() {
    browser.go("/events/217020897042000");
    browser.see("stack-trace");
    browser.press("?");

    assertThat(browser.see("dialog[open]").getText()).contains("Older event", "Go to the projects");
    browser.press(Keys.ESCAPE);
    browser.until(found -> browser.all("dialog").isEmpty() ? true : null);
    browser.press("[");
    browser.seePath("/events/217020897041999");
  }

  @Test
  void libraryFramesAreFoldedAndOpenOnDemand() {
    browser.go("/events/217020897042000");
    WebElement folded = browser.see(".frames > li > details > summary");
    assertThat(browser.see("stack-trace").getText())
        .contains("12 library frames", "gateway.charge(card, amount")
        .doesNotContain("DispatcherServlet");

    folded.click();
    browser.seeText("DirectMethodHandleAccessor");
    browser.see("stack-trace header button").click();
    browser.seeText("DispatcherServlet");
  }

  @Test
  void newProblemsWaitToBeAskedForAndCountsChangeInPlace() {
    browser.go("/projects/web-shop");
    browser.see(".problem");
    await().until(() -> api.listeners() > 0);
    String first = browser.see(".problem a.title").getText();

    api.emit("problem_opened", problemChange(2001, 1));
    api.emit("problem_opened", problemChange(2002, 1));
    api.emit("problem_repeated", problemChange(1055, 77));

    browser.seeText("2 new — show");
    browser.until(
        found ->
            browser.see(".problem[data-id='1055'] .count").getText().startsWith("77")
                ? true
                : null);
    assertThat(browser.see(".problem a.title").getText()).isEqualTo(first);
    browser.see(".news").click();
    browser.until(found -> browser.all(".news").isEmpty() ? true : null);
  }

  @Test
  void problemIsResolvedAndReopened() {
    browser.go("/problems/1042");
    browser.see(".actions");
    browser.press("e");
    browser.seeText("Problem resolved");
    browser.see(".problem-head .badge.resolved");
    browser.press("u");
    browser.see(".problem-head .badge.unresolved");
  }

  @Test
  void newProjectLeadsToItsSnippetsWithItsKey() {
    browser.go("/projects/new");
    browser.see("input[name='name']").sendKeys("Web shop");
    browser.see("form .primary").click();

    browser.seePath("/projects/web-shop/setup");
    browser.seeText("Checkend-Ingestion-Key: " + "4be07a".repeat(5) + "99");
    browser.run("sessionStorage.clear()");
  }

  @Test
  void correctedAddressStandsInTheSnippets() {
    browser.go("/projects/web-shop/setup");
    browser.seeText("curl http://localhost:4318/ingest/v1/errors");
    WebElement address = browser.see("input[type='url']");
    address.sendKeys(Keys.chord(Keys.CONTROL, "a"), "https://errors.example.org", Keys.ENTER);

    browser.seeText("curl https://errors.example.org/ingest/v1/errors");
    browser.go("/projects/empty");
    browser.seeText("curl https://errors.example.org/ingest/v1/errors");
    browser.run("localStorage.clear()");
  }

  @Test
  void everyWireAndLanguageIsReachedByTheKeyboardAndHoldsTheDsn() {
    browser.go("/projects/web-shop/setup");
    browser.seeText("http://YOUR_INGESTION_KEY@localhost:4318/1");

    browser.see("[aria-label='Ways to send'] button:nth-child(4)").sendKeys(Keys.ENTER);
    browser.seeText("npm install @sentry/browser");
    browser.see("[aria-label='Languages'] button:nth-child(3)").sendKeys(Keys.SPACE);

    browser.seeText("dsn=\"http://YOUR_INGESTION_KEY@localhost:4318/1\"");
    assertThat(browser.see("[aria-label='Languages'] [aria-pressed='true']").getText())
        .isEqualTo("Python");
    browser.see("[aria-label='Ways to send'] button:nth-child(6)").sendKeys(Keys.ENTER);
    browser.seeText("npm install @airbrake/node");
  }

  @Test
  void noSnippetLacksAnAddressOrAKey() {
    browser.go("/projects/web-shop/setup");
    browser.see("code-box");

    Object broken =
        browser.run(
            """
            const target = { key: 'K', http: 'H', grpc: 'G', slug: 'S', number: 7, dsn: 'D', syslog: 'SYSLOG:1' };
            const isBroken = (text) => text.includes('undefined')
              || !(text.includes('D') || text.includes('SYSLOG') || (text.includes('K') && /[HG]/.test(text)));
            const main = document.querySelector('script[type=module]').src;
            return import(new URL('snippets/all.js', main)).then(({ WAYS }) => WAYS
              .flatMap((way) => way.languages.map((language) => ({
                name: way.id + ' ' + language.id,
                text: language.steps.map(({ code }) => code(target)).join(),
              })))
              .filter(({ text }) => isBroken(text))
              .map(({ name }) => name)
              .join());
            """);

    assertThat(broken).isEqualTo("");
  }

  @Test
  void filesOfAnEventAreSavedUnderTheirNames() {
    browser.go("/events/217020897042000");
    WebElement link = browser.see(".attachments li:last-child a");

    assertThat(link.getAttribute("download")).isEqualTo("crash-<img src=x>.dmp");
    assertThat(link.getAttribute("href"))
        .endsWith("/api/v1/events/217020897042000/attachments/217020897042011");
    assertThat(browser.all(".attachments img")).isEmpty();
    assertThat(browser.see(".attachments").getText()).contains("1.5 MiB", "18 KiB");
  }

  @Test
  void runsOfAMonitorAreToldAndShown() {
    browser.go("/projects/web-shop/monitors");
    WebElement runs = browser.see(".runs");

    assertThat(runs.getAttribute("aria-label"))
        .isEqualTo("Last 30 runs: 1 missed, 27 ok, 1 failed, 1 timeout");
    assertThat(browser.all(".monitor .badge"))
        .extracting(WebElement::getText)
        .containsExactly("missed", "ok", "silent");
  }

  @Test
  void lossesAreToldForOtherSpans() {
    browser.go("/projects/web-shop/losses");
    browser
        .until(
            found ->
                browser.all(".spans button").stream()
                    .filter(button -> button.getText().equals("30 days"))
                    .findFirst()
                    .orElse(null))
        .click();

    browser.seePath("/projects/web-shop/losses?span=30d");
    browser.seeText("queue overflow");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void wrongPasswordIsToldAndTheRightOneLeadsBack() {
    browser.go("/");
    try (Browser stranger = Browser.open(rootOfBrowser())) {
      stranger.go("/problems/1042");
      stranger.see("input[name='email']").sendKeys(FakeApi.EMAIL);
      stranger.see("input[name='password']").sendKeys("wrong");
      stranger.see("form .primary").click();
      stranger.seeText("E-mail address or password is wrong.");
      stranger.run("document.querySelector('input[name=password]').value = ''");
      stranger.see("input[name='password']").sendKeys(FakeApi.PASSWORD);
      stranger.see("form .primary").click();
      stranger.seePath("/problems/1042");
      stranger.seeText("Latest events");
    }
  }

  @Test
  void channelTestShowsWhatTheOtherSideAnswered() {
    browser.go("/projects/web-shop/alerts");
    browser
        .until(
            found ->
                browser.all("button").stream()
                    .filter(button -> button.getText().equals("Send a test"))
                    .findFirst()
                    .orElse(null))
        .click();
    browser.seeText("Delivered: 204 No Content");
  }

  private static String rootOfBrowser() {
    return (String) browser.run("return location.origin");
  }

  private static JsonObject problemChange(long id, int count) {
    return new JsonObject()
        .put("project_id", 1)
        .put("problem_id", id)
        .put("at", Instant.now().toString())
        .put("occurrence_count", count);
  }
}
