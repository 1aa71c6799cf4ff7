package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import java.util.List;

/**
 * What a stack trace's text says: the platform that was recognised, empty when none was, and its
 * exceptions in the normal form of events, outermost first and crash frame first, each but the
 * first with its parent and its relation to it ({@code cause}, {@code suppressed}, {@code
 * errors[0]}). Causes come before other relatives. Empty when the text is in no known form.
 */
public record ParsedStackTrace(String platform, List<ExceptionInfo.Builder> exceptions) {
  static final ParsedStackTrace NONE = new ParsedStackTrace("", List.of());

  public ParsedStackTrace {
    exceptions = List.copyOf(exceptions);
  }
}
