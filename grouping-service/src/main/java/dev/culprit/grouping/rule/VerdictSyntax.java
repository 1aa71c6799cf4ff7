package dev.culprit.grouping.rule;

import dev.culprit.grouping.fingerprint.FingerprintRule;
import dev.culprit.grouping.fingerprint.RulePart;
import dev.culprit.grouping.fingerprint.RulePart.Variable;
import java.util.ArrayList;
import java.util.List;

/** Reads what stands behind the arrow of a fingerprint rule: its parts and perhaps a title. */
final class VerdictSyntax {

  private static final String TITLE = "title=";

  private VerdictSyntax() {}

  static FingerprintRule read(LineCursor cursor, RuleLimits limits, String text)
      throws LineCursor.Failure {
    List<RulePart> parts = new ArrayList<>();
    List<RulePart> title = List.of();
    while (!cursor.isAtEnd()) {
      int start = cursor.at();
      if (!title.isEmpty()) {
        throw new LineCursor.Failure(start, "Nothing may follow the title.");
      }
      if (cursor.take(TITLE)) {
        title = title(cursor, limits);
      } else if (parts.size() == limits.parts()) {
        throw new LineCursor.Failure(
            start, "A fingerprint has at most " + limits.parts() + " parts.");
      } else {
        parts.add(part(cursor));
      }
    }
    if (parts.isEmpty() && title.isEmpty()) {
      throw new LineCursor.Failure(cursor.at(), "What to group by is missing behind the arrow.");
    }
    return new FingerprintRule(text, List.copyOf(parts), title);
  }

  private static RulePart part(LineCursor cursor) throws LineCursor.Failure {
    int start = cursor.at();
    if (cursor.sees("{{")) {
      return variable(cursor.variable(), start);
    }
    String word = cursor.word();
    if (word.contains("{{")) {
      throw new LineCursor.Failure(start, "In a fingerprint a variable is a part of its own.");
    }
    return new RulePart.Text(word);
  }

  /** In a title, variables stand between other text. */
  private static List<RulePart> title(LineCursor cursor, RuleLimits limits)
      throws LineCursor.Failure {
    int start = cursor.at();
    String text = cursor.word();
    if (text.isEmpty()) {
      throw new LineCursor.Failure(start, "The title is empty.");
    }
    List<RulePart> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int open = text.indexOf("{{", from);
      if (open < 0) {
        parts.add(new RulePart.Text(text.substring(from)));
        break;
      }
      if (open > from) {
        parts.add(new RulePart.Text(text.substring(from, open)));
      }
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw new LineCursor.Failure(start, "A variable in this title is not closed by }}.");
      }
      parts.add(variable(text.substring(open + 2, close).strip(), start));
      from = close + 2;
    }
    if (parts.size() > limits.parts()) {
      throw new LineCursor.Failure(start, "A title has at most " + limits.parts() + " parts.");
    }
    return List.copyOf(parts);
  }

  private static Variable variable(String name, int at) throws LineCursor.Failure {
    return switch (name) {
      case "type" -> Variable.TYPE;
      case "function" -> Variable.FUNCTION;
      case "module" -> Variable.MODULE;
      case "message" -> Variable.MESSAGE;
      case "default" -> Variable.DEFAULT;
      default ->
          throw new LineCursor.Failure(
              at,
              "There is no variable '"
                  + name
                  + "': known are type, function, module, message and default.");
    };
  }
}
