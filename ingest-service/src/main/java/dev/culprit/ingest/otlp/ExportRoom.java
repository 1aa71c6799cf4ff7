package dev.culprit.ingest.otlp;

import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of all requests that one instance reads and keeps at the same time. */
final class ExportRoom {
  private static final long MOST_BYTES = 32 << 20;

  private final AtomicLong inside = new AtomicLong();

  /** False when there is no room; else {@link #leave} must follow. */
  boolean enter(long bytes) {
    if (inside.addAndGet(bytes) <= MOST_BYTES) {
      return true;
    }
    inside.addAndGet(-bytes);
    return false;
  }

  void leave(long bytes) {
    inside.addAndGet(-bytes);
  }
}
