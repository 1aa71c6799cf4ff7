package dev.culprit.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page shows what it should, as text, in every size and theme. */
class DashboardPagesTest extends BrowserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | Web shop",
        "/projects/new | New project",
        "/projects/web-shop | ActiveRecord::ConnectionTimeoutError",
        "/projects/empty | No problems yet",
        "/projects/web-shop/setup | Paste this into a terminal",
        "/projects/web-shop/setup?with=checkend&in=elixir | Checkend.configure(",
        "/projects/web-shop/setup?with=sentry&in=logback | <dsn>http://YOUR_INGESTION_KEY@localhost:4318/1</dsn>",
        "/projects/web-shop/setup?with=opentelemetry | OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20YOUR_INGESTION_KEY",
        "/projects/web-shop/setup?with=airbrake&in=ruby | config.project_id = 1",
        "/projects/web-shop/setup?with=csp | report-uri http://localhost:4318/ingest/v1/csp-reports?key=YOUR_INGESTION_KEY",
        "/projects/web-shop/settings | Keep events for (days)",
        "/projects/web-shop/keys | Production servers",
        "/projects/web-shop/losses | ratelimit backoff",
        "/projects/web-shop/losses?span=7d | More than the project",
        "/projects/web-shop/releases | 99.97 %",
        "/projects/web-shop/monitors | may be 5 min late",
        "/projects/web-shop/feedback | The white hurts at night.",
        "/projects/web-shop/alerts | Spike in production",
        "/projects/web-shop/alerts/rules/new | What to watch for",
        "/projects/web-shop/alerts/rules/3 | Fires when a problem has far more events than usual",
        "/projects/web-shop/alerts/channels/new | Secret that signs it",
        "/projects/web-shop/alerts/channels/2 | Addresses",
        "/projects/web-shop/incidents | happened 412 times in 5 minutes",
        "/incidents?state=all | The project had 1,204 events",
        "/incidents/88 | No answer within 5 s",
        "/incidents/91 | ss -ltnp 'sport = :9000'",
        "/problems/1042 | Latest events",
        "/problems/1042/events | in short",
        "/events/217020897042000 | What happened before",
        "/events/217020897042000 | I pressed Pay and the page said <b>oops</b>.",
        "/events/217020897042000 | minidump, not symbolicated",
        "/problems/1042 | Please add a dark theme.",
        "/events/217020897041999 | This event came in a flood",
        "/projects/web-shop/setup?with=gateways | access_log syslog:server=localhost:5514,tag=YOUR_INGESTION_KEY culprit;",
        "/projects/web-shop/setup?with=gateways&in=apache | --server localhost --port 5514",
        "/projects/web-shop/gateways | /orders/{id}",
        "/projects/empty/gateways | error_log  syslog:server=localhost:5514",
        "/http-errors | Gateway Timeout",
        "/http-errors?query=reset | The upstream reset the connection",
        "/http-errors/502 | 1 problem in Web shop",
        "/http-errors/520 | Made by Cloudflare",
        "/causes/upstream_refused?proxy=haproxy | SC-- is the same for refused",
        "/problems/1077 | ss -ltnp 'sport = :9000'",
        "/problems/1077 | the process crashed",
        "/problems/1079 | ss -ltnp 'sport = :PORT'",
        "/events/217020897042004 | client got 502",
        "/events/217020897042004 | The same request",
        "/projects/web-shop/grouping | This project uses version 1 of fingerprints",
        "/projects/web-shop/grouping | rules changed (2 rules)",
        "/projects/empty/grouping | Nobody has changed anything yet.",
        "/problems/1042 | 84 % alike",
        "/problems/1042 | Merged into it: #1012",
        "/problems/1012 | Merged into #1042",
        "/events/217020897042000 | 3 of 6 frames decided",
        "/settings/account | Change password",
        "/settings/api-keys | Status page",
        "/settings/people | Jonas Weber",
        "/nowhere | There is no such page"
      })
  void pageShowsItsDataWithoutComplaints(String path, String text) {
    browser.go(path);
    browser.seeText(text);

    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void pagesDoNotScrollSidewaysOnAPhone() {
    browser.size(500, 800);
    try {
      for (String path :
          new String[] {
            "/",
            "/projects/web-shop",
            "/problems/1042",
            "/events/217020897042000",
            "/projects/web-shop/releases",
            "/projects/web-shop/monitors",
            "/projects/web-shop/losses",
            "/projects/web-shop/feedback",
            "/settings/api-keys",
            "/http-errors",
            "/http-errors/502",
            "/causes/upstream_reset",
            "/problems/1077",
            "/events/217020897042004",
            "/projects/web-shop/gateways",
            "/projects/empty/gateways",
            "/problems/1042/events",
            "/problems/1012",
            "/projects/web-shop/grouping",
            "/projects/empty/grouping"
          }) {
        browser.go(path);
        browser.see("main h1, main h2");
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
            .as(path)
            .isEqualTo(true);
      }
    } finally {
      browser.size(1280, 900);
    }
  }

  @Test
  void filterOfGatewaysIsNamedAndCanBeRemoved() {
    browser.go("/projects/web-shop/gateways?route=%2Forders");
    browser.see("[aria-label='Remove the filter route /orders']").click();

    browser.seePath("/projects/web-shop/gateways");
    browser.seeText("/orders/{id}");
    assertThat(browser.all("[aria-label^='Remove the filter']")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatClientsSendStaysText() {
    browser.go("/projects/web-shop");
    browser.seeText("<script>alert(document.cookie)</script>");

    assertThat(browser.all(".problem script, .problem img")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void chosenThemeIsKept() {
    browser.go("/");
    browser.see(".cards");
    String before = (String) browser.run("return getComputedStyle(document.body).backgroundColor");
    browser.press("t");
    String after = (String) browser.run("return getComputedStyle(document.body).backgroundColor");
    assertThat(after).isNotEqualTo(before);

    browser.go("/incidents");
    browser.see(".panel");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(after);
    browser.press("t");
  }
}
