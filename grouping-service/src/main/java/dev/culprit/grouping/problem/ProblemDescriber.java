package dev.culprit.grouping.problem;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.ErrorFacts;

/** Says in a few words what an event is about. */
public final class ProblemDescriber {

  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_MESSAGE = 1000;
  private static final int LONGEST_CULPRIT = 300;

  private ProblemDescriber() {}

  public static ProblemSummary describe(IncomingEvent event) {
    ErrorFacts facts = event.facts();
    String type = facts.exceptionCount() == 0 ? "" : facts.exceptionType(0);
    String value = facts.exceptionCount() == 0 ? "" : facts.exceptionValue(0);
    String text = firstLine(value.isBlank() ? facts.message() : value);
    boolean hasType = !type.isBlank();
    String title = hasType ? firstLine(type) : text;
    return new ProblemSummary(
        cut(title.isEmpty() ? "(no message)" : title, LONGEST_TITLE),
        cut(hasType ? text : "", LONGEST_MESSAGE),
        cut(culprit(facts), LONGEST_CULPRIT),
        event.level(),
        event.platform());
  }

  private static String firstLine(String text) {
    String stripped = text.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if (stripped.charAt(i) == '\n' || stripped.charAt(i) == '\r') {
        return stripped.substring(0, i).stripTrailing();
      }
    }
    return stripped;
  }

  /** The top in-app frame, of the outermost exception that has one; else the very top frame. */
  private static String culprit(ErrorFacts facts) {
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      for (int frame = 0; frame < facts.frameCount(exception); frame++) {
        if (facts.isFrameInApp(exception, frame)) {
          return place(facts, exception, frame);
        }
      }
    }
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      if (facts.frameCount(exception) > 0) {
        return place(facts, exception, 0);
      }
    }
    return "";
  }

  private static String place(ErrorFacts facts, int exception, int frame) {
    String function = facts.frameFunction(exception, frame);
    String module = lastSegment(facts.frameModule(exception, frame), '.');
    String file = facts.frameFile(exception, frame);
    if (!module.isEmpty()) {
      return function.isEmpty() ? module : module + "." + function;
    }
    String fileName = lastSegment(file.replace('\\', '/'), '/');
    if (function.isEmpty()) {
      return fileName;
    }
    return isQualified(function) || fileName.isEmpty()
        ? function
        : function + " (" + fileName + ")";
  }

  private static boolean isQualified(String function) {
    return function.indexOf('.') > 0 || function.indexOf('#') > 0 || function.contains("::");
  }

  private static String lastSegment(String path, char separator) {
    String trimmed =
        !path.isEmpty() && path.charAt(path.length() - 1) == separator
            ? path.substring(0, path.length() - 1)
            : path;
    return trimmed.substring(trimmed.lastIndexOf(separator) + 1);
  }

  /** Never cuts a character in two: PostgreSQL takes no half of a surrogate pair. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
