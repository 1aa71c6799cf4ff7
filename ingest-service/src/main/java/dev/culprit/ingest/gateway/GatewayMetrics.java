package dev.culprit.ingest.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** Counts what came in from gateways. Lines are requests, errors, others' lines, or dropped. */
public final class GatewayMetrics {
  private final MeterRegistry registry;
  private final Counter read;
  private final Counter ignored;
  private final Counter dropped;

  public GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.read = counter("culprit.ingest.gateway.lines.read", "Lines of proxies that were read");
    this.ignored =
        counter("culprit.ingest.gateway.lines.ignored", "Lines of other programs, or unreadable");
    this.dropped =
        counter(
            "culprit.ingest.gateway.lines.dropped",
            "Lines thrown away because too many waited; worry when it grows");
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  void read() {
    read.increment();
  }

  void ignored() {
    ignored.increment();
  }

  /** Counts lines that were thrown away unread. */
  public void dropped(long lines) {
    dropped.increment((double) lines);
  }

  <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
    Gauge.builder(name, of, value).description(description).register(registry);
  }
}
