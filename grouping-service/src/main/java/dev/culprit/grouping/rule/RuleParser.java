package dev.culprit.grouping.rule;

import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.InAppRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads rules, one a line; empty lines and those that begin with {@code #} are passed over. A rule
 * is one or more matchers, an arrow, and what it says:
 *
 * <pre>
 * type:TimeoutError module:com.acme.pay.* -> payment-timeout {{ function }} title="Payment: {{ type }}"
 * module:com.acme.generated.* -> -app
 * </pre>
 */
public final class RuleParser {

  private static final int MOST_ERRORS = 20;

  private final RuleLimits limits;
  private final List<CompiledRules.Line<FingerprintRule>> fingerprintRules = new ArrayList<>();
  private final List<CompiledRules.Line<InAppRule>> inAppRules = new ArrayList<>();
  private final List<RuleError> errors = new ArrayList<>();

  private RuleParser(RuleLimits limits) {
    this.limits = limits;
  }

  public static RuleReading parse(String text, RuleLimits limits) {
    return new RuleParser(limits).read(text);
  }

  private RuleReading read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (errors.size() == MOST_ERRORS) {
        break;
      }
      String stripped = line.strip();
      if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
        readLine(number, line, stripped);
      }
    }
    return errors.isEmpty()
        ? new RuleReading.Accepted(new CompiledRules(fingerprintRules, inAppRules))
        : new RuleReading.Refused(List.copyOf(errors));
  }

  private void readLine(int number, String line, String stripped) {
    try {
      if (line.length() > limits.lineLength()) {
        throw new LineCursor.Failure(
            limits.lineLength(), "A line has at most " + limits.lineLength() + " characters.");
      }
      if (fingerprintRules.size() + inAppRules.size() == limits.rules()) {
        throw new LineCursor.Failure(0, "A project has at most " + limits.rules() + " rules.");
      }
      readRule(new LineCursor(line), stripped);
    } catch (LineCursor.Failure e) {
      errors.add(new RuleError(number, e.column(), e.said()));
    }
  }

  private void readRule(LineCursor cursor, String text) throws LineCursor.Failure {
    List<Matcher> matchers = MatcherSyntax.read(cursor, limits);
    boolean isInApp = cursor.take("+app");
    if (isInApp || cursor.take("-app")) {
      refuseEventMatchersAlone(matchers, cursor.at() - "+app".length());
      if (!cursor.isAtEnd()) {
        throw new LineCursor.Failure(cursor.at(), "Nothing may follow +app or -app.");
      }
      inAppRules.add(
          new CompiledRules.Line<>(new Conditions(matchers), new InAppRule(text, isInApp)));
    } else {
      FingerprintRule rule = VerdictSyntax.read(cursor, limits, text);
      fingerprintRules.add(new CompiledRules.Line<>(new Conditions(matchers), rule));
    }
  }

  /** Else a slip would make every frame of many events the application's. */
  private static void refuseEventMatchersAlone(List<Matcher> matchers, int at)
      throws LineCursor.Failure {
    if (matchers.stream().noneMatch(matcher -> matcher.subject().isOfFrame())) {
      throw new LineCursor.Failure(
          at, "An in-app rule needs a matcher of frames: module, path, function or package.");
    }
  }
}
