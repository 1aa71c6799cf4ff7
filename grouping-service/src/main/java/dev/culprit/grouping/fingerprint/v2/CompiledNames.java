package dev.culprit.grouping.fingerprint.v2;

/** Names of Go, Rust, .NET, C and C++, and of the BEAM languages. */
final class CompiledNames {

  private static final String[] NATIVE_SUFFIXES = {
    " [clone",
    ".isra.",
    ".constprop.",
    ".part.",
    ".cold",
    ".lto_priv.",
    ".llvm.",
    "+0x",
    "@plt",
    "@@"
  };
  private static final String[] GO_SUFFIXES = {".func", ".gowrap", ".deferwrap", "\u00b7dwrap"};
  private static final int RUST_HASH = 16;

  private CompiledNames() {}

  /** Closures count as the function they stand in; type arguments say nothing. */
  static String go(String function) {
    String kept = withoutBrackets(function, '[', ']');
    for (String suffix : GO_SUFFIXES) {
      int at = kept.indexOf(suffix);
      int next = at + suffix.length();
      if (at > 0 && next < kept.length() && !Characters.isLetter(kept.charAt(next))) {
        kept = kept.substring(0, at);
      }
    }
    int range = kept.indexOf("-range");
    kept = range > 0 ? kept.substring(0, range) : kept;
    kept = kept.endsWith("-fm") ? kept.substring(0, kept.length() - 3) : kept;
    int init = kept.lastIndexOf(".init.");
    return init >= 0 && Characters.areDigits(kept, init + 6, kept.length())
        ? kept.substring(0, init + 5)
        : kept;
  }

  /** Without symbol hashes, crate ids and the steps of closures. */
  static String rust(String function) {
    String kept = function;
    int hash = kept.length() - RUST_HASH;
    if (hash > 3
        && kept.startsWith("::h", hash - 3)
        && Characters.areHex(kept, hash, kept.length())) {
      kept = kept.substring(0, hash - 3);
    }
    kept = withoutBrackets(kept, '[', ']');
    for (int at = kept.indexOf("::{"); at >= 0; at = kept.indexOf("::{", at)) {
      int close = kept.indexOf('}', at);
      if (close < 0) {
        return kept.substring(0, at);
      }
      int end = close + 1 < kept.length() && kept.charAt(close + 1) == '}' ? close + 2 : close + 1;
      kept = kept.substring(0, at) + kept.substring(end);
    }
    return kept;
  }

  static String nativeCode(String function) {
    String kept = function;
    for (String suffix : NATIVE_SUFFIXES) {
      int at = kept.indexOf(suffix);
      kept = at > 0 ? kept.substring(0, at) : kept;
    }
    return withoutParameters(kept);
  }

  /** State machines of async methods, local functions and lambdas count as their method. */
  static CleanName dotnet(String module, String function) {
    String type = withoutArity(withoutBrackets(module, '[', ']'));
    String name = withoutParameters(withoutArity(withoutBrackets(function, '[', ']')));
    int made = type.indexOf('<');
    String enclosing = made < 0 ? "" : between(type, made);
    if (made > 0) {
      boolean hasJoint = "+./".indexOf(type.charAt(made - 1)) >= 0;
      type = type.substring(0, hasJoint ? made - 1 : made);
    }
    int open = name.indexOf('<');
    if (open >= 0) {
      String method = between(name, open);
      String before = open > 0 ? name.substring(0, open) : "";
      name = method.isEmpty() ? lastOf(name) : before + method;
    }
    boolean isStep = name.equals("MoveNext") && !enclosing.isEmpty();
    return CleanName.of(type, isStep ? enclosing : name);
  }

  /** Function objects count as the function they stand in. */
  static String beam(String function) {
    int in = function.indexOf(" in ");
    if (in >= 0 && function.startsWith("anonymous fn")) {
      return function.substring(in + 4);
    }
    if (function.startsWith("-")) {
      int made = function.indexOf('-', 1);
      return function.substring(1, made < 0 ? function.length() : made);
    }
    return function;
  }

  private static String between(String text, int open) {
    int close = text.indexOf('>', open);
    return close < 0 ? "" : text.substring(open + 1, close);
  }

  private static String lastOf(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.startsWith("<") ? between(last, 0) : last;
  }

  private static String withoutArity(String name) {
    int tick = name.indexOf('`');
    if (tick < 0) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    int from = 0;
    while (tick >= 0) {
      kept.append(name, from, tick);
      from = Characters.skipDigits(name, tick + 1);
      tick = name.indexOf('`', from);
    }
    return kept.append(name, from, name.length()).toString();
  }

  /** Without the last parenthesised group, where the name ends with it. */
  private static String withoutParameters(String name) {
    int end = name.length();
    if (name.endsWith(" const")) {
      end -= 6;
    }
    if (end == 0 || name.charAt(end - 1) != ')') {
      return name;
    }
    int depth = 0;
    for (int i = end - 1; i > 0; i--) {
      char c = name.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        // operator() is a name.
        return name.endsWith("operator()") ? name : name.substring(0, i).stripTrailing();
      }
    }
    return name;
  }

  private static String withoutBrackets(String name, char open, char close) {
    if (name.indexOf(open) < 0) {
      return name;
    }
    StringBuilder kept = new StringBuilder(name.length());
    int depth = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && depth > 0) {
        depth--;
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}
