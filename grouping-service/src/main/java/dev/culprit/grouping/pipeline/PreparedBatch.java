package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.StackTraceRow;
import dev.culprit.grouping.problem.FingerprintKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events of one transaction, ready to be stored.
 *
 * @param events each identity once, in the order of arrival
 * @param storingOrder the positions of {@code events} in the order in which they are stored
 * @param positions for each event that arrived, the position of the one that stands for it
 * @param located where fingerprints lead, as far as this process knows
 * @param unlocated the other fingerprints
 * @param stackTraceIds ids of stack traces that are known to be stored
 * @param newStackTraces the other stack traces
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PreparedBatch(
    List<PreparedEvent> events,
    int[] storingOrder,
    int[] positions,
    Map<FingerprintKey, Long> located,
    Set<FingerprintKey> unlocated,
    Map<dev.culprit.grouping.event.StackTraceHash, Long> stackTraceIds,
    List<StackTraceRow> newStackTraces) {

  /** How many ids its events and their files need. */
  int idsNeeded() {
    int needed = events.size();
    for (PreparedEvent prepared : events) {
      needed += prepared.files().size();
    }
    return needed;
  }
}
