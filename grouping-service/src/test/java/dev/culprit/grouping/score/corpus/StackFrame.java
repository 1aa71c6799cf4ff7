package dev.culprit.grouping.score.corpus;

/** A frame as a client reports it; {@code context} is the line of source, empty when not sent. */
public record StackFrame(
    String function, String module, String file, int line, boolean inApp, String context) {

  StackFrame named(String newFunction) {
    return new StackFrame(newFunction, module, file, line, inApp, context);
  }

  StackFrame inModule(String newModule) {
    return new StackFrame(function, newModule, file, line, inApp, context);
  }

  StackFrame inFile(String newFile) {
    return new StackFrame(function, module, newFile, line, inApp, context);
  }

  StackFrame atLine(int newLine) {
    return new StackFrame(function, module, file, newLine, inApp, context);
  }

  StackFrame withoutContext() {
    return new StackFrame(function, module, file, line, inApp, "");
  }

  boolean isSameCode(StackFrame other) {
    return function.equals(other.function)
        && module.equals(other.module)
        && file.equals(other.file);
  }
}
