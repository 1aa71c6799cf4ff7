package dev.culprit.grouping.score.corpus;

import java.util.Map;

/** A helper of the application that throws on behalf of whoever calls it. */
final class SharedHelper {

  static final String MESSAGE = "Precondition failed";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("java", "java.lang.IllegalStateException"),
          Map.entry("groovy", "java.lang.IllegalStateException"),
          Map.entry("kotlin", "java.lang.IllegalStateException"),
          Map.entry("node", "Error"),
          Map.entry("python", "RuntimeError"),
          Map.entry("ruby", "RuntimeError"),
          Map.entry("php", "RuntimeException"),
          Map.entry("go", "*errors.errorString"),
          Map.entry("rust", "panic"),
          Map.entry("csharp", "System.InvalidOperationException"),
          Map.entry("elixir", "RuntimeError"));

  private SharedHelper() {}

  static String type(String language) {
    return TYPES.getOrDefault(language, "error");
  }

  /** In the module or file that a frame of the application lets expect. */
  static StackFrame frame(StackFrame caller) {
    String module = sibling(caller.module(), '.', "Checks");
    String file = sibling(caller.file(), '/', "checks" + extension(caller.file()));
    return new StackFrame("ensure", module, file, 17, true, "");
  }

  private static String sibling(String name, char separator, String sibling) {
    return name.isEmpty() ? "" : name.substring(0, name.lastIndexOf(separator) + 1) + sibling;
  }

  private static String extension(String file) {
    int dot = file.lastIndexOf('.');
    return dot > file.lastIndexOf('/') ? file.substring(dot) : "";
  }
}
