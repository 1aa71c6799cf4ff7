package dev.culprit.grouping.fingerprint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses the version that fingerprints an event: the newest one, as long as projects cannot
 * choose.
 */
public final class Fingerprinter {

  private final TreeMap<Integer, FingerprintVersion> versions = new TreeMap<>();

  public Fingerprinter(List<FingerprintVersion> versions) {
    for (FingerprintVersion version : versions) {
      if (this.versions.put(version.number(), version) != null) {
        throw new IllegalArgumentException("Two fingerprint versions " + version.number());
      }
    }
    if (this.versions.isEmpty()) {
      throw new IllegalArgumentException("No fingerprint version");
    }
  }

  /** By the newest version. */
  public Fingerprint fingerprint(ErrorFacts facts) {
    Map.Entry<Integer, FingerprintVersion> newest = versions.lastEntry();
    return newest.getValue().fingerprint(facts);
  }

  /** By a certain version, for explanations of what is stored. */
  public Fingerprint fingerprint(int version, ErrorFacts facts) {
    FingerprintVersion known = versions.get(version);
    if (known == null) {
      throw new IllegalArgumentException("Unknown fingerprint version " + version);
    }
    return known.fingerprint(facts);
  }
}
