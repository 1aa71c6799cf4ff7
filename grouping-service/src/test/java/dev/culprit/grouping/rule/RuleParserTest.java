package dev.culprit.grouping.rule;

import static dev.culprit.grouping.testing.WrittenFacts.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.RulePart;
import dev.culprit.grouping.fingerprint.RulePart.Variable;
import dev.culprit.grouping.testing.WrittenFacts;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleParserTest {

  private static final WrittenFacts FACTS =
      on("java")
          .thrown("a.Outer", "outer")
          .app("a.Shop", "sell")
          .thrown("a.Timeout", "No Answer from bank")
          .library("b.Http", "send")
          .tagged("tenant", "t1")
          .released("2.1.0");

  @Test
  void readsPartsVariablesAndTitle() {
    FingerprintRule rule =
        accepted(
                """
                # slow banks

                type:a.Timeout -> pay "two words" {{ type }} {{default}} title="In {{ function }}!"
                """)
            .fingerprintRule(FACTS);

    assertThat(Objects.requireNonNull(rule).parts())
        .containsExactly(
            new RulePart.Text("pay"),
            new RulePart.Text("two words"),
            Variable.TYPE,
            Variable.DEFAULT);
    assertThat(rule.title())
        .containsExactly(new RulePart.Text("In "), Variable.FUNCTION, new RulePart.Text("!"));
  }

  @ParameterizedTest
  @CsvSource({
    "type:a.Timeout, true",
    "type:Timeout, false",
    "message:\"*no answer*\", true",
    "tag.tenant:t?, true",
    "tag.other:*x, false",
    "release:2.*, true",
    "environment:*, true",
    "!release:2.*, false",
    "module:a.* function:sell, true",
    "module:b.* function:sell, false",
    "type:a.Timeout module:b.*, true",
  })
  void matches(String matchers, boolean isMatch) {
    assertThat(accepted(matchers + " -> x").fingerprintRule(FACTS) != null).isEqualTo(isMatch);
  }

  @Test
  void theFirstFingerprintRuleAndTheLastInAppRuleCount() {
    CompiledRules rules =
        accepted("type:* -> one\ntype:* -> two\nmodule:a.* -> -app\nmodule:a.Shop -> +app");

    assertThat(Objects.requireNonNull(rules.fingerprintRule(FACTS)).text()).endsWith("one");
    assertThat(Objects.requireNonNull(rules.inAppRule(FACTS, 0, 0)).inApp()).isTrue();
    assertThat(rules.inAppRule(FACTS, 1, 0)).isNull();
    assertThat(rules.size()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type:x | 7 | The arrow -> is missing.",
        "-> x | 1 | A rule needs at least one matcher before its arrow.",
        "colour:x -> y | 1 | There is no matcher 'colour'",
        "type x -> y | 5 | A matcher is a name, a colon and a pattern.",
        "type: -> y | 6 | The pattern is missing.",
        "type:x -> | 10 | What to group by is missing behind the arrow.",
        "type:x -> {{ colour }} | 11 | There is no variable 'colour'",
        "type:x -> {{ type | 11 | This variable is not closed by }}.",
        "type:x -> a-{{type}} | 11 | In a fingerprint a variable is a part of its own.",
        "type:x -> \"y | 11 | This quote is not closed.",
        "type:x -> title=t y | 19 | Nothing may follow the title.",
        "type:x -> -app | 11 | An in-app rule needs a matcher of frames",
        "module:x -> -app y | 18 | Nothing may follow +app or -app.",
      })
  void saysExactlyWhatIsWrong(String line, int column, String message) {
    List<RuleError> errors = refused("# first\n" + line, RuleLimits.DEFAULT);

    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).line()).isEqualTo(2);
    assertThat(errors.get(0).column()).isEqualTo(column);
    assertThat(errors.get(0).message()).startsWith(message);
  }

  @Test
  void keepsItsLimits() {
    RuleLimits limits = new RuleLimits(1, 40, 1, 1, 5);

    assertThat(refused("type:a -> x\ntype:b -> y", limits)).hasSize(1);
    assertThat(refused("type:a -> " + "x".repeat(40), limits).get(0).column()).isEqualTo(41);
    assertThat(refused("type:a type:b -> x", limits).get(0).column()).isEqualTo(8);
    assertThat(refused("type:a -> x y", limits).get(0).column()).isEqualTo(13);
    assertThat(refused("type:abcdef -> x", limits).get(0).column()).isEqualTo(6);
    assertThat(refused("nothing\n".repeat(50), limits)).hasSize(20);
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    assertThat(RuleParser.parse("type:" + text + "->" + text, RuleLimits.DEFAULT)).isNotNull();
  }

  private static CompiledRules accepted(String text) {
    return ((RuleReading.Accepted) RuleParser.parse(text, RuleLimits.DEFAULT)).rules();
  }

  private static List<RuleError> refused(String text, RuleLimits limits) {
    return ((RuleReading.Refused) RuleParser.parse(text, limits)).errors();
  }
}
