package dev.culprit.grouping.event;

/**
 * What is kept of an event as it was reported, in its stored form; made when asked for, because it
 * costs.
 */
public interface EventContent {

  /** The stored form of its stack traces, without local variables; empty when it has none. */
  byte[] stackTrace();

  /** The stored form of everything else. */
  byte[] payload();
}
