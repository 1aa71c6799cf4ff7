package dev.culprit.grouping.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an event as it was reported, in its stored form; made when asked for, because it
 * costs.
 */
public interface EventContent {

  /** What tells its stack traces from others; null when it has none. */
  @Nullable StackTraceHash stackTraceHash();

  /** The stored form of its stack traces, without local variables; empty when it has none. */
  byte[] stackTrace();

  /** The stored form of everything else but its files. */
  byte[] payload();

  /** The files that were sent with it; most events have none. */
  default List<AttachedFile> files() {
    return List.of();
  }

  /** Statuses, and what failed behind a gateway; most events have none. */
  default List<Trait> traits() {
    return List.of();
  }

  /** The name of the machine; empty when unknown. Looks through the whole event. */
  default String server() {
    return "";
  }

  /** What was being done, such as a route; empty when unknown. Looks through the whole event. */
  default String transaction() {
    return "";
  }

  /** The hashes of the ids of its request; looks through the whole event. */
  default List<Long> links() {
    return List.of();
  }

  /** Whether a gateway's logs are where it comes from. */
  default boolean isFromGateway() {
    return false;
  }
}
