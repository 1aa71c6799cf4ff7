package dev.culprit.grouping.trial;

import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.trial.TrialResult.Group;
import dev.culprit.grouping.trial.TrialResult.Part;
import dev.culprit.grouping.trial.TrialResult.RuleUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what became of the events of a trial. */
final class TrialTally {

  private static final int MOST_GROUPS = 100;
  private static final int MOST_PARTS = 20;
  private static final Comparator<Group> LARGEST_FIRST =
      Comparator.comparingInt(Group::events).reversed();

  private final List<Candidate.Tried> tried;

  /** Where fingerprints lead that are new to their events. */
  private final Map<FingerprintKey, Long> known;

  TrialTally(List<Candidate.Tried> tried, Map<FingerprintKey, Long> known) {
    this.tried = tried;
    this.known = known;
  }

  /** A group that events form: one that is there, or one that a new fingerprint opens. */
  private sealed interface Target {
    record Problem(long id) implements Target {}

    record Opened(FingerprintKey fingerprint) implements Target {}
  }

  TrialResult result(String rules) {
    Map<Target, Map<Long, Integer>> byTarget = new HashMap<>();
    Map<Long, Map<Target, Integer>> byProblem = new HashMap<>();
    Map<Target, String> rulesOfTargets = new HashMap<>();
    int changed = 0;
    for (Candidate.Tried one : tried) {
      Target target = target(one);
      byTarget
          .computeIfAbsent(target, key -> new LinkedHashMap<>())
          .merge(one.problemId(), 1, Integer::sum);
      byProblem
          .computeIfAbsent(one.problemId(), key -> new LinkedHashMap<>())
          .merge(target, 1, Integer::sum);
      if (!one.rule().isEmpty()) {
        rulesOfTargets.putIfAbsent(target, one.rule());
      }
      changed += target.equals(new Target.Problem(one.problemId())) ? 0 : 1;
    }
    return new TrialResult(
        tried.size(),
        byProblem.size(),
        changed,
        joins(byTarget, rulesOfTargets),
        splits(byProblem, rulesOfTargets),
        uses(rules));
  }

  private Target target(Candidate.Tried one) {
    if (one.isKept()) {
      return new Target.Problem(one.problemId());
    }
    Long problem = known.get(one.fingerprint());
    return problem == null ? new Target.Opened(one.fingerprint()) : new Target.Problem(problem);
  }

  private static List<Group> joins(
      Map<Target, Map<Long, Integer>> byTarget, Map<Target, String> rules) {
    List<Group> joins = new ArrayList<>();
    byTarget.forEach(
        (target, parts) -> {
          Set<Long> problems = new HashSet<>(parts.keySet());
          if (target instanceof Target.Problem problem) {
            problems.add(problem.id());
          }
          if (problems.size() > 1) {
            Map<Long, Integer> all = new LinkedHashMap<>(parts);
            problems.forEach(problem -> all.putIfAbsent(problem, 0));
            joins.add(group(rules.getOrDefault(target, ""), all, 1));
          }
        });
    return joins.stream().sorted(LARGEST_FIRST).limit(MOST_GROUPS).toList();
  }

  private static List<Group> splits(
      Map<Long, Map<Target, Integer>> byProblem, Map<Target, String> rules) {
    List<Group> splits = new ArrayList<>();
    byProblem.forEach(
        (problem, targets) -> {
          if (targets.size() > 1) {
            String rule =
                targets.keySet().stream()
                    .map(target -> rules.getOrDefault(target, ""))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
            int events = targets.values().stream().mapToInt(Integer::intValue).sum();
            splits.add(group(rule, Map.of(problem, events), targets.size()));
          }
        });
    return splits.stream().sorted(LARGEST_FIRST).limit(MOST_GROUPS).toList();
  }

  private static Group group(String rule, Map<Long, Integer> parts, int groups) {
    List<Part> problems =
        parts.entrySet().stream()
            .map(entry -> new Part(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt(Part::events).reversed())
            .limit(MOST_PARTS)
            .toList();
    int events = parts.values().stream().mapToInt(Integer::intValue).sum();
    return new Group(rule, events, problems, groups);
  }

  private List<RuleUse> uses(String rules) {
    Map<String, Integer> events = new HashMap<>();
    tried.forEach(one -> one.spoken().forEach(rule -> events.merge(rule, 1, Integer::sum)));
    List<RuleUse> uses = new ArrayList<>();
    List<String> lines = rules.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        uses.add(new RuleUse(line, i + 1, events.getOrDefault(line, 0)));
      }
    }
    return uses;
  }
}
