package dev.culprit.ingest.gateway.format;

import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import java.util.Optional;

/** Finds out which proxy wrote a line and reads it. */
public final class LogFormats {
  private LogFormats() {}

  /**
   * Empty for lines of other programs and for those that nothing can be read from; never throws.
   */
  public static Optional<GatewayRecord> read(LogLine line) {
    return Optional.empty();
  }
}
