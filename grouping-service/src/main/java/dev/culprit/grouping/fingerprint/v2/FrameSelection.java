package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.FrameVerdict;
import dev.culprit.grouping.fingerprint.InAppRule;
import dev.culprit.grouping.fingerprint.ProjectRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which frames of one exception take part, crash frame first, and why the others do not. A function
 * takes part once, where it stands nearest to the crash, so that recursion of any depth and shape
 * is the same.
 */
final class FrameSelection {

  /** Frames farther away than this say nothing more. */
  private static final int MOST = 64;

  private static final int FEWEST_TELLING = 2;

  private final ErrorFacts facts;
  private final ProjectRules rules;
  private final int exception;
  private final FrameVerdict[] verdicts;
  private final List<KnownFrame> used = new ArrayList<>(16);
  private final Map<CleanName, Integer> positions = new HashMap<>(32);
  private final BitSet repeated = new BitSet();

  private FrameSelection(ErrorFacts facts, ProjectRules rules, int exception) {
    this.facts = facts;
    this.rules = rules;
    this.exception = exception;
    this.verdicts = new FrameVerdict[facts.frameCount(exception)];
  }

  /** The application's own frames. */
  static FrameSelection inApp(ErrorFacts facts, ProjectRules rules, int exception) {
    return new FrameSelection(facts, rules, exception).select(true);
  }

  /** The frames of everybody. */
  static FrameSelection everybody(ErrorFacts facts, ProjectRules rules, int exception) {
    return new FrameSelection(facts, rules, exception).select(false);
  }

  private FrameSelection select(boolean onlyInApp) {
    FrameMemory memory = FrameMemory.shared();
    for (int frame = 0; frame < verdicts.length; frame++) {
      KnownFrame known = memory.frame(facts, exception, frame);
      if (known.passedOver != null) {
        verdicts[frame] = known.passedOver;
      } else if (onlyInApp && !isInApp(known, facts, rules, exception, frame)) {
        verdicts[frame] = FrameVerdict.NOT_IN_APP;
      } else {
        verdicts[frame] = use(known);
      }
    }
    return this;
  }

  private FrameVerdict use(KnownFrame known) {
    if (used.size() == MOST) {
      return FrameVerdict.BEYOND_LIMIT;
    }
    Integer position = positions.putIfAbsent(known.name, used.size());
    if (position != null) {
      repeated.set(position);
      return FrameVerdict.RECURSION;
    }
    used.add(known);
    return FrameVerdict.USED;
  }

  static boolean isInApp(
      KnownFrame known, ErrorFacts facts, ProjectRules rules, int exception, int frame) {
    if (rules.hasInAppRules()) {
      InAppRule rule = rules.inAppRule(facts, exception, frame);
      if (rule != null) {
        return rule.inApp();
      }
    }
    return switch (facts.inAppClaim(exception, frame)) {
      case YES -> !known.isRuntime;
      case NO -> false;
      case UNSAID -> !known.isSystem;
    };
  }

  /** Leaves out functions at the crash that only throw; nothing may be left. */
  void leaveOutRethrowers() {
    int count = rethrowers();
    mark(used.subList(0, count), FrameVerdict.RETHROWS);
    used.subList(0, count).clear();
  }

  private int rethrowers() {
    int count = 0;
    while (count < used.size() && used.get(count).isRethrower) {
      count++;
    }
    return count;
  }

  /**
   * Keeps what is within so many frames of the application from the crash: what lies farther out is
   * the way that a request took, and what clients cut off first. Minified frames and those that
   * only throw are counted too, because a cut counts them; two that say something are always kept.
   */
  void keepNearest(int most) {
    int kept = Math.max(usedWithin(most), rethrowers() + FEWEST_TELLING);
    if (used.size() > kept) {
      mark(used.subList(kept, used.size()), FrameVerdict.BEYOND_LIMIT);
      used.subList(kept, used.size()).clear();
    }
  }

  private int usedWithin(int most) {
    int kept = 0;
    int counted = 0;
    for (int frame = 0; frame < verdicts.length && counted < most; frame++) {
      boolean isUsed = verdicts[frame] == FrameVerdict.USED;
      kept += isUsed ? 1 : 0;
      counted += isUsed || verdicts[frame] == FrameVerdict.MINIFIED ? 1 : 0;
    }
    return kept;
  }

  /**
   * Keeps only what was called again and again, in an order that does not depend on where the stack
   * was full.
   */
  void keepOnlyRecursion() {
    if (repeated.isEmpty()) {
      return;
    }
    List<KnownFrame> kept = new ArrayList<>();
    List<KnownFrame> dropped = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      (repeated.get(i) ? kept : dropped).add(used.get(i));
    }
    mark(dropped, FrameVerdict.TOO_LITTLE_EVIDENCE);
    kept.sort(
        Comparator.comparing((KnownFrame frame) -> frame.name.scope())
            .thenComparing(frame -> frame.name.name()));
    used.clear();
    used.addAll(kept);
  }

  /** What would have been used is not after all. */
  void dismiss(FrameVerdict reason) {
    mark(used, reason);
    used.clear();
  }

  private void mark(List<KnownFrame> frames, FrameVerdict reason) {
    if (frames.isEmpty()) {
      return;
    }
    FrameMemory memory = FrameMemory.shared();
    for (int frame = 0; frame < verdicts.length; frame++) {
      CleanName name = memory.frame(facts, exception, frame).name;
      if (verdicts[frame] == FrameVerdict.USED && holds(frames, name)) {
        verdicts[frame] = reason;
      }
    }
  }

  private static boolean holds(List<KnownFrame> frames, CleanName name) {
    for (KnownFrame frame : frames) {
      if (frame.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  List<KnownFrame> used() {
    return used;
  }

  DecidingFrames decided() {
    return new DecidingFrames(exception, List.copyOf(used), List.of(verdicts));
  }
}
