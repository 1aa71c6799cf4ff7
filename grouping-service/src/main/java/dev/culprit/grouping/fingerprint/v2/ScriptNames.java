package dev.culprit.grouping.fingerprint.v2;

/** Names of JavaScript and TypeScript, as the engines print them. */
final class ScriptNames {

  private static final String[] PREFIXES = {
    "async ",
    "new ",
    "get ",
    "set ",
    "bound ",
    "Object.",
    "Module.",
    "exports.",
    "Function.",
    "module.exports.",
    "global.",
    "window.",
    "self."
  };

  private ScriptNames() {}

  static String function(String function) {
    String kept = Characters.before(function, " [as ");
    if (kept.startsWith("eval at ") || kept.equals("eval code")) {
      return "eval";
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (String prefix : PREFIXES) {
        if (kept.startsWith(prefix)) {
          kept = kept.substring(prefix.length());
          changed = true;
        }
      }
    }
    return isAnonymous(kept) ? "" : named(kept);
  }

  /** Names that a minifier leaves: one or two letters, perhaps on an equally short object. */
  static boolean isMinified(String name) {
    int start = 0;
    while (start <= name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      if (end - start > 2) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static boolean isAnonymous(String name) {
    return name.equals("<anonymous>")
        || name.equals("anonymous")
        || name.equals("?")
        || name.equals("<unknown>")
        || name.equals("{anonymous}");
  }

  /** Without the marks for functions that have no name of their own. */
  private static String named(String name) {
    String kept = name.replace(".<anonymous>", "").replace(".<computed>", "");
    // Firefox writes an anonymous function in foo as foo/<.
    int slash = kept.indexOf("/<");
    kept = slash >= 0 ? kept.substring(0, slash) : kept;
    return kept.endsWith("<") ? kept.substring(0, kept.length() - 1) : kept;
  }
}
