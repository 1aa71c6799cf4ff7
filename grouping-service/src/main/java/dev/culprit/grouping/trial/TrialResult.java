package dev.culprit.grouping.trial;

import java.util.List;

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

  /** A rule as it was written, the number of its line from 1, and the events it speaks about. */
  public record RuleUse(String rule, int line, int events) {}
}
