package dev.culprit.grouping.settings;

import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.rule.RuleError;
import dev.culprit.grouping.rule.RuleLimits;
import dev.culprit.grouping.rule.RuleParser;
import dev.culprit.grouping.rule.RuleReading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Settings as a person wants them.
 *
 * @param sameFrom 0 = the default
 * @param perhapsFrom 0 = the default
 */
public record SettingsEdit(
    int version, String rules, boolean nearMatching, double sameFrom, double perhapsFrom) {

  private static final int MOST_RULE_BYTES = 64 * 1024;

  /** The settings; an {@link IllegalArgumentException} that says what is wrong and where. */
  public GroupingSettings checked(Fingerprinter fingerprinter) {
    if (!fingerprinter.knows(version)) {
      throw new IllegalArgumentException("there is no version " + version);
    }
    if (rules.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("rules: U+0000 cannot be stored");
    }
    if (rules.getBytes(StandardCharsets.UTF_8).length > MOST_RULE_BYTES) {
      throw new IllegalArgumentException("rules: more than 64 kB");
    }
    if (RuleParser.parse(rules, RuleLimits.DEFAULT) instanceof RuleReading.Refused refused) {
      throw new IllegalArgumentException(
          refused.errors().stream().map(SettingsEdit::text).collect(Collectors.joining("; ")));
    }
    requireShare("same_from", sameFrom);
    requireShare("perhaps_from", perhapsFrom);
    GroupingSettings settings =
        new GroupingSettings(
            version,
            null,
            rules,
            nearMatching,
            sameFrom == 0 ? null : sameFrom,
            perhapsFrom == 0 ? null : perhapsFrom,
            0,
            Instant.EPOCH,
            "");
    try {
      settings.thresholds();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("same_from must not be less than perhaps_from", e);
    }
    return settings;
  }

  private static String text(RuleError error) {
    return "rules: line " + error.line() + ", column " + error.column() + ": " + error.message();
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be 0 to 1");
    }
  }
}
