package dev.culprit.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what was cut or mended in one event, each thing once and few in number. */
final class EventNotes {
  private static final int MOST = 32;

  // Most events need none.
  private @Nullable List<String> notes;

  void add(String note) {
    List<String> kept = notes == null ? new ArrayList<>(4) : notes;
    if (kept.size() < MOST && !kept.contains(note)) {
      kept.add(note);
    }
    notes = kept;
  }

  List<String> all() {
    return notes == null ? List.of() : notes;
  }
}
