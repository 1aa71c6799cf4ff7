package dev.culprit.grouping.fingerprint;

import java.util.List;

/**
 * Why an event has its fingerprint: what decided and, for each frame as the event has it, whether
 * it took part.
 *
 * @param rule the project's fingerprint rule that decided, as it was written; empty when none did
 * @param exception the exception whose frames or message decided; -1 when none did
 * @param message the message without its variable parts; empty when the event has none
 */
public record Explanation(
    Fingerprint fingerprint, String rule, int exception, String message, List<Frame> frames) {

  /**
   * One frame.
   *
   * @param scope where it is, without generated parts
   * @param name its function, without generated parts
   * @param rule the project's in-app rule that spoke on it; empty when none did
   */
  public record Frame(
      int exception,
      int frame,
      String scope,
      String name,
      boolean inApp,
      String rule,
      FrameVerdict verdict) {}
}
