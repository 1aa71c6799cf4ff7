package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far two traces agree, in one pass over both: a frame counts the more the nearer it is to the
 * crash and the fewer traces have it, and agreement the less the farther apart the frame stands in
 * the two. What lies beyond the end of a cut-off trace counts for nothing.
 */
final class Alignment {

  private static final double POSITION = 0.7;
  private static final double SHIFT = 0.05;
  private static final double APPLICATION = 2.5;

  private final Trace event;
  private final Trace problem;
  private final @Nullable FrameEntry[] eventEntries;
  private final FrameEntry[] problemEntries;
  private final int traces;
  private final int[] eventPartner;
  private final int[] problemPartner;
  private int common;
  private double likeness;

  private Alignment(
      Trace event, @Nullable FrameEntry[] eventEntries, IndexedTrace problem, int traces) {
    this.event = event;
    this.problem = problem.trace();
    this.eventEntries = eventEntries;
    this.problemEntries = problem.frames();
    this.traces = traces;
    this.eventPartner = new int[event.frames().size()];
    this.problemPartner = new int[this.problem.frames().size()];
  }

  /** Entries of the event's frames are null where the index does not know the frame. */
  static Alignment of(
      Trace event, @Nullable FrameEntry[] eventEntries, IndexedTrace problem, int traces) {
    Alignment alignment = new Alignment(event, eventEntries, problem, traces);
    alignment.pair();
    alignment.weigh();
    return alignment;
  }

  private void pair() {
    Map<FrameEntry, Integer> positions = new HashMap<>(problemEntries.length * 2);
    for (int i = 0; i < problemEntries.length; i++) {
      positions.put(problemEntries[i], i);
      problemPartner[i] = -1;
    }
    for (int i = 0; i < eventPartner.length; i++) {
      FrameEntry entry = eventEntries[i];
      Integer position = entry == null ? null : positions.get(entry);
      eventPartner[i] = position == null ? -1 : position;
      if (position != null) {
        problemPartner[position] = i;
        common++;
      }
    }
  }

  private void weigh() {
    double agreed = 0;
    double all = 0;
    int eventEnd = end(eventPartner, problem.endsAtEntry());
    int problemEnd = end(problemPartner, event.endsAtEntry());
    for (int i = 0; i < eventEnd; i++) {
      double weight = weight(event.frames().get(i), eventEntries[i], i);
      all += weight;
      int partner = eventPartner[i];
      if (partner >= 0) {
        agreed += 2 * weight * Math.exp(-SHIFT * Math.abs(i - partner));
        all += weight;
      }
    }
    for (int i = 0; i < problemEnd; i++) {
      if (problemPartner[i] < 0) {
        all += weight(problem.frames().get(i), problemEntries[i], i);
      }
    }
    likeness = all == 0 ? 0 : agreed / all;
  }

  /** Where comparing ends: at the last common frame, if the other trace was cut off. */
  private static int end(int[] partners, boolean isOtherComplete) {
    int end = partners.length;
    while (!isOtherComplete && end > 0 && partners[end - 1] < 0) {
      end--;
    }
    return end;
  }

  private double weight(Trace.Frame frame, @Nullable FrameEntry entry, int position) {
    int having = entry == null ? 0 : entry.traces();
    double rarity = 1 + Math.log((traces + 1.0) / (having + 1.0));
    return rarity * (frame.inApp() ? APPLICATION : 1) / Math.pow(position + 1.0, POSITION);
  }

  double likeness() {
    return likeness;
  }

  int common() {
    return common;
  }

  /** Whether the application's own frames are the same in the same order, up to a cut-off end. */
  boolean hasSameApplication() {
    int last = -1;
    int eventEnd = end(eventPartner, problem.endsAtEntry());
    for (int i = 0; i < eventEnd; i++) {
      if (event.frames().get(i).inApp()) {
        if (eventPartner[i] <= last) {
          return false;
        }
        last = eventPartner[i];
      }
    }
    int problemEnd = end(problemPartner, event.endsAtEntry());
    for (int i = 0; i < problemEnd; i++) {
      if (problem.frames().get(i).inApp() && problemPartner[i] < 0) {
        return false;
      }
    }
    return true;
  }

  List<FrameDifference> differences() {
    List<FrameDifference> differences = new ArrayList<>();
    for (int i = 0; i < eventPartner.length; i++) {
      if (eventPartner[i] < 0) {
        differences.add(new FrameDifference(event.frames().get(i), i, true));
      }
    }
    for (int i = 0; i < problemPartner.length; i++) {
      if (problemPartner[i] < 0) {
        differences.add(new FrameDifference(problem.frames().get(i), i, false));
      }
    }
    return differences;
  }
}
