package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.FrameVerdict;
import dev.culprit.grouping.fingerprint.ProjectRules;
import org.jspecify.annotations.Nullable;

/**
 * Finds which exception of a chain decides, and with which frames. The innermost one says what
 * happened, however often it was wrapped; where it has no frame of the application, the nearest
 * exception around it that has some says where.
 */
final class ChainReading {

  /** Fewer frames of libraries alone are shared by too many faults. */
  private static final int FEWEST_SYSTEM_FRAMES = 3;

  /** So many frames of the application say where it happened; the others say who asked for it. */
  private static final int MOST_APPLICATION_FRAMES = 3;

  private final ErrorFacts facts;
  private final ProjectRules rules;
  private final String type;
  private final String value;
  private final boolean isStackOverflow;
  private final DecidingFrames frames;

  private ChainReading(ErrorFacts facts, ProjectRules rules) {
    this.facts = facts;
    this.rules = rules;
    int innermost = facts.exceptionCount() - 1;
    this.type = innermost < 0 ? "" : type(facts, innermost);
    this.value = value(facts);
    this.isStackOverflow = isStackOverflow(type, value);
    this.frames = innermost < 0 ? DecidingFrames.NONE : known();
  }

  static ChainReading of(ErrorFacts facts, ProjectRules rules) {
    return new ChainReading(facts, rules);
  }

  private static String type(ErrorFacts facts, int exception) {
    String said = facts.exceptionType(exception);
    return Names.type(Language.of(facts.platform(), "", said), said);
  }

  /** Of the innermost exception that says anything, else the event's message. */
  private static String value(ErrorFacts facts) {
    for (int exception = facts.exceptionCount() - 1; exception >= 0; exception--) {
      String value = facts.exceptionValue(exception);
      if (!value.isBlank()) {
        return value;
      }
    }
    return facts.message();
  }

  /**
   * Events with the same frames come again and again, and rarely is one told differently by
   * anything else.
   */
  private DecidingFrames known() {
    if (rules.hasInAppRules()) {
      return choose();
    }
    Finding last = facts.frameFindings().last(Finding.class);
    if (last == null
        || last.isStackOverflow != isStackOverflow
        || !last.platform.equals(facts.platform())) {
      last = new Finding(facts.platform(), isStackOverflow, choose());
      facts.frameFindings().put(last);
    }
    return last.frames;
  }

  /** What the frames came to, and all that this depends on beside the frames. */
  private record Finding(String platform, boolean isStackOverflow, DecidingFrames frames) {}

  private DecidingFrames choose() {
    int innermost = facts.exceptionCount() - 1;
    for (int exception = innermost; exception >= 0; exception--) {
      FrameSelection inApp = FrameSelection.inApp(facts, rules, exception);
      if (!inApp.used().isEmpty()) {
        return judged(inApp, MOST_APPLICATION_FRAMES);
      }
      DecidingFrames unused = inApp.decided();
      if (unused.areMinified()) {
        // Frames of libraries around names that say nothing are shared by too many faults.
        return unused;
      }
    }
    for (int exception = innermost; ; exception--) {
      FrameSelection everybody = FrameSelection.everybody(facts, rules, exception);
      if (everybody.used().size() >= FEWEST_SYSTEM_FRAMES) {
        return judged(everybody, Integer.MAX_VALUE);
      }
      if (exception == 0) {
        everybody.dismiss(FrameVerdict.TOO_LITTLE_EVIDENCE);
        return everybody.decided();
      }
    }
  }

  private DecidingFrames judged(FrameSelection selection, int most) {
    if (isStackOverflow) {
      selection.keepOnlyRecursion();
    } else {
      selection.keepNearest(most);
    }
    selection.leaveOutRethrowers();
    return selection.decided();
  }

  private static boolean isStackOverflow(String type, String value) {
    return type.endsWith("StackOverflowError")
        || type.endsWith("StackOverflowException")
        || type.endsWith("RecursionError")
        || type.endsWith("SystemStackError")
        || (type.endsWith("RangeError") && value.startsWith("Maximum call stack"));
  }

  /** Of the innermost exception; empty when there is none. */
  String type() {
    return type;
  }

  /** The message that speaks of the fault. */
  String value() {
    return value;
  }

  /** Without used frames when none decides. */
  DecidingFrames frames() {
    return frames;
  }

  /** Whether the application's frames are there but say nothing. */
  boolean isMinified() {
    return frames.areMinified();
  }

  /** The top frame that decides. */
  @Nullable KnownFrame top() {
    return frames.used().isEmpty() ? null : frames.used().get(0);
  }
}
