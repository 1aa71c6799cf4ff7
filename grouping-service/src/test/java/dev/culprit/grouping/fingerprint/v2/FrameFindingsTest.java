package dev.culprit.grouping.fingerprint.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.FrameFindings;
import dev.culprit.grouping.fingerprint.InAppRule;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.testing.WrittenFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was found out about frames must not decide for an event that it does not hold for. */
class FrameFindingsTest {

  private static final ProjectRules NOTHING_IN_APP =
      new ProjectRules() {
        @Override
        public @Nullable FingerprintRule fingerprintRule(ErrorFacts facts) {
          return null;
        }

        @Override
        public InAppRule inAppRule(ErrorFacts facts, int exception, int frame) {
          return new InAppRule("path:** -app", false);
        }

        @Override
        public boolean hasInAppRules() {
          return true;
        }
      };

  private final FingerprintV2 version = new FingerprintV2();
  private final FrameFindings findings = new FrameFindings();

  private static WrittenFacts looping(String platform, String type) {
    return WrittenFacts.on(platform)
        .thrown(type, "deep")
        .app("shop.Tree", "walk")
        .app("shop.Node$$Lambda/0x1", "visit")
        .app("shop.Tree", "walk")
        .app("shop.Order", "total")
        .library("vendor.Web", "serve")
        .library("vendor.Web", "route")
        .library("vendor.Server", "run");
  }

  @Test
  void theSameFramesAreReadOnce() {
    WrittenFacts first = looping("java", "ShopError").sharing(findings);
    Explanation explained = version.explain(first, ProjectRules.NONE);
    WrittenFacts second = WrittenFacts.on("java").thrown("OtherError", "else").sharing(findings);

    // It has no frames of its own, so these can only be the first one's.
    assertThat(version.fingerprint(second).components())
        .containsAll(frames(explained))
        .hasSize(frames(explained).size() + 1);
  }

  @Test
  void eachEventIsToldAsWithoutThem() {
    List<WrittenFacts> events =
        List.of(
            looping("java", "ShopError"),
            looping("java", "java.lang.StackOverflowError"),
            looping("java", "ShopError"),
            looping("ruby", "ShopError"),
            looping("java", "OtherError"),
            looping("python", "RecursionError"));

    for (WrittenFacts event : events) {
      Explanation alone = version.explain(event.sharing(new FrameFindings()), ProjectRules.NONE);
      Explanation shared = version.explain(event.sharing(findings), ProjectRules.NONE);
      assertThat(shared).isEqualTo(alone);
    }
    assertThat(events.stream().map(version::fingerprint).distinct().count()).isGreaterThan(3);
  }

  @Test
  void rulesOfOneProjectAreNotThoseOfAnother() {
    WrittenFacts event = looping("java", "ShopError");
    Explanation ruled = version.explain(event.sharing(new FrameFindings()), NOTHING_IN_APP);
    Explanation plain = version.explain(event.sharing(new FrameFindings()), ProjectRules.NONE);
    event.sharing(findings);

    assertThat(version.explain(event, NOTHING_IN_APP)).isEqualTo(ruled).isNotEqualTo(plain);
    assertThat(version.explain(event, ProjectRules.NONE)).isEqualTo(plain);
    assertThat(version.explain(event, NOTHING_IN_APP)).isEqualTo(ruled);
  }

  private static List<Component> frames(Explanation explanation) {
    return explanation.fingerprint().components().stream()
        .filter(part -> part.kind() == Component.Kind.FRAME)
        .toList();
  }
}
