package dev.culprit.grouping.score;

import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.FingerprintVersion;
import dev.culprit.grouping.score.corpus.Arrival;

/** A version's hashes alone. */
final class EngineGrouper implements Grouper {

  private final EventFacts facts = new EventFacts();
  private final FingerprintVersion version;
  private final Grouper byHash = new HashGrouper(this::hash);

  private record Hash(long high, long low) {}

  EngineGrouper(FingerprintVersion version) {
    this.version = version;
  }

  @Override
  public long group(Arrival event) {
    return byHash.group(event);
  }

  private Hash hash(Arrival event) {
    Fingerprint fingerprint = version.fingerprint(facts.of(event));
    return new Hash(fingerprint.high(), fingerprint.low());
  }
}
