package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.EventOrder;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.PayloadSampler;
import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.event.StackTraceRow;
import dev.culprit.grouping.event.StackTraces;
import dev.culprit.grouping.payload.PayloadCompressor;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.KnownProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of grouping that only needs the processor: fingerprints, sampling, splitting,
 * compression.
 */
final class Preparation {

  private final EventKeys keys;
  private final KnownProblems known;
  private final PayloadSampler sampler;
  private final StackTraces stackTraces;
  private final PayloadCompressor compressor;

  Preparation(
      EventKeys keys,
      KnownProblems known,
      PayloadSampler sampler,
      StackTraces stackTraces,
      PayloadCompressor compressor) {
    this.keys = keys;
    this.known = known;
    this.sampler = sampler;
    this.stackTraces = stackTraces;
    this.compressor = compressor;
  }

  PreparedBatch prepare(List<IncomingEvent> arrived) {
    int[] positions = new int[arrived.size()];
    List<IncomingEvent> distinct = distinct(arrived, positions);
    Work work = new Work();
    List<PreparedEvent> events = new ArrayList<>(distinct.size());
    for (IncomingEvent event : distinct) {
      events.add(work.prepare(event));
    }
    return new PreparedBatch(
        events,
        storingOrder(distinct),
        positions,
        work.located,
        work.unlocated,
        work.stackTraceIds,
        List.copyOf(work.newStackTraces.values()));
  }

  /** Keeps the first of each identity, and notes for all where it stands. */
  private static List<IncomingEvent> distinct(List<IncomingEvent> arrived, int[] positions) {
    int[] order =
        IntStream.range(0, arrived.size())
            .boxed()
            .sorted(Comparator.comparing(arrived::get, EventOrder.BY_IDENTITY))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] firstOf = new int[arrived.size()];
    for (int i = 0; i < order.length; i++) {
      boolean repeats =
          i > 0
              && EventOrder.BY_IDENTITY.compare(arrived.get(order[i]), arrived.get(order[i - 1]))
                  == 0;
      firstOf[order[i]] = repeats ? firstOf[order[i - 1]] : order[i];
    }
    List<IncomingEvent> distinct = new ArrayList<>(arrived.size());
    for (int i = 0; i < firstOf.length; i++) {
      if (firstOf[i] == i) {
        positions[i] = distinct.size();
        distinct.add(arrived.get(i));
      } else {
        positions[i] = positions[firstOf[i]];
      }
    }
    return distinct;
  }

  private static int[] storingOrder(List<IncomingEvent> distinct) {
    return IntStream.range(0, distinct.size())
        .boxed()
        .sorted(Comparator.comparing(distinct::get, EventOrder.BY_IDENTITY))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** One batch in the making. */
  private final class Work {

    private final Map<FingerprintKey, Long> located = new HashMap<>();
    private final Set<FingerprintKey> unlocated = new HashSet<>();
    private final Map<StackTraceHash, Long> stackTraceIds = new HashMap<>();
    private final Map<StackTraceHash, StackTraceRow> newStackTraces = new HashMap<>();

    PreparedEvent prepare(IncomingEvent event) {
      EventKeys.Key found = keys.key(event);
      FingerprintKey key = found.fingerprint();
      locate(key);
      // The stack trace goes with the payload: reading and hashing it would be half the cost of a
      // flood.
      return sampler.keeps(key)
          ? new PreparedEvent(
              event,
              key,
              found.layer(),
              stackTrace(event),
              compressor.compress(event.content().payload()),
              event.content().files(),
              event.content().links())
          : new PreparedEvent(
              event, key, found.layer(), null, null, List.of(), linksWithoutPayload(event));
    }

    /**
     * In a flood an application's links go with its payloads. A gateway's are all kept: whichever
     * of the application's events is kept then finds its request.
     */
    private static List<Long> linksWithoutPayload(IncomingEvent event) {
      return event.content().isFromGateway() ? event.content().links() : List.of();
    }

    private void locate(FingerprintKey key) {
      if (located.containsKey(key) || unlocated.contains(key)) {
        return;
      }
      Long problemId = known.peek(key);
      if (problemId == null) {
        unlocated.add(key);
      } else {
        located.put(key, problemId);
      }
    }

    private @Nullable StackTraceHash stackTrace(IncomingEvent event) {
      StackTraceHash hash = event.content().stackTraceHash();
      if (hash == null) {
        return null;
      }
      if (!stackTraceIds.containsKey(hash) && !newStackTraces.containsKey(hash)) {
        Long id = stackTraces.knownId(hash);
        if (id == null) {
          byte[] content = event.content().stackTrace();
          newStackTraces.put(hash, new StackTraceRow(hash, compressor.compressAlone(content)));
        } else {
          stackTraceIds.put(hash, id);
        }
      }
      return hash;
    }
  }
}
