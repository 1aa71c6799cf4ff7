package dev.culprit.ingest.gateway.cause;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Concludes from what was logged of one request why it failed. */
public final class Diagnoser {
  private Diagnoser() {}

  /**
   * Empty when the request did not fail.
   *
   * @param access the access record; null when there is none
   * @param errors the lines of the error log about the same request, in their order
   */
  public static Optional<Diagnosis> diagnose(
      @Nullable AccessRecord access, List<ErrorRecord> errors) {
    return Optional.empty();
  }
}
