package dev.culprit.ingest.otlp;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;

/** What holds for OTLP over gRPC and HTTP alike. */
final class OtlpLimits {
  /** The most bytes of a request, as sent and inflated. */
  static final int MOST_BYTES = 16 << 20;

  private OtlpLimits() {}

  /** The refusal of a signal that cannot carry exceptions. */
  static Refused notTaken(String signal) {
    return new Refused(
        new Rejection.Unsupported(
            Rejection.Unsupported.Kind.PATH,
            "Culprit takes traces and logs, no " + signal + "; turn their exporter off"));
  }
}
