package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import org.jspecify.annotations.Nullable;

/**
 * Remembers frames that were met lately, because stacks that nobody has seen yet are mostly made of
 * them and cleaning costs more than finding. A fixed number of places, two for each hash; who was
 * not asked for last makes room. Threads share it without locks: what is remembered never changes,
 * so the worst that a race can do is that a frame is cleaned twice.
 */
final class FrameMemory {

  private static final int PLACES = 1 << 13;

  private static final FrameMemory SHARED = new FrameMemory();

  private final @Nullable KnownFrame[] places = new KnownFrame[PLACES];

  static FrameMemory shared() {
    return SHARED;
  }

  KnownFrame frame(ErrorFacts facts, int exception, int frame) {
    String module = facts.frameModule(exception, frame);
    String function = facts.frameFunction(exception, frame);
    String file = facts.frameFile(exception, frame);
    String library = facts.framePackage(exception, frame);
    String platform = facts.platform();
    int hash = (function.hashCode() * 31 + module.hashCode()) * 31 + file.hashCode();
    int place = ((hash * 0x9E3779B9) >>> 18) & (PLACES - 2);
    KnownFrame first = places[place];
    if (first != null && first.key.is(module, function, file, library, platform)) {
      return first;
    }
    KnownFrame second = places[place + 1];
    if (second == null || !second.key.is(module, function, file, library, platform)) {
      second = new KnownFrame(new KnownFrame.Key(module, function, file, library, platform));
    }
    places[place] = second;
    places[place + 1] = first;
    return second;
  }
}
