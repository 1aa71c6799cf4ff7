package dev.culprit.ingest.checkend;

import java.util.Locale;

/** The platform of a notice, from what its SDK says of itself. */
final class Platforms {
  private Platforms() {}

  static String of(String language, String sdkName) {
    String sdk = sdkName.toLowerCase(Locale.ROOT);
    if (sdk.contains("node") || sdk.contains("nextjs")) {
      return "node";
    }
    return switch (language) {
      case "" -> fromName(sdk);
      case "c#", "csharp", ".net", "dotnet" -> "csharp";
      case "js", "typescript", "javascript" -> "javascript";
      case "golang" -> "go";
      default -> language;
    };
  }

  private static String fromName(String sdk) {
    for (String language : new String[] {"ruby", "python", "php", "elixir", "java", "dotnet"}) {
      if (sdk.contains(language)) {
        return language.equals("dotnet") ? "csharp" : language;
      }
    }
    if (sdk.endsWith("-go")) {
      return "go";
    }
    return sdk.contains("browser") ? "javascript" : "";
  }
}
