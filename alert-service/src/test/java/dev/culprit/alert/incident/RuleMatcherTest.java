package dev.culprit.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.detect.Verdict.State;
import dev.culprit.alert.incident.Transition.Kind;
import dev.culprit.alert.rate.RateSeries;
import dev.culprit.alert.rate.SeriesKey;
import dev.culprit.alert.rule.Condition;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.RuleIndex;
import dev.culprit.alert.rule.Scope;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleMatcherTest {
  private static final int NOW = 29_000_000;

  @Test
  void anOpenedProblemMeetsRulesForNewOnes() {
    RuleIndex rules =
        new RuleIndex(
            List.of(
                rule(1, 1, "", new Condition.NewProblem()),
                rule(2, 1, "staging", new Condition.NewProblem()),
                rule(3, 1, "", new Condition.Regression()),
                rule(4, 2, "", new Condition.NewProblem())));

    List<Opening> met = RuleMatcher.meet(rules, transition(Kind.OPENED, "production", "1.2"));

    assertThat(met).extracting(opening -> opening.rule().id()).containsExactly(1L);
    assertThat(met.get(0).reason()).isEqualTo("seen for the first time in production, release 1.2");
  }

  @Test
  void aReturnedProblemMeetsRulesForRegressions() {
    RuleIndex rules =
        new RuleIndex(
            List.of(
                rule(1, 1, "", new Condition.NewProblem()),
                rule(3, 1, "", new Condition.Regression())));

    List<Opening> met = RuleMatcher.meet(rules, transition(Kind.REGRESSED, "", ""));

    assertThat(met).extracting(opening -> opening.rule().id()).containsExactly(3L);
    assertThat(met.get(0).reason()).isEqualTo("came back after it was resolved");
  }

  @Test
  void otherTransitionsMeetNothing() {
    RuleIndex rules = new RuleIndex(List.of(rule(1, 1, "", new Condition.NewProblem())));

    for (Kind kind : List.of(Kind.RESOLVED, Kind.UNRESOLVED, Kind.IGNORED, Kind.DELETED)) {
      assertThat(RuleMatcher.meet(rules, transition(kind, "", ""))).isEmpty();
    }
  }

  @Test
  void aRuleOfOneEnvironmentJudgesOnlyItsCounts() {
    RateSeries series = new RateSeries(new SeriesKey(1, 9), 0);
    series.raise("production", NOW, 8);
    series.raise("staging", NOW, 4);
    Condition threshold = new Condition.Threshold(10, 5, Scope.PROBLEM);

    assertThat(RuleMatcher.judge(rule(1, 1, "", threshold), series, NOW).state())
        .isEqualTo(State.FIRING);
    assertThat(RuleMatcher.judge(rule(1, 1, "staging", threshold), series, NOW).state())
        .isEqualTo(State.CALM);
    assertThat(RuleMatcher.judge(rule(1, 1, "other", threshold), series, NOW).state())
        .isEqualTo(State.CALM);
  }

  @Test
  void watchesProblemsAndProjectsOnlyWhereARuleDoes() {
    RuleIndex rules =
        new RuleIndex(
            List.of(
                rule(1, 1, "", new Condition.Spike(Scope.PROBLEM, Sensitivity.LOW, 20)),
                rule(2, 2, "", new Condition.Threshold(1, 1, Scope.PROJECT)),
                rule(3, 3, "", new Condition.NewProblem())));

    assertThat(rules.isWatched(new SeriesKey(1, 5))).isTrue();
    assertThat(rules.isWatched(SeriesKey.ofProject(1))).isFalse();
    assertThat(rules.isWatched(new SeriesKey(2, 5))).isFalse();
    assertThat(rules.isWatched(SeriesKey.ofProject(2))).isTrue();
    assertThat(rules.isWatched(new SeriesKey(3, 5))).isFalse();
  }

  private static Rule rule(long id, long project, String environment, Condition condition) {
    return new Rule(id, project, "a rule", true, environment, List.of(), 30, condition);
  }

  private static Transition transition(Kind kind, String environment, String release) {
    return new Transition(
        1,
        9,
        kind,
        Instant.EPOCH,
        environment,
        release,
        new ProblemSummary("OrderError", "", "", "error", "java"));
  }
}
