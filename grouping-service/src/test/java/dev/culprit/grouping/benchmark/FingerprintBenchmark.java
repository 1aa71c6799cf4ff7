package dev.culprit.grouping.benchmark;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.FingerprintVersion;
import dev.culprit.grouping.fingerprint.v1.FingerprintV1;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.wire.EventReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an event of 40 frames costs until its problem is found in memory: reading it with its stack,
 * the fingerprint, the look-up. With 5,000 problems the stacks do not fit into what is remembered.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FingerprintBenchmark {

  private static final int EVENTS = 10_000;

  @Param({"50", "5000"})
  public int problems;

  @Param({"1", "2"})
  public int version;

  private final List<dev.culprit.proto.grouping.v1.IncomingEvent> events = new ArrayList<>();
  private final List<IncomingEvent> read = new ArrayList<>();
  private final Map<FingerprintKey, Long> known = new HashMap<>();
  private final EventReader reader = new EventReader(Clock.systemUTC());
  private FingerprintVersion fingerprints;
  private int next;

  @Setup
  public void fill() {
    fingerprints = version == 1 ? new FingerprintV1() : new FingerprintV2();
    for (int i = 0; i < EVENTS; i++) {
      events.add(SampleEvents.sample(1, i % problems, i));
      IncomingEvent event = reader.read(events.get(i)).event();
      read.add(event);
      known.put(key(event), (long) (i % problems));
    }
  }

  /** Reading included. */
  @Benchmark
  public Long findProblem() {
    next = (next + 1) % EVENTS;
    return known.get(key(reader.read(events.get(next)).event()));
  }

  /** The fingerprint alone. */
  @Benchmark
  public FingerprintKey fingerprint() {
    next = (next + 1) % EVENTS;
    return key(read.get(next));
  }

  private FingerprintKey key(IncomingEvent event) {
    return FingerprintKey.of(1, fingerprints.fingerprint(event.facts()));
  }
}
