package dev.culprit.ingest.sentry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the parts of one request, as they are answered together. */
final class Submission {
  private final List<Refusal> refusals = new ArrayList<>();
  private String id = "";
  private int kept;

  void keptEvent(String eventId) {
    id = eventId;
    kept++;
  }

  void keptItem() {
    kept++;
  }

  void refused(Refusal refusal) {
    refusals.add(refusal);
  }

  /** The id of the event; empty when there was none. */
  String id() {
    return id;
  }

  /**
   * What the client is told: the gravest refusal. A part that can never be used is not told when
   * others were kept: the SDK would count all of them as lost.
   */
  @Nullable Refusal refusal() {
    return refusals.stream()
        .filter(refusal -> kept == 0 || refusal.weight() > 1)
        .max(Comparator.comparingInt(Refusal::weight))
        .orElse(null);
  }
}
