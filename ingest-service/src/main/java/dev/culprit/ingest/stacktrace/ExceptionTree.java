package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an exception and all that hang on it into the list of an event: each before its relatives,
 * its cause before the others. Of too many the middle ones are dropped, so that the outermost and
 * the root cause stay.
 */
final class ExceptionTree {
  static final int MOST_EXCEPTIONS = 50;
  static final int MOST_FRAMES = 5_000;
  private static final int FIRST_KEPT = MOST_EXCEPTIONS / 2;

  /** An exception with its parent's place in the list, -1 for none. */
  private record Place(Thrown thrown, int parent, String source) {}

  private ExceptionTree() {}

  static List<ExceptionInfo.Builder> flatten(Thrown root) {
    List<Place> all = walk(root);
    List<Place> kept = all.size() <= MOST_EXCEPTIONS ? all : ends(all);
    for (Place place : kept) {
      place.thrown().restoreFromParent(parent(place, kept));
    }
    for (int i = kept.size() - 1; i >= 0; i--) {
      kept.get(i).thrown().restoreFromCause();
    }
    return build(kept);
  }

  private static List<Place> walk(Thrown root) {
    List<Place> all = new ArrayList<>();
    Deque<Place> open = new ArrayDeque<>();
    open.push(new Place(root, -1, ""));
    while (!open.isEmpty()) {
      Place place = open.pop();
      int index = all.size();
      all.add(place);
      List<Thrown.Relative> relatives = place.thrown().relatives();
      for (int i = relatives.size() - 1; i >= 0; i--) {
        if (!relatives.get(i).source().equals(Thrown.CAUSE)) {
          open.push(new Place(relatives.get(i).thrown(), index, relatives.get(i).source()));
        }
      }
      for (Thrown.Relative relative : relatives) {
        if (relative.source().equals(Thrown.CAUSE)) {
          open.push(new Place(relative.thrown(), index, relative.source()));
        }
      }
    }
    return all;
  }

  /** The first and the last ones; those whose parent was dropped hang on the one before them. */
  private static List<Place> ends(List<Place> all) {
    int dropped = all.size() - MOST_EXCEPTIONS;
    List<Place> kept = new ArrayList<>(all.subList(0, FIRST_KEPT));
    for (Place place : all.subList(FIRST_KEPT + dropped, all.size())) {
      int parent = place.parent();
      if (parent >= FIRST_KEPT) {
        parent = parent < FIRST_KEPT + dropped ? kept.size() - 1 : parent - dropped;
      }
      kept.add(new Place(place.thrown(), parent, place.source()));
    }
    return kept;
  }

  private static @Nullable Thrown parent(Place place, List<Place> kept) {
    return place.parent() < 0 ? null : kept.get(place.parent()).thrown();
  }

  private static List<ExceptionInfo.Builder> build(List<Place> kept) {
    List<ExceptionInfo.Builder> exceptions = new ArrayList<>(kept.size());
    int left = MOST_FRAMES;
    for (Place place : kept) {
      ExceptionInfo.Builder exception = place.thrown().build(left);
      left -= exception.getFramesCount();
      if (place.parent() >= 0) {
        exception.getMechanismBuilder().setParent(place.parent()).setSource(place.source());
      }
      exceptions.add(exception);
    }
    return exceptions;
  }
}
