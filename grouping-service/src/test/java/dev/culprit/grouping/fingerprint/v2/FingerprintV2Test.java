package dev.culprit.grouping.fingerprint.v2;

import static dev.culprit.grouping.testing.WrittenFacts.message;
import static dev.culprit.grouping.testing.WrittenFacts.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.FrameVerdict;
import dev.culprit.grouping.fingerprint.MessageTemplates;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.rule.RuleLimits;
import dev.culprit.grouping.rule.RuleParser;
import dev.culprit.grouping.rule.RuleReading;
import dev.culprit.grouping.testing.WrittenFacts;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FingerprintV2Test {

  private final FingerprintV2 version = new FingerprintV2();

  @Test
  void theRuleOfTheProjectComesFirst() {
    ProjectRules rules = rules("type:*Timeout -> pay {{ function }} title=\"Slow: {{ type }}\"");
    WrittenFacts facts = on("java").thrown("a.Timeout", "m").app("a.Pay", "send").client("own");
    Fingerprint found = version.fingerprint(facts, rules, MessageTemplates.NONE);

    assertThat(found.layer()).isEqualTo(Layer.RULE);
    assertThat(found.components()).extracting(Component::name).containsExactly("pay", "send");
    assertThat(version.title(facts, rules)).isEqualTo("Slow: a.Timeout");
    assertThat(explain(facts, rules).rule()).startsWith("type:*Timeout");
  }

  @Test
  void theClientsWishComesNextAndMayUseVariables() {
    WrittenFacts facts = on("java").thrown("T", "m").app("a.B", "c");

    assertThat(version.fingerprint(facts.client("x", "{{ type }}")).components())
        .extracting(Component::name)
        .containsExactly("x", "T");
    assertThat(version.fingerprint(facts.client("{{ default }}")).layer()).isEqualTo(Layer.FRAMES);
    assertThat(version.fingerprint(facts.client("{{ default }}", "tenant")).layer())
        .isEqualTo(Layer.CLIENT);
  }

  @Test
  void wrappingChangesNothing() {
    String bare = hash(on("java").thrown("a.Root", "m").app("a.B", "c").app("a.Main", "go"));

    assertThat(
            hash(
                on("java")
                    .thrown("java.lang.RuntimeException", "w")
                    .app("a.Wrapper", "guard")
                    .thrown("a.Root", "m")
                    .app("a.B", "c")
                    .app("a.Main", "go")))
        .isEqualTo(bare);
  }

  @Test
  void anExceptionAroundSaysWhereWhenTheInnermostDoesNot() {
    Explanation explained =
        explain(
            on("java")
                .thrown("a.Outer", "m")
                .app("a.B", "c")
                .thrown("java.io.IOException", "gone")
                .library("java.net.Socket", "read"),
            ProjectRules.NONE);

    assertThat(explained.exception()).isZero();
    assertThat(explained.fingerprint().components())
        .extracting(Component::name)
        .containsExactly("java.io.IOException", "c");
  }

  @Test
  void callersAndTypesAndFailureCodesMakeADifference() {
    String base = hash(on("java").thrown("T", "got 502").app("a.B", "c").app("a.Web", "post"));

    assertThat(hash(on("java").thrown("T", "got 504").app("a.B", "c").app("a.Web", "post")))
        .isNotEqualTo(base);
    assertThat(hash(on("java").thrown("U", "got 502").app("a.B", "c").app("a.Web", "post")))
        .isNotEqualTo(base);
    assertThat(hash(on("java").thrown("T", "got 502").app("a.B", "c").app("a.Job", "run")))
        .isNotEqualTo(base);
  }

  @Test
  void recursionOfAnyDepthAndShapeIsOne() {
    String once = hash(on("go").thrown("T", "").file("a.go", "f").file("a.go", "g"));
    WrittenFacts deep = on("go").thrown("T", "");
    for (int i = 0; i < 20; i++) {
      deep.file("a.go", "f").file("a.go", "g");
    }

    assertThat(hash(deep)).isEqualTo(once);
  }

  @Test
  void anOverflowDoesNotDependOnWhereTheStackWasFull() {
    assertThat(hash(overflow("deepest", "a", "b"))).isEqualTo(hash(overflow("other", "b", "a")));
  }

  private static WrittenFacts overflow(String top, String one, String two) {
    WrittenFacts facts = on("java").thrown("java.lang.StackOverflowError", "").app("x.Y", top);
    for (int i = 0; i < 9; i++) {
      facts.app("x.Y", one).app("x.Y", two);
    }
    return facts;
  }

  @Test
  void whatOnlyThrowsDoesNotDecide() {
    Explanation explained =
        explain(
            on("java").thrown("T", "m").app("a.Errors", "rethrow").app("a.B", "c"),
            ProjectRules.NONE);
    Fingerprint alone =
        version.fingerprint(on("java").thrown("T", "no pay").app("a.Errors", "rethrow"));

    assertThat(explained.frames().get(0).verdict()).isEqualTo(FrameVerdict.RETHROWS);
    assertThat(alone.layer()).isEqualTo(Layer.TYPE_AND_MESSAGE);
  }

  @Test
  void boundariesOfAsynchronousWorkDoNotDecide() {
    Explanation explained =
        explain(
            on("node")
                .thrown("E", "m")
                .unsaid("", "/srv/shop.js", "async Shop.sell")
                .unsaid(
                    "", "node:internal/process/task_queues", "process.processTicksAndRejections")
                .unsaid("", "/srv/node_modules/express/router.js", "next"),
            ProjectRules.NONE);

    assertThat(explained.frames())
        .extracting(Explanation.Frame::verdict)
        .containsExactly(FrameVerdict.USED, FrameVerdict.ASYNC_BOUNDARY, FrameVerdict.NOT_IN_APP);
  }

  @Test
  void fewFramesOfLibrariesAreTooLittle() {
    Fingerprint found =
        version.fingerprint(
            on("java").thrown("T", "user 7 gone").library("lib.A", "x").library("lib.B", "y"));

    assertThat(found.layer()).isEqualTo(Layer.TYPE_AND_MESSAGE);
    assertThat(found.components().get(1).name()).isEqualTo("user <number> gone");
  }

  @Test
  void theRuntimeIsNeverTheApplicationWhateverTheClientSays() {
    String base = hash(on("java").thrown("T", "").app("a.B", "c"));

    assertThat(hash(on("java").thrown("T", "").app("java.util.ArrayList", "get").app("a.B", "c")))
        .isEqualTo(base);
  }

  @Test
  void rulesSayWhoseCodeItIs() {
    ProjectRules rules = rules("module:a.generated.* -> -app\nmodule:a.generated.Own -> +app");
    Explanation explained =
        explain(
            on("java")
                .thrown("T", "")
                .app("a.generated.Stub", "x")
                .library("a.generated.Own", "y")
                .app("a.B", "c"),
            rules);

    assertThat(explained.frames())
        .extracting(Explanation.Frame::verdict)
        .containsExactly(FrameVerdict.NOT_IN_APP, FrameVerdict.USED, FrameVerdict.USED);
    assertThat(explained.frames().get(0).rule()).isEqualTo("module:a.generated.* -> -app");
  }

  @Test
  void minifiedNamesLeaveTheDecisionToTheMessage() {
    Fingerprint one =
        version.fingerprint(on("javascript").thrown("E", "x 1").file("/main.3f2a9c81.js", "t"));
    Fingerprint two =
        version.fingerprint(on("javascript").thrown("E", "x 2").file("/main.99aa00bb.js", "e.n"));

    assertThat(one.layer()).isEqualTo(Layer.TYPE_AND_MESSAGE);
    assertThat(one.hash()).isEqualTo(two.hash());
  }

  @Test
  void aMessageIsGroupedByItsTemplateUnderItsFoundersHash() {
    MessageTemplates templates = text -> "login of ann failed";
    Fingerprint found =
        version.fingerprint(message("login of bob failed"), ProjectRules.NONE, templates);

    assertThat(found.layer()).isEqualTo(Layer.TEMPLATE);
    assertThat(found.hash()).isEqualTo(version.fingerprint(message("login of ann failed")).hash());
  }

  @Test
  void framesThatDidNotHaveToDecideSaySo() {
    Explanation explained =
        explain(on("java").thrown("T", "").app("a.B", "c").client("own"), ProjectRules.NONE);

    assertThat(explained.frames().get(0).verdict()).isEqualTo(FrameVerdict.LAYER_NOT_NEEDED);
  }

  private Explanation explain(ErrorFacts facts, ProjectRules rules) {
    return version.explain(facts, rules, MessageTemplates.NONE);
  }

  private static ProjectRules rules(String text) {
    return ((RuleReading.Accepted) RuleParser.parse(text, RuleLimits.DEFAULT)).rules();
  }

  private String hash(ErrorFacts facts) {
    return HexFormat.of().formatHex(version.fingerprint(facts).hash());
  }
}
