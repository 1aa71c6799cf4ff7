package dev.culprit.grouping.fingerprint;

import java.util.List;

/**
 * What a project's rule wants an event to be grouped by. {@code text} is the rule as it was written
 * and {@code title} the parts of the title it gives; empty when it gives none.
 */
public record FingerprintRule(String text, List<RulePart> parts, List<RulePart> title) {}
