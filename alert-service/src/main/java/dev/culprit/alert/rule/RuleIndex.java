package dev.culprit.alert.rule;

import dev.culprit.alert.rate.SeriesKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The enabled rules at one moment, found by what they listen to. Immutable. */
public final class RuleIndex {
  public static final RuleIndex EMPTY = new RuleIndex(List.of());

  private final Map<Long, List<Rule>> byProject;
  private final Map<Long, Rule> byId = new HashMap<>();
  private final Set<Long> problemsWatched = new HashSet<>();
  private final Set<Long> projectsWatched = new HashSet<>();

  public RuleIndex(Collection<Rule> rules) {
    Map<Long, List<Rule>> grouped = new HashMap<>();
    for (Rule rule : rules) {
      grouped.merge(
          rule.projectId(),
          List.of(rule),
          (known, more) -> Stream.concat(known.stream(), more.stream()).toList());
      byId.put(rule.id(), rule);
      if (rule.condition().watches(new SeriesKey(rule.projectId(), 1))) {
        problemsWatched.add(rule.projectId());
      }
      if (rule.condition().watches(SeriesKey.ofProject(rule.projectId()))) {
        projectsWatched.add(rule.projectId());
      }
    }
    this.byProject = Map.copyOf(grouped);
  }

  public boolean isWatched(SeriesKey key) {
    return (key.isProject() ? projectsWatched : problemsWatched).contains(key.projectId());
  }

  public List<Rule> ofProject(long projectId) {
    return byProject.getOrDefault(projectId, List.of());
  }

  /** Those about shares of requests. */
  public List<Rule> aboutShares(long projectId) {
    return ofProject(projectId).stream()
        .filter(rule -> rule.condition().shareScope().isPresent())
        .toList();
  }

  public Optional<Rule> byId(long ruleId) {
    return Optional.ofNullable(byId.get(ruleId));
  }
}
