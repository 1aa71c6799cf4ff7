package dev.culprit.ingest.sentry.event;

import java.util.Locale;
import java.util.Set;

/** The platforms that Sentry's clients name. */
final class Platforms {
  private static final String OTHER = "other";
  private static final Set<String> KNOWN =
      Set.of(
          "as3",
          "c",
          "cfml",
          "cocoa",
          "csharp",
          "dart",
          "elixir",
          "go",
          "groovy",
          "haskell",
          "java",
          "javascript",
          "kotlin",
          "native",
          "node",
          "objc",
          OTHER,
          "perl",
          "php",
          "python",
          "ruby",
          "rust",
          "swift");

  private Platforms() {}

  static String of(String told, Mendings mendings) {
    String platform = told.strip().toLowerCase(Locale.ROOT);
    if (platform.isEmpty() || KNOWN.contains(platform)) {
      return platform.isEmpty() ? OTHER : platform;
    }
    mendings.note("platform " + Mendings.quote(told) + " is unknown and counts as other");
    return OTHER;
  }
}
