package dev.culprit.grouping.rule;

import java.util.ArrayList;
import java.util.List;

/** Reads the matchers of a rule, up to and with its arrow. */
final class MatcherSyntax {

  private static final String TAG_PREFIX = "tag.";

  private MatcherSyntax() {}

  static List<Matcher> read(LineCursor cursor, RuleLimits limits) throws LineCursor.Failure {
    List<Matcher> matchers = new ArrayList<>();
    while (!cursor.take("->")) {
      if (cursor.isAtEnd()) {
        throw new LineCursor.Failure(cursor.at(), "The arrow -> is missing.");
      }
      if (matchers.size() == limits.matchers()) {
        throw new LineCursor.Failure(
            cursor.at(), "A rule has at most " + limits.matchers() + " matchers.");
      }
      matchers.add(matcher(cursor, limits));
    }
    if (matchers.isEmpty()) {
      throw new LineCursor.Failure(0, "A rule needs at least one matcher before its arrow.");
    }
    return matchers;
  }

  private static Matcher matcher(LineCursor cursor, RuleLimits limits) throws LineCursor.Failure {
    boolean isNegated = cursor.take("!");
    int start = cursor.at();
    String name = cursor.until(':', "A matcher is a name, a colon and a pattern.");
    boolean isTag = name.startsWith(TAG_PREFIX) && name.length() > TAG_PREFIX.length();
    Subject subject = isTag ? Subject.TAG : Subject.named(name);
    if (subject == null) {
      throw new LineCursor.Failure(
          start,
          "There is no matcher '"
              + name
              + "': known are type, message, module, path, function, package, release,"
              + " environment, logger and tag.NAME.");
    }
    int patternStart = cursor.at();
    String pattern = cursor.word();
    if (pattern.isEmpty()) {
      throw new LineCursor.Failure(patternStart, "The pattern is missing.");
    }
    if (pattern.length() > limits.patternLength()) {
      throw new LineCursor.Failure(
          patternStart, "A pattern has at most " + limits.patternLength() + " characters.");
    }
    String tag = isTag ? name.substring(TAG_PREFIX.length()) : "";
    return new Matcher(subject, tag, Glob.of(pattern, subject.ignoresCase()), isNegated);
  }
}
