package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/** Splits qualified function names into module and function where the language does so. */
public final class FunctionNames {
  private FunctionNames() {}

  /** Moves the module out of the function's name, unless the frame has a module already. */
  public static void split(Frame.Builder frame, String platform) {
    String name = frame.getFunction();
    if (name.isEmpty() || !frame.getModule().isEmpty()) {
      return;
    }
    switch (platform) {
      case "java", "kotlin", "scala" -> splitAt(frame, name, name.lastIndexOf('.'), 1);
      case "csharp", "dotnet" -> splitAt(frame, name, lastDotOfMethod(name), 1);
      case "go" -> splitAt(frame, name, dotAfterPath(name), 1);
      case "elixir" -> elixir(frame, name);
      case "php" -> php(frame, name);
      default -> {
        if (frame.getFile().endsWith(".java")) {
          splitAt(frame, name, name.lastIndexOf('.'), 1);
        }
      }
    }
  }

  /** Constructors are called {@code T..ctor}; type arguments have dots of their own. */
  private static int lastDotOfMethod(String name) {
    int arguments = name.endsWith("]") ? openingOf(name) : name.length();
    int dot = name.lastIndexOf('.', arguments);
    return dot > 0 && name.charAt(dot - 1) == '.' ? dot - 1 : dot;
  }

  private static int openingOf(String name) {
    int depth = 0;
    for (int i = name.length() - 1; i >= 0; i--) {
      char c = name.charAt(i);
      if (c == ']') {
        depth++;
      } else if (c == '[' && --depth == 0) {
        return i;
      }
    }
    return name.length();
  }

  /** The first dot behind the import path; type arguments may hold a path, too. */
  private static int dotAfterPath(String name) {
    int bracket = name.indexOf('[');
    int path = name.lastIndexOf('/', bracket < 0 ? name.length() : bracket);
    return name.indexOf('.', path + 1);
  }

  private static void php(Frame.Builder frame, String name) {
    // "{closure:A\\B::c():5}" since 8.4: what is within the braces belongs to the name.
    int brace = name.indexOf('{') < 0 ? name.length() : name.indexOf('{');
    int arrow = name.lastIndexOf("->", brace);
    int colons = name.lastIndexOf("::", brace);
    splitAt(frame, name, Math.max(arrow, colons), 2);
    int dot = name.lastIndexOf('.', brace);
    if (arrow < 0 && colons < 0 && dot > 0) {
      splitAt(frame, name, dot, 1);
      frame.setModule(frame.getModule().replace('.', '\\'));
    }
  }

  private static void elixir(Frame.Builder frame, String name) {
    String plain = name.startsWith("Elixir.") ? name.substring(7) : name;
    int in = plain.startsWith("anonymous fn/") ? plain.lastIndexOf(" in ") : -1;
    if (in > 0) {
      elixir(frame, plain.substring(in + 4));
      frame.setFunction(plain.substring(0, in + 4) + frame.getFunction());
      return;
    }
    int slash = plain.lastIndexOf('/');
    int dot = plain.lastIndexOf('.', slash < 0 ? plain.length() : slash);
    frame.setFunction(plain);
    splitAt(frame, plain, dot, 1);
  }

  private static void splitAt(Frame.Builder frame, String name, int at, int separator) {
    if (at > 0 && at + separator < name.length()) {
      frame.setModule(name.substring(0, at)).setFunction(name.substring(at + separator));
    }
  }
}
