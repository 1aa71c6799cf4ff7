package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Map;

/** The family of languages by whose habits a frame is read. */
enum Language {
  JVM,
  SCRIPT,
  PYTHON,
  RUBY,
  PHP,
  GO,
  DOTNET,
  RUST,
  NATIVE,
  BEAM,
  PERL,
  LUA,
  OTHER;

  private static final Map<String, Language> BY_PLATFORM =
      Map.ofEntries(
          Map.entry("java", JVM),
          Map.entry("kotlin", JVM),
          Map.entry("scala", JVM),
          Map.entry("groovy", JVM),
          Map.entry("clojure", JVM),
          Map.entry("android", JVM),
          Map.entry("jvm", JVM),
          Map.entry("javascript", SCRIPT),
          Map.entry("typescript", SCRIPT),
          Map.entry("node", SCRIPT),
          Map.entry("nodejs", SCRIPT),
          Map.entry("browser", SCRIPT),
          Map.entry("deno", SCRIPT),
          Map.entry("bun", SCRIPT),
          Map.entry("python", PYTHON),
          Map.entry("ruby", RUBY),
          Map.entry("php", PHP),
          Map.entry("go", GO),
          Map.entry("golang", GO),
          Map.entry("csharp", DOTNET),
          Map.entry("dotnet", DOTNET),
          Map.entry("rust", RUST),
          Map.entry("c", NATIVE),
          Map.entry("cpp", NATIVE),
          Map.entry("c++", NATIVE),
          Map.entry("native", NATIVE),
          Map.entry("elixir", BEAM),
          Map.entry("erlang", BEAM),
          Map.entry("perl", PERL),
          Map.entry("lua", LUA));

  private static final Map<String, Language> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("java", JVM),
          Map.entry("kt", JVM),
          Map.entry("kts", JVM),
          Map.entry("scala", JVM),
          Map.entry("groovy", JVM),
          Map.entry("clj", JVM),
          Map.entry("js", SCRIPT),
          Map.entry("mjs", SCRIPT),
          Map.entry("cjs", SCRIPT),
          Map.entry("jsx", SCRIPT),
          Map.entry("ts", SCRIPT),
          Map.entry("tsx", SCRIPT),
          Map.entry("vue", SCRIPT),
          Map.entry("py", PYTHON),
          Map.entry("rb", RUBY),
          Map.entry("erb", RUBY),
          Map.entry("php", PHP),
          Map.entry("go", GO),
          Map.entry("cs", DOTNET),
          Map.entry("fs", DOTNET),
          Map.entry("vb", DOTNET),
          Map.entry("rs", RUST),
          Map.entry("c", NATIVE),
          Map.entry("cc", NATIVE),
          Map.entry("cpp", NATIVE),
          Map.entry("ex", BEAM),
          Map.entry("exs", BEAM),
          Map.entry("erl", BEAM),
          Map.entry("pl", PERL),
          Map.entry("pm", PERL),
          Map.entry("lua", LUA));

  /** What the platform says, else the extension of the file, else what the names look like. */
  static Language of(String platform, String file, String module) {
    Language known = BY_PLATFORM.get(platform.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    int dot = file.lastIndexOf('.');
    if (dot >= 0 && file.length() - dot <= 7) {
      Language byFile = BY_EXTENSION.get(file.substring(dot + 1).toLowerCase(Locale.ROOT));
      if (byFile != null) {
        return byFile;
      }
    }
    return module.indexOf('$') > 0 || module.startsWith("java") ? JVM : OTHER;
  }
}
