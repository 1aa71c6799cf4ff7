package dev.culprit.grouping.near;

import dev.culprit.grouping.fingerprint.Trace;
import org.jspecify.annotations.Nullable;

/** Turns traces into their stored form and back. Safe for use by many threads. */
public interface TraceCodec {

  byte[] encode(Trace trace);

  /** Null when a later version wrote what this one cannot read. */
  @Nullable Trace decode(byte[] body);
}
