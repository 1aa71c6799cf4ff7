package dev.culprit.ingest.otlp;

import com.google.protobuf.Timestamp;

/** Times as OTLP has them: unsigned nanoseconds since the epoch, 0 for unknown. */
final class UnixNanos {
  private static final long SECOND = 1_000_000_000;

  private UnixNanos() {}

  /** The first of the times that is known; else the epoch. */
  static Timestamp firstKnown(long... times) {
    for (long time : times) {
      if (time != 0) {
        return Timestamp.newBuilder()
            .setSeconds(Long.divideUnsigned(time, SECOND))
            .setNanos((int) Long.remainderUnsigned(time, SECOND))
            .build();
      }
    }
    return Timestamp.getDefaultInstance();
  }
}
