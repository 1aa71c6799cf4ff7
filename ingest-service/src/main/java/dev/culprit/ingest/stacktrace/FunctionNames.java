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
      case "go" -> splitAt(frame, name, name.indexOf('.', name.lastIndexOf('/') + 1), 1);
      case "elixir" -> elixir(frame, name);
      case "php" -> php(frame, name);
      default -> {
        if (frame.getFile().endsWith(".java")) {
          splitAt(frame, name, name.lastIndexOf('.'), 1);
        }
      }
    }
  }

  /** Constructors are called {@code T..ctor}. */
  private static int lastDotOfMethod(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.charAt(dot - 1) == '.' ? dot - 1 : dot;
  }

  private static void php(Frame.Builder frame, String name) {
    int arrow = name.lastIndexOf("->");
    splitAt(frame, name, arrow < 0 ? name.lastIndexOf("::") : arrow, 2);
  }

  private static void elixir(Frame.Builder frame, String name) {
    String plain = name.startsWith("Elixir.") ? name.substring(7) : name;
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
