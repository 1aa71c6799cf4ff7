package dev.culprit.ingest.stacktrace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A platform by the word that a client used, with the readers of its traces. */
final class TracePlatform {
  private static final TracePlatform UNKNOWN = new TracePlatform("", List.of());
  private static final TraceReader JAVA = new JavaTraces();
  private static final TraceReader V8 = new V8Traces();
  private static final TraceReader BROWSER = new BrowserTraces();

  /** In this order a line is shown to them; those with the most particular lines come first. */
  private static final List<TracePlatform> KNOWN =
      List.of(
          of("java", JAVA),
          of("csharp", new DotNetTraces()),
          of("python", new PythonTraces()),
          of("rust", new RustTraces()),
          of("go", new GoTraces()),
          of("php", new PhpTraces(), JAVA),
          of("native", new NativeTraces()),
          of("elixir", new ElixirTraces()),
          of("lua", new LuaTraces()),
          of("ruby", new RubyTraces()),
          of("node", V8, BROWSER),
          of("javascript", BROWSER, V8),
          of("perl", new PerlTraces()));

  private static final String[] NODE = {
    "node:", "node_modules", "file:///", "Node.js v", " (/", "at /"
  };

  private final String word;
  private final List<TraceReader> readers;

  private TracePlatform(String word, List<TraceReader> readers) {
    this.word = word;
    this.readers = readers;
  }

  private static TracePlatform of(String word, TraceReader... readers) {
    return new TracePlatform(word, List.of(readers));
  }

  /** The platform for a client's word; one without readers when nobody knows it. */
  static TracePlatform of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String family =
        switch (lower) {
          case "kotlin", "scala", "groovy", "clojure", "android", "jvm" -> "java";
          case "nodejs", "deno", "bun" -> "node";
          case "js", "webjs", "browser", "typescript" -> "javascript";
          case "golang" -> "go";
          case "dotnet", ".net", "c#", "fsharp" -> "csharp";
          case "erlang" -> "elixir";
          case "c", "cpp", "c++", "cocoa", "objc", "swift" -> "native";
          default -> lower;
        };
    for (TracePlatform known : KNOWN) {
      if (known.word.equals(family)) {
        boolean own = lower.equals("kotlin") || lower.equals("scala");
        return own ? new TracePlatform(lower, known.readers) : known;
      }
    }
    return UNKNOWN;
  }

  /** This platform where it knows a line; else the one that the first telling line belongs to. */
  Optional<TracePlatform> orBySight(TraceLines lines) {
    TraceReader own = firstToRecognise(lines);
    if (own != null) {
      return Optional.of(of(word, own));
    }
    for (int i = 0; i < lines.size(); i++) {
      for (TracePlatform known : KNOWN) {
        TraceReader reader = known.readers.get(0);
        if (reader.recognises(lines, i)) {
          return Optional.of(of(wordBySight(known, reader, lines, i), reader));
        }
      }
    }
    return readers.isEmpty() ? Optional.empty() : Optional.of(this);
  }

  private static String wordBySight(
      TracePlatform known, TraceReader reader, TraceLines lines, int line) {
    if (reader == V8) {
      return wordOfV8(lines);
    }
    return reader == JAVA && lines.at(line).contains(".php:") ? "php" : known.word;
  }

  /** Node tells itself from browsers by the names of its own files. */
  private static String wordOfV8(TraceLines lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.at(i);
      for (String trait : NODE) {
        if (line.contains(trait)) {
          return "node";
        }
      }
    }
    return "javascript";
  }

  private @Nullable TraceReader firstToRecognise(TraceLines lines) {
    for (int i = 0; i < lines.size(); i++) {
      for (TraceReader reader : readers) {
        if (reader.recognises(lines, i)) {
          return reader;
        }
      }
    }
    return null;
  }

  TraceReader reader() {
    return readers.get(0);
  }

  String word() {
    return word;
  }
}
