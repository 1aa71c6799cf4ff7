package dev.culprit.grouping.score;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.wire.EventReader;
import java.time.Clock;
import java.time.ZoneOffset;

/** Reads events from the wire as the service does. */
final class EventFacts {

  private final EventReader reader = new EventReader(Clock.fixed(Arrival.TIME, ZoneOffset.UTC));

  ErrorFacts of(Arrival event) {
    EventReader.Reading reading = reader.read(event.wire());
    IncomingEvent read = reading.event();
    if (read == null) {
      throw new IllegalArgumentException(reading.rejection());
    }
    return read.facts();
  }
}
