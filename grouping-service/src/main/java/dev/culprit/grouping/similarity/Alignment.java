package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  private static final double[] BY_POSITION = new double[256];
  private static final double[] BY_SHIFT = new double[256];

  static {
    for (int i = 0; i < BY_POSITION.length; i++) {
      BY_POSITION[i] = 1 / Math.pow(i + 1.0, POSITION);
      BY_SHIFT[i] = Math.exp(-SHIFT * i);
    }
  }

  private final Question question;
  private final Trace event;
  private final Trace problem;
  private final FrameEntry[] problemEntries;
  private final int[] eventPartner;
  private final int[] problemPartner;
  private int common;
  private double likeness;

  private Alignment(Question question, IndexedTrace problem) {
    this.question = question;
    this.event = question.event();
    this.problem = problem.trace();
    this.problemEntries = problem.frames();
    this.eventPartner = new int[event.frames().size()];
    this.problemPartner = new int[problemEntries.length];
  }

  static Alignment of(Question question, IndexedTrace problem) {
    Alignment alignment = new Alignment(question, problem);
    alignment.pair();
    alignment.weigh();
    return alignment;
  }

  private void pair() {
    Arrays.fill(eventPartner, -1);
    for (int i = 0; i < problemEntries.length; i++) {
      int partner = question.position(problemEntries[i]);
      problemPartner[i] = partner;
      if (partner >= 0) {
        eventPartner[partner] = i;
        common++;
      }
    }
  }

  private void weigh() {
    double agreed = 0;
    double all = 0;
    int eventEnd = end(eventPartner, isCutOff(problem, problemPartner));
    int problemEnd = end(problemPartner, isCutOff(event, eventPartner));
    for (int i = 0; i < eventEnd; i++) {
      double weight = weight(event.frames().get(i), question.entries()[i], i);
      all += weight;
      int partner = eventPartner[i];
      if (partner >= 0) {
        agreed += 2 * weight * BY_SHIFT[bounded(Math.abs(i - partner))];
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

  /** Where comparing ends: at the last common frame, if the other trace was cut off there. */
  private static int end(int[] partners, boolean isOtherCutOff) {
    int end = partners.length;
    while (isOtherCutOff && end > 0 && partners[end - 1] < 0) {
      end--;
    }
    return end;
  }

  /** A trace that goes on where the other has nothing like it was not cut: it came another way. */
  private static boolean isCutOff(Trace trace, int[] partners) {
    return !trace.endsAtEntry() && partners.length > 0 && partners[partners.length - 1] >= 0;
  }

  private double weight(Trace.Frame frame, @Nullable FrameEntry entry, int position) {
    double weight = question.rarity(entry) * BY_POSITION[bounded(position)];
    return frame.inApp() ? APPLICATION * weight : weight;
  }

  private static int bounded(int position) {
    return Math.min(position, BY_POSITION.length - 1);
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
    int eventEnd = end(eventPartner, isCutOff(problem, problemPartner));
    for (int i = 0; i < eventEnd; i++) {
      if (event.frames().get(i).inApp()) {
        if (eventPartner[i] <= last) {
          return false;
        }
        last = eventPartner[i];
      }
    }
    int problemEnd = end(problemPartner, isCutOff(event, eventPartner));
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
