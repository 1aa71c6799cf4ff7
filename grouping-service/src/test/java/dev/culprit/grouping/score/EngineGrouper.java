package dev.culprit.grouping.score;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.FingerprintVersion;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.wire.EventReader;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The product's own way: reads the event from the wire as the service does, and fingerprints it.
 */
final class EngineGrouper implements Grouper {

  private final EventReader reader = new EventReader(Clock.fixed(Arrival.TIME, ZoneOffset.UTC));
  private final Fingerprinter fingerprinter;
  private final Grouper byHash = new HashGrouper(this::hash);

  private record Hash(long high, long low) {}

  EngineGrouper(FingerprintVersion version) {
    this.fingerprinter = new Fingerprinter(List.of(version));
  }

  @Override
  public long group(Arrival event) {
    return byHash.group(event);
  }

  private Hash hash(Arrival event) {
    EventReader.Reading reading = reader.read(event.wire());
    IncomingEvent read = reading.event();
    if (read == null) {
      throw new IllegalArgumentException(reading.rejection());
    }
    Fingerprint fingerprint = fingerprinter.fingerprint(read.facts());
    return new Hash(fingerprint.high(), fingerprint.low());
  }
}
