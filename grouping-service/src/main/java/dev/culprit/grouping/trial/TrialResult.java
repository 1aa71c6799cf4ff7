package dev.culprit.grouping.trial;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What settings would change.
 *
 * @param changedEvents events that would be grouped otherwise than they are
 * @param joins groups that events of several problems would form, most events first
 * @param splits problems whose events would form several groups, most events first
 * @param rules how many events each rule decides about, in the order of the rules
 */
public record TrialResult(
    int events,
    int problems,
    int changedEvents,
    List<Group> joins,
    List<Group> splits,
    List<RuleUse> rules) {

  /**
   * What would come together, or apart.
   *
   * @param rule the rule that decides, as it was written; empty when none does
   * @param groups how many groups the events form
   */
  public record Group(String rule, int events, List<Part> problems, int groups) {}

  /** The events of one problem that take part. */
  public record Part(long problemId, int events) {}

  /** Every problem that is named. */
  public Set<Long> problemIds() {
    Set<Long> ids = new HashSet<>();
    Stream.concat(joins.stream(), splits.stream())
        .forEach(group -> group.problems().forEach(part -> ids.add(part.problemId())));
    return ids;
  }

  /** A rule as it was written, the number of its line from 1, and the events it speaks about. */
  public record RuleUse(String rule, int line, int events) {}
}
