package dev.culprit.load.measure;

import dev.culprit.load.wire.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Keeps, for each event of a run, when it was due, the time written into it, and what became of it.
 * The time written into an event is unique within the run, so what is kept can be told event by
 * event on every wire. Not thread-safe: the sender's lock guards it.
 */
public final class Ledger {
  private static final int CHUNK = 1 << 16;
  private static final long LONGEST_NANOS = 600_000_000_000L;
  private static final byte SENT = 1;
  private static final byte COMMITTED = 2;
  private static final byte SPOOLED = 3;
  private static final byte REFUSED = 4;
  private static final byte UNANSWERED = 5;

  private final List<Chunk> chunks = new ArrayList<>();
  private final Histogram latencies = new Histogram(600_000_000L, 3);
  private final SortedMap<String, Long> refusals = new TreeMap<>();
  private final SortedMap<String, Long> failures = new TreeMap<>();
  private long sent;
  private long committed;
  private long spooled;
  private long refused;
  private long unanswered;
  private long deduplicated;
  private long lastAcknowledgedNanos;

  /** One more event goes out; its number is the count before. */
  public long add(long epochMicros, long dueNanos) {
    long sequence = sent++;
    Chunk chunk = chunk(sequence);
    int at = (int) (sequence % CHUNK);
    chunk.micros[at] = epochMicros;
    chunk.due[at] = dueNanos;
    chunk.state[at] = SENT;
    return sequence;
  }

  public void answered(long sequence, Answer answer, long nowNanos) {
    Chunk chunk = chunk(sequence);
    int at = (int) (sequence % CHUNK);
    if (answer instanceof Answer.Kept kept) {
      chunk.state[at] = kept.spooled() ? SPOOLED : COMMITTED;
      if (kept.spooled()) {
        spooled++;
      } else {
        committed++;
      }
      deduplicated += kept.deduplicated() ? 1 : 0;
      lastAcknowledgedNanos = nowNanos;
      latencies.recordValue(Math.max(0, Math.min(nowNanos - chunk.due[at], LONGEST_NANOS)) / 1_000);
    } else if (answer instanceof Answer.Refused no) {
      chunk.state[at] = REFUSED;
      refused++;
      refusals.merge(no.code(), 1L, Long::sum);
    } else if (answer instanceof Answer.Unanswered none) {
      chunk.state[at] = UNANSWERED;
      unanswered++;
      failures.merge(none.why(), 1L, Long::sum);
    }
  }

  public long sent() {
    return sent;
  }

  public long inFlight() {
    return sent - committed - spooled - refused - unanswered;
  }

  public long accepted() {
    return committed + spooled;
  }

  public long committed() {
    return committed;
  }

  public long spooled() {
    return spooled;
  }

  public long refused() {
    return refused;
  }

  /** Events that got no answer, so far or for good; the server may have kept them. */
  public long withoutAnswer() {
    return unanswered + inFlight();
  }

  public long deduplicated() {
    return deduplicated;
  }

  public long lastAcknowledgedNanos() {
    return lastAcknowledgedNanos;
  }

  public SortedMap<String, Long> refusals() {
    return refusals;
  }

  public SortedMap<String, Long> failures() {
    return failures;
  }

  /** In microseconds, from due to acknowledged. */
  public Histogram latencies() {
    return latencies;
  }

  /** The times written into all acknowledged events, ascending. */
  public long[] acknowledgedMicros() {
    return micros(COMMITTED, SPOOLED);
  }

  /** The times written into events whose fate is unknown, ascending. */
  public long[] uncertainMicros() {
    return micros(UNANSWERED, SENT);
  }

  private long[] micros(byte one, byte other) {
    long[] found = new long[Math.toIntExact(sent)];
    int count = 0;
    for (long sequence = 0; sequence < sent; sequence++) {
      Chunk chunk = chunk(sequence);
      int at = (int) (sequence % CHUNK);
      if (chunk.state[at] == one || chunk.state[at] == other) {
        found[count++] = chunk.micros[at];
      }
    }
    long[] exact = Arrays.copyOf(found, count);
    Arrays.sort(exact);
    return exact;
  }

  private Chunk chunk(long sequence) {
    int index = (int) (sequence / CHUNK);
    while (chunks.size() <= index) {
      chunks.add(new Chunk());
    }
    return chunks.get(index);
  }

  /** A piece of the three columns. */
  private static final class Chunk {
    final long[] micros = new long[CHUNK];
    final long[] due = new long[CHUNK];
    final byte[] state = new byte[CHUNK];
  }
}
