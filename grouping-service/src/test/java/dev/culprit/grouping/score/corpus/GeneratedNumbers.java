package dev.culprit.grouping.score.corpus;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What compilers, proxies and bundlers number or hash, numbered or hashed anew. */
final class GeneratedNumbers implements Mutation {

  private record Rule(Pattern pattern, BiFunction<MatchResult, Chance, String> renewed) {}

  private static final List<Rule> RULES =
      List.of(
          // Java's lambdas, hidden classes, proxies and accessors; anonymous classes of the JVM's
          // languages keep their numbers, because those are positions of distinct code.
          numbered("(lambda\\$[\\w$]+\\$|\\$\\$Lambda\\$|\\$Proxy|Accessor)(\\d+)"),
          hashed("(\\$\\$Lambda\\$\\d+/0x|\\$\\$Lambda/0x|LambdaForm\\$\\w+/0x)([0-9a-f]+)"),
          hashed("(\\$\\$(?:EnhancerBy\\w+|FastClassBy\\w+|SpringCGLIB)\\$\\$)([0-9a-f]+)"),
          numbered("(\\$anonfun\\$[\\w$]*\\$|_closure|_run_closure)(\\d+)"),
          // Bundles: main.3f2a9c1b.js, chunk-4d5e6f7a.mjs.
          hashed("([\\w-]+[.-])([0-9a-f]{8})(?=\\.m?js)"),
          // Rust's mangled hashes, C#'s state machines and local functions, Go's closures.
          hashed("(::h)([0-9a-f]{16})"),
          numbered("(>[dbm]__|>c__(?:DisplayClass|AnonStorey|async|Iterator)|\\|)([0-9A-F]+)"),
          // Clang's and GCC's clones; Elixir's anonymous functions.
          numbered("(\\.constprop\\.|\\.isra\\.|\\.part\\.)(\\d+)"));

  @Override
  public String title() {
    return "generated numbers";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    Report changed =
        report.mapFrames(
            frame ->
                frame
                    .named(renew(frame.function(), chance))
                    .inModule(renew(frame.module(), chance))
                    .inFile(renew(frame.file(), chance)));
    return changed.equals(report) ? Optional.empty() : Optional.of(changed);
  }

  static String renew(String name, Chance chance) {
    String renewed = name;
    for (Rule rule : RULES) {
      renewed =
          rule.pattern()
              .matcher(renewed)
              .replaceAll(
                  match ->
                      Matcher.quoteReplacement(
                          match.group(1) + rule.renewed().apply(match, chance)));
    }
    return renewed;
  }

  private static Rule numbered(String pattern) {
    return new Rule(
        Pattern.compile(pattern), (match, chance) -> String.valueOf(chance.between(1, 97)));
  }

  private static Rule hashed(String pattern) {
    return new Rule(
        Pattern.compile(pattern), (match, chance) -> chance.hex(match.group(2).length()));
  }
}
