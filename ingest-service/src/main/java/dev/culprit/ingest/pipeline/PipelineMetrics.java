package dev.culprit.ingest.pipeline;

import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Wire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts accepted events and the time from arrival to acknowledgement. Accepted plus refused is all
 * that came in; spooled ones are part of the accepted.
 */
public final class PipelineMetrics {
  private record Kind(Wire wire, boolean committed) {}

  private record Beside(Supplement.KindCase kind, boolean committed) {}

  private final MeterRegistry registry;
  private final Map<Kind, Counter> accepted = new ConcurrentHashMap<>();
  private final Map<Beside, Counter> supplements = new ConcurrentHashMap<>();
  private final Timer acknowledged;

  public PipelineMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.acknowledged =
        Timer.builder("culprit.ingest.acknowledged")
            .description("Time from the arrival of an event to its acknowledgement")
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10))
            .register(registry);
  }

  void accepted(Wire wire, Acceptance acceptance, long nanos) {
    accepted.computeIfAbsent(new Kind(wire, acceptance.committed()), this::counter).increment();
    acknowledged.record(Duration.ofNanos(nanos));
  }

  /** Counts what came beside events; it is no part of the accepted events. */
  void acceptedBeside(Supplement.KindCase kind, Acceptance acceptance) {
    supplements
        .computeIfAbsent(new Beside(kind, acceptance.committed()), this::counter)
        .increment();
  }

  private Counter counter(Beside beside) {
    return Counter.builder("culprit.ingest.supplements")
        .description("Acknowledged feedback, sessions, check-ins and the like")
        .tag("kind", beside.kind.name().toLowerCase(Locale.ROOT))
        .tag("kept", beside.committed ? "committed" : "spooled")
        .register(registry);
  }

  private Counter counter(Kind kind) {
    String wire = kind.wire.name().substring("WIRE_".length()).toLowerCase(Locale.ROOT);
    return Counter.builder("culprit.ingest.accepted")
        .description("Acknowledged events")
        .tag("wire", wire)
        .tag("kept", kind.committed ? "committed" : "spooled")
        .register(registry);
  }
}
