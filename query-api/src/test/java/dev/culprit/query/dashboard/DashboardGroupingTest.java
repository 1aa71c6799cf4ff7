package dev.culprit.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.rule.RuleLimits;
import dev.culprit.grouping.rule.RuleParser;
import dev.culprit.grouping.rule.RuleReading;
import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Putting right by hand what was grouped wrongly, and setting how events are grouped. */
class DashboardGroupingTest extends BrowserTest {
  private static final String PROBLEM = "/problems/" + GroupingAnswers.PROBLEM;
  private static final String MADE = "/problems/" + GroupingAnswers.MADE;
  private static final String EVENT = "/events/217020897042000";
  private static final String SETTINGS = "/projects/web-shop/grouping";

  @AfterEach
  void nothingWasComplainedAbout() {
    // A refused command is a failed request to the browser, which it always mentions.
    assertThat(browser.complaints()).allMatch(line -> line.contains("status of 4"));
  }

  @Test
  void chosenProblemsAreMergedIntoTheOldestByTheKeyboard() {
    browser.go("/projects/web-shop");
    browser.see(".problem[data-id='1057']");
    choose(".problem[data-id='1057'] input");
    choose(".problem[data-id='1055'] input");
    choose(".problem[data-id='1031'] input");
    browser.press("m");

    WebElement dialog = browser.see("dialog[open]");
    assertThat(dialog.getText())
        .contains("Merge 3 problems", "Which one stays?", "#1031, 9,211 events");
    assertThat(browser.see("dialog input:checked").getAttribute("value")).isEqualTo("1031");
    browser.press(Keys.ESCAPE);
    gone("dialog");
    assertThat(browser.all(".problem[data-id='1055']")).hasSize(1);
    browser.press("m");
    browser.see("dialog input:checked").sendKeys(Keys.ENTER);

    browser.seeText("Merged into #1031");
    gone(".problem[data-id='1057']");
    gone(".problem[data-id='1055']");
    assertThat(browser.see(".problem[data-id='1031'] .count").getText()).startsWith("40");
    browser.until(found -> browser.focusedText().equals("TypeError") ? true : null);
    browser.go("/problems/1057");
    browser.see(".notice.merged button").click();
    gone(".notice.merged");
    browser.go("/problems/1055");
    browser.see(".notice.merged button").click();
    gone(".notice.merged");
  }

  @Test
  void aMergedProblemSaysWhereItsEventsAreAndComesBack() {
    browser.go("/problems/1012");
    browser.seeText("Merged into #1042: its events are there.");
    assertThat(browser.all(".problem-head .actions")).isEmpty();
    assertThat(browser.all("problem-makeup summary")).isEmpty();

    browser.go(PROBLEM);
    browser.see("[aria-label='Undo the merge of #1012']").click();

    browser.seeText("#1012 was taken out of #1042 again");
    gone("[aria-label='Undo the merge of #1012']");
    browser.go("/problems/1012");
    browser.see(".problem-head .actions");
    assertThat(browser.all(".notice.merged")).isEmpty();
  }

  @Test
  void whatLooksAlikeIsMergedOrDismissed() {
    browser.go(PROBLEM);
    browser.see("[aria-label='Not the same: #1031']").click();
    browser.seeText("#1031 is not suggested any more");
    gone("[aria-label='Not the same: #1031']");
    browser.see("[aria-label='Merge #1057 into this']").click();

    browser.seeText("Merged into #1042");
    browser.see("[aria-label='Undo the merge of #1057']").click();
    browser.see("[aria-label='Merge #1057 into this']");
    assertThat(browser.all("correction-notices b")).isEmpty();
  }

  @Test
  void fingerprintsAreMovedOutButNotAll() {
    browser.go(PROBLEM);
    browser.see("problem-makeup summary").click();
    browser.seeText("its trace was alike (93 %)");
    WebElement button = browser.see("fingerprint-list footer button");
    assertThat(button.isEnabled()).isFalse();
    for (WebElement box : browser.all("fingerprint-list tbody input")) {
      box.click();
    }
    browser.seeText("One of them has to stay.");
    assertThat(button.isEnabled()).isFalse();
    choose("fingerprint-list tbody tr:first-child input");
    choose("fingerprint-list tbody tr:nth-child(2) input");
    button.click();
    browser.see("dialog .primary").click();

    browser.seePath(MADE);
    JsonArray moved = api.grouping().lastMoved().getJsonArray("fingerprints");
    assertThat(moved).hasSize(1);
    assertThat(moved.getJsonObject(0).getString("hash")).startsWith("c4d5e6f7");
  }

  @Test
  void chosenEventsAreMovedOutIntoAProblemOfTheirOwn() {
    browser.go(PROBLEM + "/events");
    browser.see("[aria-label='Choose event 217020897041998']").sendKeys(Keys.SPACE);
    choose("[aria-label='Choose event 217020897041996']");
    browser.seeText("2 chosen");
    browser.see(".chosen-events button:last-child").click();
    browser.see("dialog .primary").click();

    browser.seePath(MADE);
    assertThat(api.grouping().lastMoved().getJsonArray("event_ids"))
        .containsExactly(217020897041998L, 217020897041996L);
  }

  @Test
  void aProblemIsSplitByATagAndBack() {
    browser.go(PROBLEM);
    browser.see(".problem-head .actions");
    browser.press("s");
    browser.see("dialog select");
    assertThat(browser.all("dialog input[name='tag']"))
        .singleElement()
        .matches(field -> !field.isDisplayed());
    browser.see("dialog option[value='tag']").click();
    browser.see("dialog input[name='tag']").sendKeys("tenant", Keys.ENTER);

    browser.seeText("Tag tenant tells its events apart");
    assertThat(browser.see(".split-parts").getText()).contains("acme", "without it");
    browser.see(".notice.split button").click();
    browser.see("dialog .primary").click();
    browser.seeText("Split undone");
    gone(".notice.split");
  }

  @Test
  void eventsOnTheirWayAreWatchedUntilTheyHaveArrived() {
    api.grouping().moveEvents();
    browser.go(PROBLEM);

    browser.seeText("events are still on the way after a correction");
    assertThat(browser.see(".moving progress").getAttribute("max")).isNotEqualTo("0");
    gone(".moving");
  }

  @Test
  void anEventSaysWhyItIsHereAndWhatSetsItApart() {
    browser.go(EVENT);
    browser.seeText("The exception’s type and frames decided.");
    browser.see("why-here summary").click();
    assertThat(browser.see(".why-frames li:nth-child(4)").getText())
        .contains("not the application’s code", "module:shop.generated.* -> -app");
    assertThat(browser.all(".why-frames .ignored")).hasSize(3);
    assertThat(browser.all(".why-frames img")).isEmpty();

    browser.see("why-here input").sendKeys("1057", Keys.ENTER);

    browser.seeText("82 % alike with #1057: the same except");
    browser.seeText("frame 3: shop.order.OrderService.place only here");
    browser.see("why-here input").sendKeys(Keys.chord(Keys.CONTROL, "a"), "1031", Keys.ENTER);
    browser.seeText("#1031 cannot be compared");
    browser.see("why-here input").sendKeys(Keys.chord(Keys.CONTROL, "a"), "404", Keys.ENTER);
    browser.seeText("there is no problem 404");
    assertThat(browser.see("why-here").getText()).contains("3 of 6 frames decided");
  }

  @Test
  void anEventWithoutPayloadSaysThatItCannotBeExplained() {
    browser.go("/events/217020897041999");

    browser.seeText("Its payload was not kept");
  }

  @Test
  void rulesAreTriedThenSavedThenTakenBack() {
    browser.go(SETTINGS);
    WebElement rules = browser.see("textarea[name='rules']");
    String before = rules.getAttribute("value");
    rules.sendKeys(Keys.chord(Keys.CONTROL, Keys.END), "type:A -> a");
    button("Try on stored events").click();

    browser.seeText("would join 14 events of 3 problems");
    browser.seeText("would split 30 events into 2 problems");
    assertThat(browser.see(".tried a").getAttribute("href")).endsWith("/problems/1042");
    assertThat(browser.all(".tried script")).isEmpty();
    assertThat(browser.see("textarea[name='rules']").getAttribute("value")).endsWith("-> a");
    browser.see("form.grouping .primary").click();

    browser.seeText("Settings saved");
    assertThat(api.grouping().settings().getString("rules")).isEqualTo(before + "type:A -> a");
    assertThat(api.grouping().settings().getDouble("same_from")).isEqualTo(0.9);
    browser.see("[aria-label='Restore change 2']").click();
    browser.see("dialog .primary").click();
    await().until(() -> api.grouping().settings().getString("rules").equals(before));
    browser.until(
        found ->
            browser.see("textarea[name='rules']").getAttribute("value").equals(before)
                ? true
                : null);
  }

  @Test
  void unreadableRulesAreShownAtTheirLine() {
    browser.go(SETTINGS);
    browser
        .see("textarea[name='rules']")
        .sendKeys(Keys.chord(Keys.CONTROL, Keys.END), GroupingAnswers.UNREADABLE);
    browser.see("form.grouping .primary").click();

    browser.see(".rule-errors button").click();
    assertThat(browser.see(".rule-errors").getText()).isEqualTo("Line 4 The arrow -> is missing.");
    assertThat(browser.run("return getSelection().toString()"))
        .isEqualTo(GroupingAnswers.UNREADABLE);
  }

  @Test
  void aChangeFromOldSettingsIsRefusedAndTheNewOnesCanBeSeen() {
    browser.go(SETTINGS);
    browser.see("textarea[name='rules']");
    api.grouping().saveBehindTheBack();
    browser.see("form.grouping .primary").click();

    browser.seeText("the settings were changed meanwhile");
    button("Show what it is now").click();
    gone("form.grouping .notice");
    browser.see("form.grouping .primary").click();
    browser.seeText("Settings saved");
  }

  @Test
  void aProjectMovesToTheNewestVersionOnceItIsSaidWhatHappens() {
    browser.go(SETTINGS);
    button("Move to version 2").click();
    assertThat(browser.see("dialog").getText()).contains("nothing is opened or told anew");
    browser.see("dialog .primary").click();

    browser.seeText("This project uses version 2 of fingerprints, the newest.");
    assertThat(api.grouping().settings().getInteger("version")).isEqualTo(2);
    browser.see("[aria-label='Restore change 2']").click();
    browser.see("dialog .primary").click();
    button("Move to version 2");
  }

  @Test
  void theExamplesOfRulesCanBeRead() {
    browser.go(SETTINGS);
    browser.see(".rules-editor summary").click();

    RuleReading reading =
        RuleParser.parse(browser.see(".rules-editor code-box code").getText(), RuleLimits.DEFAULT);

    assertThat(reading).isInstanceOf(RuleReading.Accepted.class);
  }

  @Test
  void dialogsAndTrialsFitAPhone() {
    browser.size(500, 800);
    try {
      browser.go(PROBLEM);
      browser.see("problem-makeup summary").click();
      browser.see("fingerprint-list table");
      fits();
      browser.press("s");
      browser.see("dialog[open]");
      fits();
      browser.go(SETTINGS);
      browser.see("textarea[name='rules']");
      browser.see(".rules-editor summary").click();
      button("Try on stored events").click();
      browser.see(".tried");
      fits();
    } finally {
      browser.size(1280, 900);
    }
  }

  private static void fits() {
    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
        .isEqualTo(true);
  }

  private static void choose(String selector) {
    browser.see(selector).click();
  }

  private static void gone(String selector) {
    browser.until(found -> browser.all(selector).isEmpty() ? true : null);
  }

  private static WebElement button(String text) {
    return browser.until(
        found ->
            browser.all("button").stream()
                .filter(button -> button.getText().equals(text))
                .findFirst()
                .orElse(null));
  }
}
