package dev.culprit.grouping.rule;

/**
 * How much a project may write. A rule is asked for each event, an in-app rule for each frame.
 *
 * @param rules lines that are rules
 * @param lineLength characters of a line
 * @param matchers conditions of one rule
 * @param parts parts of one fingerprint or title
 * @param patternLength characters of one pattern
 */
public record RuleLimits(int rules, int lineLength, int matchers, int parts, int patternLength) {

  public static final RuleLimits DEFAULT = new RuleLimits(200, 2000, 10, 16, 256);

  public RuleLimits {
    if (rules < 1 || lineLength < 1 || matchers < 1 || parts < 1 || patternLength < 1) {
      throw new IllegalArgumentException("Limits of rules must be at least 1");
    }
  }
}
