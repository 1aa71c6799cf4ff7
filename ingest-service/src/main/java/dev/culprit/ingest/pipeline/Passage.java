package dev.culprit.ingest.pipeline;

import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.proto.ingest.v1.Event;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is known of one event so far; each stage adds its part. */
final class Passage {
  final Arrival arrival;
  final Instant received;
  final long startedNanos = System.nanoTime();
  private @Nullable ProjectKey key;
  private Event.@Nullable Builder decoded;
  private @Nullable Event event;

  Passage(Arrival arrival, Instant received) {
    this.arrival = arrival;
    this.received = received;
  }

  Passage with(ProjectKey found) {
    key = found;
    return this;
  }

  Passage with(Event.Builder builder) {
    decoded = builder;
    return this;
  }

  Passage with(Event finished) {
    event = finished;
    return this;
  }

  ProjectKey key() {
    return Objects.requireNonNull(key);
  }

  Event.Builder decoded() {
    return Objects.requireNonNull(decoded);
  }

  Event event() {
    return Objects.requireNonNull(event);
  }

  long projectId() {
    return key == null ? RefusalBook.NO_PROJECT : key.project().id();
  }
}
