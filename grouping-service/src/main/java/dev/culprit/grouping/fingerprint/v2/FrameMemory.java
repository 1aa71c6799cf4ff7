package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import org.jspecify.annotations.Nullable;

/**
 * Remembers frames that a thread met lately, because the same ones come again and again and
 * cleaning costs more than finding. A fixed number of places; who comes last has the place.
 */
final class FrameMemory {

  private static final int PLACES = 4096;

  private static final ThreadLocal<FrameMemory> OF_THREAD =
      ThreadLocal.withInitial(FrameMemory::new);

  private final @Nullable KnownFrame[] places = new KnownFrame[PLACES];

  static FrameMemory ofThread() {
    return OF_THREAD.get();
  }

  KnownFrame frame(ErrorFacts facts, int exception, int frame) {
    String module = facts.frameModule(exception, frame);
    String function = facts.frameFunction(exception, frame);
    String file = facts.frameFile(exception, frame);
    String library = facts.framePackage(exception, frame);
    String platform = facts.platform();
    int hash = (function.hashCode() * 31 + module.hashCode()) * 31 + file.hashCode();
    int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
    KnownFrame known = places[place];
    if (known == null || !known.key.is(module, function, file, library, platform)) {
      known = new KnownFrame(new KnownFrame.Key(module, function, file, library, platform));
      places[place] = known;
    }
    return known;
  }
}
