package dev.culprit.alert.notifier.outbound;

import dev.culprit.alert.notifier.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an HTTP status means for a delivery. */
final class HttpOutcomes {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private HttpOutcomes() {}

  static Outcome of(int status, @Nullable String retryAfter) {
    String detail = "answered " + status;
    if (status >= 200 && status < 300) {
      return Outcome.delivered(detail);
    }
    if (status >= 300 && status < 400) {
      return Outcome.refused(detail + ", and redirects are not followed");
    }
    boolean retryable = status == 408 || status == 425 || status == 429 || status >= 500;
    return retryable ? Outcome.retryable(detail, wait(retryAfter)) : Outcome.refused(detail);
  }

  /** Only the seconds form; anything else means no wish. */
  private static Duration wait(@Nullable String retryAfter) {
    if (retryAfter == null || !retryAfter.matches("\\d{1,6}")) {
      return Duration.ZERO;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(retryAfter));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }
}
