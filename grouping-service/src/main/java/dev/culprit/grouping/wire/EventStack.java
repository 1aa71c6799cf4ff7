package dev.culprit.grouping.wire;

import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.fingerprint.FrameFindings;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stack traces of an event, one an exception; shared by all events that have the same ones. */
final class EventStack {

  private final List<ExceptionInfo> exceptions;
  private final boolean hasVars;
  private final FrameFindings findings = new FrameFindings();
  private volatile @Nullable StackTraceHash hash;

  /** The exceptions hold nothing but their stacks. */
  EventStack(List<ExceptionInfo> exceptions) {
    this.exceptions = exceptions;
    this.hasVars = exceptions.stream().anyMatch(StoredForms::hasVars);
  }

  ExceptionInfo of(int exception) {
    return exceptions.get(exception);
  }

  List<ExceptionInfo> exceptions() {
    return exceptions;
  }

  FrameFindings findings() {
    return findings;
  }

  /** Local variables are the event's own, so such a stack is not worth remembering. */
  boolean hasVars() {
    return hasVars;
  }

  /** Null when there is no stack at all. */
  @Nullable StackTraceHash hash() {
    StackTraceHash known = hash;
    if (known == null) {
      byte[] stored = stored();
      known = stored.length == 0 ? null : StackTraceHash.of(stored);
      hash = known;
    }
    return known;
  }

  byte[] stored() {
    return StoredForms.stackTrace(exceptions);
  }
}
