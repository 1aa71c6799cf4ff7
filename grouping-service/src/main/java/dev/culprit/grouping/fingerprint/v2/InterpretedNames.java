package dev.culprit.grouping.fingerprint.v2;

/** Names of Python, Ruby, PHP, Perl and Lua. */
final class InterpretedNames {

  private static final String[] RUBY_FORMS = {"block ", "rescue in ", "ensure in ", "while in "};
  private static final String LAMBDA_OWNER = ".<locals>.";

  private InterpretedNames() {}

  static String python(String function) {
    int owner = function.lastIndexOf(LAMBDA_OWNER);
    return owner < 0 ? function : function.substring(owner + LAMBDA_OWNER.length());
  }

  /** Blocks and clauses count as the method they stand in. */
  static String ruby(String function) {
    String kept = function;
    while (Characters.startsWithAny(kept, RUBY_FORMS)) {
      int in = kept.indexOf("in ");
      if (in < 0) {
        break;
      }
      kept = kept.substring(in + 3);
    }
    return kept.startsWith("_") || kept.contains("#_") ? withoutTemplateIds(kept) : kept;
  }

  /** {@code _app_views_show_html_erb___1234_56} is compiled anew at each start. */
  private static String withoutTemplateIds(String function) {
    int end = function.length();
    while (true) {
      int digits = end;
      while (digits > 0 && Characters.isDigit(function.charAt(digits - 1))) {
        digits--;
      }
      if (digits == end || digits == 0 || function.charAt(digits - 1) != '_') {
        break;
      }
      end = digits - 1;
    }
    while (end > 0 && end < function.length() && function.charAt(end - 1) == '_') {
      end--;
    }
    return function.substring(0, end);
  }

  /** Without the lines that PHP puts into names of closures and anonymous classes. */
  static String php(String function) {
    String kept = function.replace("->", "::");
    int anonymous = kept.indexOf("@anonymous");
    if (anonymous >= 0) {
      int after = kept.indexOf("::", anonymous);
      String method = after < 0 ? "" : kept.substring(after);
      kept = kept.substring(0, anonymous + 10) + method;
    }
    int closure = kept.indexOf("{closure:");
    if (closure >= 0) {
      int close = kept.lastIndexOf('}');
      String inner = kept.substring(closure + 9, close < closure ? kept.length() : close);
      int line = inner.lastIndexOf(':');
      boolean hasLine = line > 0 && Characters.areDigits(inner, line + 1, inner.length());
      String owner = hasLine ? inner.substring(0, line) : inner;
      kept = kept.substring(0, closure) + "{closure:" + php(owner) + "}";
    }
    return kept;
  }

  static String perl(String function) {
    int bracket = function.indexOf("__ANON__[");
    if (bracket >= 0) {
      return function.substring(0, bracket) + "__ANON__";
    }
    int eval = function.indexOf("(eval ");
    return eval >= 0 ? function.substring(0, eval) + "(eval)" : function;
  }

  /** {@code function <app.lua:12>} has a line for a name; {@code upvalue 'f'} is just f. */
  static String lua(String function) {
    int open = function.indexOf('<');
    if (open >= 0 && function.endsWith(">")) {
      return "";
    }
    int quote = function.indexOf('\'');
    if (quote < 0) {
      return function;
    }
    int close = function.indexOf('\'', quote + 1);
    return function.substring(quote + 1, close < 0 ? function.length() : close);
  }
}
