package dev.culprit.alert.notifier;

import java.time.Duration;

/**
 * What came of one attempt to deliver.
 *
 * @param detail one sentence for people, without addresses, secrets or anything the other side
 *     wrote
 * @param retryAfter how long the other side asked to be left alone; only with RETRYABLE
 */
public record Outcome(Kind kind, String detail, Duration retryAfter) {

  /** Whether it arrived, and whether trying again can help. */
  public enum Kind {
    DELIVERED,
    RETRYABLE,
    REFUSED
  }

  public static Outcome delivered(String detail) {
    return new Outcome(Kind.DELIVERED, detail, Duration.ZERO);
  }

  public static Outcome retryable(String detail) {
    return new Outcome(Kind.RETRYABLE, detail, Duration.ZERO);
  }

  public static Outcome retryable(String detail, Duration retryAfter) {
    return new Outcome(Kind.RETRYABLE, detail, retryAfter);
  }

  public static Outcome refused(String detail) {
    return new Outcome(Kind.REFUSED, detail, Duration.ZERO);
  }

  public boolean isDelivered() {
    return kind == Kind.DELIVERED;
  }
}
