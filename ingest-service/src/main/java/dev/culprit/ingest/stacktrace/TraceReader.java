package dev.culprit.ingest.stacktrace;

import java.util.Optional;

/** Reads the traces that one family of languages prints. Stateless. */
sealed interface TraceReader
    permits JavaTraces,
        V8Traces,
        BrowserTraces,
        PythonTraces,
        GoTraces,
        RubyTraces,
        PhpTraces,
        DotNetTraces,
        PerlTraces,
        RustTraces,
        ElixirTraces,
        NativeTraces,
        LuaTraces {
  /** Whether only this family prints the line at an index. */
  boolean recognises(TraceLines lines, int index);

  /** The outermost exception; empty when the text is no trace of this family after all. */
  Optional<Thrown> read(TraceLines lines, String platform);
}
