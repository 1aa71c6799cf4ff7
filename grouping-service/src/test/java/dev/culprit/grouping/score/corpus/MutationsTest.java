package dev.culprit.grouping.score.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What each change does to a report, and what it leaves alone. */
class MutationsTest {

  private static final Report REPORT =
      report(
          library("java.util.Objects", "requireNonNull"),
          own("com.example.Price", "parse"),
          own("com.example.Cart", "total"),
          own("com.example.Cart", "lambda$open$3"),
          own("com.example.Routes", "cart"),
          library("io.example.Router", "handle"));

  private static final Report OTHER =
      report(own("com.example.Mail", "send"), own("com.example.Jobs", "nightly"));

  private final Chance chance =
      new Chance(new Random(5), List.of(new Seed("java/other", OTHER)), SeedFiles.surroundings());

  private static Report report(StackFrame... frames) {
    Thrown thrown = new Thrown("java.lang.Error", "Order 4711 of 10.1.2.3", List.of(frames));
    return new Report("java", "", List.of(thrown));
  }

  private static StackFrame own(String module, String function) {
    return new StackFrame(function, module, "F.java", 40, true, "");
  }

  private static StackFrame library(String module, String function) {
    return new StackFrame(function, module, "L.java", 100, false, "");
  }

  private Report changed(Mutation mutation, Report report) {
    Optional<Report> changed = mutation.apply(report, chance);
    assertThat(changed).as(mutation.title()).isPresent();
    return changed.get();
  }

  private static List<String> ownFunctions(Report report) {
    return report.innermost().frames().stream()
        .filter(StackFrame::inApp)
        .map(frame -> frame.module() + "." + frame.function())
        .toList();
  }

  @Test
  void lineShiftMovesLinesAndNothingElse() {
    Report shifted = changed(new LineShift(), REPORT);

    assertThat(shifted).isNotEqualTo(REPORT);
    assertThat(shifted.mapFrames(frame -> frame.atLine(1)))
        .isEqualTo(REPORT.mapFrames(frame -> frame.atLine(1)));
  }

  @Test
  void frameworksChangeOnlyFramesThatAreNotTheApplications() {
    for (FrameworkFrames mutation : FrameworkFrames.values()) {
      Report changed = changed(mutation, REPORT);

      assertThat(changed).as(mutation.title()).isNotEqualTo(REPORT);
      assertThat(ownFunctions(changed)).isEqualTo(ownFunctions(REPORT));
    }
  }

  @Test
  void withoutFramesOfTheApplicationFrameworksDoNotChange() {
    Report system = report(library("a.B", "c"), library("a.D", "e"));

    for (FrameworkFrames mutation : FrameworkFrames.values()) {
      assertThat(mutation.apply(system, chance)).isEmpty();
    }
  }

  @Test
  void aWrappedCauseKeepsItsPlaceInside() {
    Report wrapped = changed(Wrapping.WRAPPED, REPORT);

    assertThat(wrapped.chain()).hasSize(2);
    assertThat(wrapped.innermost()).isEqualTo(REPORT.innermost());
    assertThat(changed(Wrapping.UNWRAPPED, wrapped)).isEqualTo(REPORT);
    assertThat(Wrapping.UNWRAPPED.apply(REPORT, chance)).isEmpty();
  }

  @Test
  void tasksAddFramesThatAreNotTheApplications() {
    for (Tasks mutation : Tasks.values()) {
      Report changed = changed(mutation, REPORT);

      assertThat(changed.innermost().frames()).hasSizeGreaterThan(6);
      assertThat(ownFunctions(changed)).isEqualTo(ownFunctions(REPORT));
    }
  }

  @Test
  void recursionIsDeepenedOnlyWhereThereIsSome() {
    Report recursive =
        report(own("a.A", "walk"), own("a.A", "left"), own("a.A", "walk"), own("a.A", "left"));

    Report deeper = changed(new DeeperRecursion(), recursive);

    assertThat(ownFunctions(deeper)).hasSizeGreaterThan(4).startsWith("a.A.walk", "a.A.left");
    assertThat(new DeeperRecursion().apply(REPORT, chance)).isEmpty();
  }

  @Test
  void aTruncatedStackKeepsTheCrashAndThreeFramesOfTheApplication() {
    List<StackFrame> all = REPORT.innermost().frames();
    for (int i = 0; i < 20; i++) {
      List<StackFrame> kept = changed(new TruncatedStack(), REPORT).innermost().frames();

      assertThat(kept).hasSizeBetween(4, 5).isEqualTo(all.subList(0, kept.size()));
    }
  }

  @Test
  void anotherRouteReachesTheSameInnermostFrames() {
    Report routed = changed(new CallingRoute(), REPORT);

    assertThat(routed.innermost().frames().subList(0, 4))
        .isEqualTo(REPORT.innermost().frames().subList(0, 4));
    assertThat(ownFunctions(routed)).endsWith("com.example.Jobs.nightly");
  }

  @Test
  void valuesOfMessagesChangeAndCodesOfCausesStay() {
    String varied =
        MessageValues.vary("Order 4711 of 10.1.2.3 failed: errno 111, 502 Bad Gateway", chance);

    assertThat(varied).matches("Order \\d{3,5} of 10\\.[\\d.]+ failed: errno 111, 502 Bad Gateway");
    assertThat(varied).doesNotContain("4711").doesNotContain("10.1.2.3");
  }

  @Test
  void generatedNumbersAreRenewedAndWrittenNamesAreNot() {
    assertThat(GeneratedNumbers.renew("a.Cart$$Lambda$14/0x00000008000c3000", chance))
        .matches("a\\.Cart\\$\\$Lambda\\$\\d+/0x[0-9a-f]{16}")
        .doesNotEndWith("8000c3000");
    assertThat(GeneratedNumbers.renew("main.3f2a9c1b.js", chance))
        .matches("main\\.[0-9a-f]{8}\\.js")
        .isNotEqualTo("main.3f2a9c1b.js");
    assertThat(GeneratedNumbers.renew("<BookAsync>d__1", chance)).matches("<BookAsync>d__\\d+");
    assertThat(GeneratedNumbers.renew("a.Base64Reader$1.utf8", chance))
        .isEqualTo("a.Base64Reader$1.utf8");
  }

  @Test
  void aProxyStandsBehindTheClassItExtends() {
    List<StackFrame> frames = changed(new Proxies(), REPORT).innermost().frames();

    assertThat(frames).hasSize(9);
    assertThat(frames.get(4).module()).startsWith("com.example.Price$$EnhancerBySpringCGLIB$$");
  }

  @Test
  void nothingHappensToMessagesAlone() {
    Report message = Report.ofMessage("java", "Order 4711 is late");

    assertThat(Mutations.some(message, chance).report()).isEqualTo(message);
  }
}
