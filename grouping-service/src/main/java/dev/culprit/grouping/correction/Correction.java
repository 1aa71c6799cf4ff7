package dev.culprit.grouping.correction;

import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.problem.FingerprintKey;
import java.util.Set;

/** What a person asks for. */
public sealed interface Correction {

  Actor actor();

  /** Makes the sources part of the target. */
  record Merge(long targetId, Set<Long> sourceIds, Actor actor) implements Correction {

    private static final int MOST_SOURCES = 100;

    public Merge {
      requireSize(sourceIds.size(), MOST_SOURCES, "source_ids");
      if (sourceIds.contains(targetId)) {
        throw new IllegalArgumentException("a problem cannot be merged into itself");
      }
      requireName(actor);
    }
  }

  /** Gives a merged problem back what it brought. */
  record Unmerge(long problemId, Actor actor) implements Correction {

    public Unmerge {
      requireName(actor);
    }
  }

  /** Makes a problem of its own of some fingerprints, or of some events; one of the two. */
  record MoveOut(long problemId, Set<FingerprintHash> fingerprints, Set<Long> eventIds, Actor actor)
      implements Correction {

    private static final int MOST = 1000;

    public MoveOut {
      if (fingerprints.isEmpty() == eventIds.isEmpty()) {
        throw new IllegalArgumentException("give either fingerprints or event_ids");
      }
      requireSize(fingerprints.size() + eventIds.size(), MOST, "what is moved out");
      requireName(actor);
    }
  }

  /** Tells the problem's events apart by an attribute too. */
  record Split(long problemId, SplitAttribute attribute, Actor actor) implements Correction {

    public Split {
      requireName(actor);
    }
  }

  /** Merges back what a split made. */
  record UndoSplit(long problemId, Actor actor) implements Correction {

    public UndoSplit {
      requireName(actor);
    }
  }

  /** Says that two problems which look alike are not the same. */
  record DismissLikeness(long problemId, long likeProblemId, Actor actor) implements Correction {

    public DismissLikeness {
      requireName(actor);
    }
  }

  /** A fingerprint of a problem whose project is known. */
  record FingerprintHash(int version, long high, long low) {

    public static FingerprintHash of(int version, byte[] hash) {
      if (hash.length != 16) {
        throw new IllegalArgumentException("a fingerprint's hash has 16 bytes");
      }
      if (version < 1 || version > Short.MAX_VALUE) {
        throw new IllegalArgumentException("a fingerprint's version is a small positive number");
      }
      FingerprintKey key = FingerprintKey.of(0, version, hash);
      return new FingerprintHash(version, key.high(), key.low());
    }

    FingerprintKey in(long projectId) {
      return new FingerprintKey(projectId, version, high, low);
    }
  }

  private static void requireSize(int size, int most, String what) {
    if (size < 1 || size > most) {
      throw new IllegalArgumentException(what + " must name 1 to " + most);
    }
  }

  private static void requireName(Actor actor) {
    if (actor.name().length() > 256) {
      throw new IllegalArgumentException("the actor's name has more than 256 characters");
    }
  }
}
