package dev.culprit.grouping.rule;

import java.util.List;

/** A text of rules, read: ready to be applied, or refused with everything that is wrong with it. */
public sealed interface RuleReading {

  /** All lines could be read. */
  record Accepted(CompiledRules rules) implements RuleReading {}

  /** At least one line could not; at most twenty errors are listed. */
  record Refused(List<RuleError> errors) implements RuleReading {}
}
