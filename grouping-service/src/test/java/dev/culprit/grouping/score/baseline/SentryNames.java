package dev.culprit.grouping.score.baseline;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What Sentry takes out of modules and functions before it hashes them. */
final class SentryNames {

  private record Rule(Pattern pattern, String replacement) {}

  private static final List<Rule> JVM =
      List.of(
          rule("(Generated(?:Method|Constructor|SerializationConstructor)Accessor)\\d+", "$1"),
          rule("\\$\\$EnhancerBy\\w+\\$\\$[0-9a-f]+", "\\$\\$EnhancerBy<auto>"),
          rule("\\$\\$FastClassBy\\w+\\$\\$[0-9a-f]+", "\\$\\$FastClassBy<auto>"),
          rule("_\\$\\$_javassist(?:_seam)?_[0-9]+", "_\\$\\$_javassist<auto>"),
          rule("\\$Proxy\\d+", "\\$Proxy<auto>"),
          rule("\\$\\$Lambda(?:\\$\\d+)?/(?:0x)?[0-9a-f]+", "\\$\\$Lambda<auto>"),
          rule("lambda\\$(\\w+)\\$\\d+", "lambda\\$$1<auto>"),
          rule("_(closure|run_closure)\\d+", "_$1<auto>"),
          rule("\\$(anonfun|fn__|eval)\\$?[\\w$]*?\\d+", "\\$$1<auto>"));

  private SentryNames() {}

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  static String clean(String name) {
    String cleaned = name;
    for (Rule rule : JVM) {
      cleaned = rule.pattern().matcher(cleaned).replaceAll(rule.replacement());
    }
    return cleaned;
  }

  static String fileName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.toLowerCase(Locale.ROOT);
  }
}
