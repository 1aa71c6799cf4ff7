package dev.culprit.grouping.event;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The stack traces, each stored once. */
public interface StackTraceStore {

  /**
   * Stores those that are not there, notes the day of use of the others, and gives the ids of all.
   */
  Future<Map<StackTraceHash, Long>> store(List<StackTraceRow> rows, LocalDate today);
}
