package dev.culprit.ingest.stacktrace;

import java.util.Optional;

/**
 * Reads the text of a stack trace as a runtime prints it. Never throws, never loops, and takes time
 * in proportion to the text, of which the first million characters are read; gives at most 50
 * exceptions with 5,000 frames together. The text itself is the caller's to keep.
 */
public final class StackTraceText {
  private StackTraceText() {}

  /**
   * The exceptions in a text. The platform is a word such as {@code java} or {@code node}; when it
   * is empty or wrong, the first line that only one language prints decides.
   */
  public static ParsedStackTrace parse(String text, String platform) {
    TraceLines lines = TraceLines.of(text);
    TracePlatform told = TracePlatform.of(platform);
    Optional<TracePlatform> found = told.orBySight(lines);
    if (found.isEmpty()) {
      return ParsedStackTrace.NONE;
    }
    TracePlatform read = found.get();
    return read.reader()
        .read(lines, read.word())
        .map(root -> new ParsedStackTrace(read.word(), ExceptionTree.flatten(root)))
        .orElse(ParsedStackTrace.NONE);
  }
}
