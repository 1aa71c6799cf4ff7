package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the few traces of kindred type that share the rarest frames with an event. Looks at a
 * bounded number of frames and of traces each.
 */
final class Candidates {

  private static final int MOST_FRAMES = 12;

  private Candidates() {}

  static List<IndexedTrace> of(
      Trace event, @Nullable FrameEntry[] entries, TraceIndex index, int most) {
    Map<IndexedTrace, double[]> scores = new HashMap<>();
    for (FrameEntry entry : rarest(entries)) {
      double worth = 1 / Math.sqrt(entry.traces());
      for (int i = 0; i < entry.used(); i++) {
        IndexedTrace trace = index.at(entry.slot(i));
        if (Kinship.areKindred(trace.trace(), event)) {
          scores.computeIfAbsent(trace, key -> new double[1])[0] += worth;
        }
      }
    }
    List<Map.Entry<IndexedTrace, double[]>> ranked = new ArrayList<>(scores.entrySet());
    ranked.sort(
        (a, b) -> {
          int byScore = Double.compare(b.getValue()[0], a.getValue()[0]);
          return byScore != 0 ? byScore : Integer.compare(a.getKey().slot(), b.getKey().slot());
        });
    return ranked.stream().limit(most).map(Map.Entry::getKey).toList();
  }

  private static List<FrameEntry> rarest(@Nullable FrameEntry[] entries) {
    return Arrays.stream(entries)
        .filter(entry -> entry != null && !entry.isCommon())
        .sorted((a, b) -> Integer.compare(a.used(), b.used()))
        .limit(MOST_FRAMES)
        .toList();
  }
}
