package dev.culprit.grouping.score.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.score.corpus.Report;
import dev.culprit.grouping.score.corpus.StackFrame;
import dev.culprit.grouping.score.corpus.Thrown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule joins what it is known to join and splits what it is known to split. */
class BaselinesTest {

  private static final StackFrame CRASH = frame("parse", "shop.Price", 12, true);
  private static final StackFrame CALLER = frame("total", "shop.Cart", 30, true);
  private static final StackFrame LIBRARY = frame("dispatch", "http.Server", 200, false);

  private static StackFrame frame(String function, String module, int line, boolean inApp) {
    return new StackFrame(function, module, module + ".py", line, inApp, "");
  }

  private static Arrival event(String type, String value, StackFrame... frames) {
    return Arrival.of(new Report("java", "", List.of(new Thrown(type, value, List.of(frames)))));
  }

  private static Arrival message(String message) {
    return Arrival.of(new Report("java", message, List.of()));
  }

  private static final Arrival ORIGINAL = event("E", "order 1", CRASH, CALLER, LIBRARY);
  private static final Arrival OTHER_ID = event("E", "order 2", CRASH, CALLER, LIBRARY);
  private static final Arrival OTHER_CALLER =
      event("E", "order 1", CRASH, frame("mail", "shop.Mail", 5, true), LIBRARY);
  private static final Arrival SHIFTED =
      event("E", "order 1", frame("parse", "shop.Price", 13, true), CALLER, LIBRARY);
  private static final Arrival OTHER_LIBRARY =
      event("E", "order 1", CRASH, CALLER, frame("route", "http.Server", 9, false));

  @Test
  void checkendKnowsTheClassAndTheFirstLine() {
    Object key = CheckendRule.key(ORIGINAL);

    assertThat(CheckendRule.key(OTHER_ID)).isEqualTo(key);
    assertThat(CheckendRule.key(OTHER_CALLER)).isEqualTo(key);
    assertThat(CheckendRule.key(SHIFTED)).isNotEqualTo(key);
    assertThat(CheckendRule.key(message("a"))).isEqualTo(CheckendRule.key(message("b")));
  }

  @Test
  void glitchTipKnowsTitleAndPlace() {
    Object key = GlitchTipRule.key(ORIGINAL);

    assertThat(GlitchTipRule.key(SHIFTED)).isEqualTo(key);
    assertThat(GlitchTipRule.key(OTHER_CALLER)).isEqualTo(key);
    assertThat(GlitchTipRule.key(OTHER_ID)).isNotEqualTo(key);
  }

  @Test
  void bugsinkKnowsTheTitleWithoutItsVariableParts() {
    Object key = BugsinkRule.key(ORIGINAL);

    assertThat(BugsinkRule.key(OTHER_ID)).isEqualTo(key);
    assertThat(BugsinkRule.key(OTHER_CALLER)).isEqualTo(key);
    assertThat(BugsinkRule.key(event("E", "another"))).isNotEqualTo(key);
  }

  @Test
  void errbitKnowsEverything() {
    Object key = ErrbitRule.key(ORIGINAL);

    assertThat(ErrbitRule.key(event("E", "order 1", CRASH, CALLER, LIBRARY))).isEqualTo(key);
    assertThat(ErrbitRule.key(OTHER_ID)).isNotEqualTo(key);
    assertThat(ErrbitRule.key(SHIFTED)).isNotEqualTo(key);
    assertThat(ErrbitRule.key(OTHER_LIBRARY)).isNotEqualTo(key);
  }

  @Test
  void sentryIgnoresLinesMessagesAndRepeatedFrames() {
    SentryRule rule = new SentryRule();
    long problem = rule.group(ORIGINAL);

    assertThat(rule.group(SHIFTED)).isEqualTo(problem);
    assertThat(rule.group(OTHER_ID)).isEqualTo(problem);
    assertThat(rule.group(event("E", "", CRASH, CRASH, CALLER, LIBRARY))).isEqualTo(problem);
    assertThat(rule.group(OTHER_CALLER)).isNotEqualTo(problem);
    assertThat(rule.group(event("F", "order 1", CRASH, CALLER, LIBRARY))).isNotEqualTo(problem);
  }

  @Test
  void sentryJoinsByEitherVariant() {
    SentryRule rule = new SentryRule();
    long problem = rule.group(ORIGINAL);

    assertThat(rule.group(OTHER_LIBRARY)).as("application's frames").isEqualTo(problem);
    StackFrame unsaid = frame("total", "shop.Cart", 30, false);
    assertThat(rule.group(event("E", "", CRASH, unsaid, LIBRARY))).as("all").isEqualTo(problem);
  }

  @Test
  void sentryWithoutFramesKnowsTypeAndMessage() {
    SentryRule rule = new SentryRule();
    long problem = rule.group(event("E", "order 1"));

    assertThat(rule.group(event("E", "order 2"))).isEqualTo(problem);
    assertThat(rule.group(event("E", "invoice 2"))).isNotEqualTo(problem);
  }

  @Test
  void sentryReadsTheLineOfSourceOfScriptsOnly() {
    StackFrame one = new StackFrame("f", "m", "m.py", 1, true, "a = b / 0");
    StackFrame two = new StackFrame("f", "m", "m.py", 1, true, "a = c[7]");
    Thrown first = new Thrown("E", "", List.of(one));
    Thrown second = new Thrown("E", "", List.of(two));

    assertThat(SentryRule.keys(new Report("python", "", List.of(first))))
        .isNotEqualTo(SentryRule.keys(new Report("python", "", List.of(second))));
    assertThat(SentryRule.keys(new Report("java", "", List.of(first))))
        .isEqualTo(SentryRule.keys(new Report("java", "", List.of(second))));
  }

  @Test
  void sentryCleansNamesOfTheJvm() {
    assertThat(SentryNames.clean("shop.Cart$$EnhancerBySpringCGLIB$$1a2b"))
        .isEqualTo(SentryNames.clean("shop.Cart$$EnhancerBySpringCGLIB$$ff00"));
    assertThat(SentryNames.clean("lambda$total$3")).isEqualTo(SentryNames.clean("lambda$total$4"));
    assertThat(SentryNames.clean("jdk.proxy2.$Proxy12")).isEqualTo("jdk.proxy2.$Proxy<auto>");
    assertThat(SentryNames.clean("shop.Cart$1")).isEqualTo("shop.Cart$1");
  }

  @Test
  void variablePartsAreReplacedByTheirKind() {
    assertThat(MessageParameters.replace("mail to ana@example.org from 10.0.0.7"))
        .isEqualTo("mail to <email> from <ip>");
    assertThat(MessageParameters.replace("6e0a1c52-18a4-4f5e-9a32-6a6f3d7a0b11 after 12ms"))
        .isEqualTo("<uuid> after <duration>");
    assertThat(MessageParameters.replace("at 2026-03-02T10:15:30Z: 0xdeadbeef, 3.5 of -7"))
        .isEqualTo("at <date>: <hex>, <float> of <int>");
    assertThat(MessageParameters.replace("name='x' ok=true see https://a.example.com/b?c=1"))
        .isEqualTo("name=<quoted_str> ok=<bool> see <url>");
  }
}
