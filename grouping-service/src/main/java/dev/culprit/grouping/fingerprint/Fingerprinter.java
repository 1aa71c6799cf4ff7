package dev.culprit.grouping.fingerprint;

import java.util.List;
import java.util.TreeMap;

/** The versions there are. A project chooses one of them. */
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

  /** The number of the newest version. */
  public int newest() {
    return versions.lastKey();
  }

  public boolean knows(int version) {
    return versions.containsKey(version);
  }

  /** The version that a project chose, unless a newer program did and this one does not know it. */
  public int knownOrNewest(int version) {
    return knows(version) ? version : newest();
  }

  /** By the newest version, without rules. */
  public Fingerprint fingerprint(ErrorFacts facts) {
    return version(newest()).fingerprint(facts);
  }

  /** By a certain version, under a project's rules. */
  public Fingerprint fingerprint(int version, ErrorFacts facts, ProjectRules rules) {
    return version(version).fingerprint(facts, rules);
  }

  /** Why a certain version fingerprints an event as it does. */
  public Explanation explain(int version, ErrorFacts facts, ProjectRules rules) {
    return version(version).explain(facts, rules);
  }

  /** The title that the project's rules give; empty when they give none. */
  public String title(int version, ErrorFacts facts, ProjectRules rules) {
    return version(version).title(facts, rules);
  }

  private FingerprintVersion version(int number) {
    FingerprintVersion known = versions.get(number);
    if (known == null) {
      throw new IllegalArgumentException("Unknown fingerprint version " + number);
    }
    return known;
  }
}
