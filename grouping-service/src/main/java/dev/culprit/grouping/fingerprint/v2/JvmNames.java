package dev.culprit.grouping.fingerprint.v2;

import java.util.Set;

/**
 * Names of Java, Kotlin, Scala, Groovy and Clojure: lambdas and closures count as the method they
 * stand in, anonymous classes as the class, and proxies and accessors not at all.
 */
final class JvmNames {

  /** From the first of these on, a class name is what a library added. */
  private static final String[] GENERATED_CLASS = {
    "$$Lambda",
    "$$EnhancerBy",
    "$$FastClassBy",
    "$$KeyFactoryBy",
    "$$SpringCGLIB",
    "_$$_",
    "$HibernateProxy",
    "$ByteBuddy$",
    "$MockitoMock$",
    "$$Proxy",
    "_ClientProxy",
    "$Proxy",
    "GeneratedMethodAccessor",
    "GeneratedConstructorAccessor",
    "GeneratedSerializationConstructor",
    "LambdaForm$",
    "$auxiliary$"
  };

  /** What calls through a function object: the method around it says more. */
  private static final Set<String> FUNCTIONAL =
      Set.of(
          "invoke",
          "invokeSuspend",
          "invokeStatic",
          "doInvoke",
          "apply",
          "run",
          "call",
          "accept",
          "get",
          "test",
          "doCall",
          "handle",
          "applyTo",
          "");

  private JvmNames() {}

  static CleanName clean(String module, String function) {
    String type = withoutOrigin(module);
    for (String mark : GENERATED_CLASS) {
      int at = type.indexOf(mark);
      if (at >= 0) {
        return new CleanName(scope(type.substring(0, at)), function(function), true);
      }
    }
    if (function.startsWith("access$")) {
      return new CleanName(scope(type), "", true);
    }
    int dollar = type.indexOf('$', 1);
    String name = function(function);
    return dollar < 0 ? CleanName.of(withoutNumber(type), name) : nested(type, dollar, name);
  }

  private static String scope(String type) {
    int dollar = type.indexOf('$', 1);
    return dollar < 0 ? type : nested(type, dollar, "").scope();
  }

  /** A class name alone, as of an exception. */
  static String type(String type) {
    return clean(type, "").scope();
  }

  /** Without {@code java.base/} before and {@code /0x0000800c03000} behind. */
  private static String withoutOrigin(String module) {
    int slash = module.indexOf('/');
    if (slash < 0) {
      return module;
    }
    int last = module.lastIndexOf('/');
    boolean isHidden = last + 1 < module.length() && Characters.isDigit(module.charAt(last + 1));
    String kept = isHidden ? module.substring(0, last) : module;
    return kept.substring(kept.lastIndexOf('/') + 1);
  }

  private static CleanName nested(String type, int firstDollar, String function) {
    StringBuilder scope = new StringBuilder(withoutNumber(type.substring(0, firstDollar)));
    String enclosing = "";
    for (int from = firstDollar + 1; from <= type.length(); ) {
      int next = type.indexOf('$', from);
      int end = next < 0 ? type.length() : next;
      String part = part(type.substring(from, end));
      if (!part.isEmpty() && Character.isUpperCase(part.charAt(0))) {
        scope.append('$').append(part);
      } else if (enclosing.isEmpty()) {
        enclosing = part;
      }
      from = end + 1;
    }
    boolean isFunctional = !enclosing.isEmpty() && FUNCTIONAL.contains(function);
    return CleanName.of(scope.toString(), isFunctional ? enclosing : function);
  }

  /** Without numbers; empty when a number, or a made-up word with one, is all there is. */
  private static String part(String part) {
    if (part.startsWith("_") && part.contains("_closure")) {
      return part.substring(1, part.indexOf("_closure", 0) < 1 ? 1 : part.indexOf("_closure"));
    }
    String kept = part.substring(Characters.skipDigits(part, 0));
    int number = kept.indexOf("__");
    if (number > 0 && Characters.areDigits(kept, number + 2, kept.length())) {
      kept = kept.substring(0, number);
    }
    boolean isMadeUp =
        kept.equals("fn")
            || kept.equals("anonfun")
            || kept.equals("lambda")
            || kept.equals("sam")
            || (kept.startsWith("eval") && Characters.areDigits(kept, 4, kept.length()));
    return isMadeUp ? "" : kept;
  }

  /** {@code Script17} is a Groovy script without a file. */
  private static String withoutNumber(String type) {
    return type.startsWith("Script") && Characters.areDigits(type, 6, type.length())
        ? "Script"
        : type;
  }

  static String function(String function) {
    if (function.startsWith("lambda$")) {
      return special(enclosed(function, 7));
    }
    if (function.startsWith("$anonfun$")) {
      return enclosed(function, 9);
    }
    int dollar = function.indexOf('$', 1);
    String kept = dollar < 0 ? function : function.substring(0, dollar);
    int dash = kept.lastIndexOf('-');
    boolean isMangled =
        dash > 0 && (kept.length() - dash == 8 || kept.startsWith("impl", dash + 1));
    return isMangled ? kept.substring(0, dash) : kept;
  }

  private static String enclosed(String function, int from) {
    int end = function.indexOf('$', from);
    String name = function.substring(from, end < 0 ? function.length() : end);
    return Characters.areDigits(name, 0, name.length()) ? "" : name;
  }

  private static String special(String name) {
    return switch (name) {
      case "new" -> "<init>";
      case "static" -> "<clinit>";
      case "null" -> "";
      default -> name;
    };
  }
}
