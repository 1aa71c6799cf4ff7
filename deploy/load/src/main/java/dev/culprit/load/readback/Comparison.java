package dev.culprit.load.readback;

/**
 * What was promised against what is kept.
 *
 * @param lost acknowledged and not kept
 * @param duplicated kept more often than once
 * @param uncertainKept kept though the sender got no answer: neither lost nor duplicated
 */
public record Comparison(long lost, long duplicated, long uncertainKept) {

  /** From counts alone: exact while every event was answered. */
  public static Comparison ofCounts(long acknowledged, long uncertain, long kept) {
    long surplus = kept - acknowledged;
    return new Comparison(
        Math.max(0, -surplus),
        Math.max(0, surplus - uncertain),
        Math.max(0, Math.min(surplus, uncertain)));
  }

  /** Event by event; all three ascending, the first two without repetitions. */
  public static Comparison ofEvents(long[] acknowledged, long[] uncertain, long[] kept) {
    long duplicated = 0;
    long found = 0;
    long foundUncertain = 0;
    int atAcknowledged = 0;
    int atUncertain = 0;
    for (int i = 0; i < kept.length; i++) {
      if (i > 0 && kept[i] == kept[i - 1]) {
        duplicated++;
        continue;
      }
      atAcknowledged = skipBelow(acknowledged, atAcknowledged, kept[i]);
      atUncertain = skipBelow(uncertain, atUncertain, kept[i]);
      if (atAcknowledged < acknowledged.length && acknowledged[atAcknowledged] == kept[i]) {
        found++;
      } else if (atUncertain < uncertain.length && uncertain[atUncertain] == kept[i]) {
        foundUncertain++;
      }
    }
    return new Comparison(acknowledged.length - found, duplicated, foundUncertain);
  }

  /** The worse of the two in every respect. */
  public Comparison worst(Comparison other) {
    return new Comparison(
        Math.max(lost, other.lost),
        Math.max(duplicated, other.duplicated),
        Math.max(uncertainKept, other.uncertainKept));
  }

  public boolean isExact() {
    return lost == 0 && duplicated == 0;
  }

  private static int skipBelow(long[] sorted, int from, long bound) {
    int at = from;
    while (at < sorted.length && sorted[at] < bound) {
      at++;
    }
    return at;
  }
}
