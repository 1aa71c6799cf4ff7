package dev.culprit.load.wire;

/** What became of one event, as its sender was told. */
public sealed interface Answer {

  /**
   * Acknowledged. The ids are 0 when the event is only spooled.
   *
   * @param deduplicated whether the server said that it had the event already
   */
  record Kept(long eventId, long problemId, boolean spooled, boolean deduplicated)
      implements Answer {}

  /** Not taken, for a reason with a code. */
  record Refused(String code) implements Answer {}

  /** No answer: the event may or may not be kept. */
  record Unanswered(String why) implements Answer {}
}
