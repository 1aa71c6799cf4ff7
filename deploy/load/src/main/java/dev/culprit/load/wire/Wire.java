package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.Template;
import io.vertx.core.Future;

/**
 * A protocol by which events are sent, over a fixed number of connections or streams with a bounded
 * number of unanswered events. It reconnects by itself; what was unanswered on a broken connection
 * is told as such and never sent again.
 */
public interface Wire {
  String name();

  /** The event as this wire sends it, with the holes of {@link Template} left open. */
  byte[] write(SampleEvent event);

  /** Connects; fails when the other side cannot be reached at all. */
  Future<Void> open(AnswerListener listener);

  /** Sends now, or answers false when every connection is busy or broken. */
  boolean trySend(long sequence, long epochMicros, Template template);

  /** Whether events with the same number are the same event to the server. */
  boolean repeatable();

  Future<Void> close();
}
