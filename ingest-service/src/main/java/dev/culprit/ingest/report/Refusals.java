package dev.culprit.ingest.report;

import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.ingest.v1.Refusal;
import dev.culprit.proto.ingest.v1.RefusalCode;

/** Refusals as messages, for events of a stream. */
final class Refusals {
  private Refusals() {}

  static Refusal toMessage(Rejection rejection) {
    return Refusal.newBuilder()
        .setCode(refusalCode(rejection))
        .setReason(rejection.reason())
        .setRetryAfterMs(rejection.retryAfter().toMillis())
        .build();
  }

  private static RefusalCode refusalCode(Rejection rejection) {
    if (rejection instanceof Rejection.UnknownKey) {
      return RefusalCode.REFUSAL_CODE_UNKNOWN_KEY;
    }
    if (rejection instanceof Rejection.RateLimited) {
      return RefusalCode.REFUSAL_CODE_RATE_LIMITED;
    }
    if (rejection instanceof Rejection.Malformed) {
      return RefusalCode.REFUSAL_CODE_MALFORMED;
    }
    if (rejection instanceof Rejection.TooLarge) {
      return RefusalCode.REFUSAL_CODE_TOO_LARGE;
    }
    if (rejection instanceof Rejection.Overloaded) {
      return RefusalCode.REFUSAL_CODE_OVERLOADED;
    }
    return RefusalCode.REFUSAL_CODE_UNSUPPORTED;
  }
}
