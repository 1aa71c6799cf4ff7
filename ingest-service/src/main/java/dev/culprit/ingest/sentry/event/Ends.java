package dev.culprit.ingest.sentry.event;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Keeps both ends of a list of unknown length, and counts what fell out of its middle. */
final class Ends<T> {
  private final int mostFirst;
  private final int mostLast;
  private final List<T> first = new ArrayList<>();
  private final Deque<T> last = new ArrayDeque<>();
  private int omitted;

  Ends(int mostFirst, int mostLast) {
    this.mostFirst = mostFirst;
    this.mostLast = mostLast;
  }

  void add(T entry) {
    if (first.size() < mostFirst) {
      first.add(entry);
      return;
    }
    if (last.size() == mostLast) {
      last.removeFirst();
      omitted++;
    }
    last.addLast(entry);
  }

  List<T> kept() {
    List<T> kept = new ArrayList<>(first);
    kept.addAll(last);
    return kept;
  }

  int omitted() {
    return omitted;
  }
}
