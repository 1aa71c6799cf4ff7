package dev.culprit.grouping.explain;

import dev.culprit.grouping.fingerprint.Explanation;
import dev.culprit.grouping.problem.ProblemReader.Lead;
import org.jspecify.annotations.Nullable;

/**
 * Why an event is where it is.
 *
 * @param lead where its fingerprint leads by now; null when nowhere
 * @param difference to the problem that was asked for; null when none was, or it has no trace
 */
public record EventExplanation(
    Explanation explanation, @Nullable Lead lead, @Nullable TraceDifference difference) {}
