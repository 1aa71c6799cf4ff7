package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.RulePart;
import dev.culprit.grouping.fingerprint.RulePart.Variable;
import java.util.ArrayList;
import java.util.List;

/** Reads the variables of a client's fingerprint: a part is one variable or it is plain text. */
final class Variables {

  private static final int LONGEST = 32;

  private Variables() {}

  static List<RulePart> parse(List<String> parts) {
    List<RulePart> parsed = new ArrayList<>(parts.size());
    for (String part : parts) {
      parsed.add(parse(part));
    }
    return parsed;
  }

  private static RulePart parse(String part) {
    String trimmed = part.strip();
    if (trimmed.length() > LONGEST || !trimmed.startsWith("{{") || !trimmed.endsWith("}}")) {
      return new RulePart.Text(part);
    }
    return switch (trimmed.substring(2, Math.max(2, trimmed.length() - 2)).strip()) {
      case "default" -> Variable.DEFAULT;
      case "type" -> Variable.TYPE;
      case "function" -> Variable.FUNCTION;
      case "module" -> Variable.MODULE;
      case "message" -> Variable.MESSAGE;
      default -> new RulePart.Text(part);
    };
  }
}
