package dev.culprit.ingest.airbrake;

import java.util.Locale;
import java.util.Map;

/**
 * The language of a notice and its version, from what the notifiers write in one word: {@code
 * Java/17.0.1}, {@code go1.19}, {@code ruby/3.1.2}, {@code JavaScript}.
 */
record Languages(String name, String version, String platform) {
  private static final Map<String, String> BY_NOTIFIER =
      Map.of(
          "javabrake", "java",
          "gobrake", "go",
          "phpbrake", "php",
          "pybrake", "python",
          "sharpbrake", "csharp",
          "airbrake-ruby", "ruby",
          "airbrake-js", "javascript");
  private static final Map<String, String> BY_ENDING =
      Map.of(
          ".rb",
          "ruby",
          ".py",
          "python",
          ".go",
          "go",
          ".php",
          "php",
          ".java",
          "java",
          ".js",
          "javascript",
          ".cs",
          "csharp",
          ".ex",
          "elixir");

  /** The ending of a source file settles what nobody says. */
  static Languages of(String told, String notifier, String file) {
    int end = 0;
    while (end < told.length() && isWordPart(told.charAt(end))) {
      end++;
    }
    String name = told.substring(0, end).toLowerCase(Locale.ROOT);
    String version = told.substring(end).replace('/', ' ').strip();
    return new Languages(name, version, platform(name, notifier.toLowerCase(Locale.ROOT), file));
  }

  private static String platform(String language, String notifier, String file) {
    if (notifier.startsWith("airbrake-js/node")) {
      return "node";
    }
    return switch (language) {
      case "" -> guessed(notifier, file);
      case "golang" -> "go";
      case "c#", ".net", "dotnet" -> "csharp";
      case "js", "typescript" -> "javascript";
      default -> language;
    };
  }

  private static String guessed(String notifier, String file) {
    for (Map.Entry<String, String> known : BY_NOTIFIER.entrySet()) {
      if (notifier.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    int dot = file.lastIndexOf('.');
    return dot < 0 ? "" : BY_ENDING.getOrDefault(file.substring(dot), "");
  }

  private static boolean isWordPart(char c) {
    return Character.isLetter(c) || c == '#' || c == '+' || c == '.';
  }
}
