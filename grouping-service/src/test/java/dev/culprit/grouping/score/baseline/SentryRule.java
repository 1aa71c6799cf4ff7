package dev.culprit.grouping.score.baseline;

import dev.culprit.grouping.score.Grouper;
import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.score.corpus.Report;
import dev.culprit.grouping.score.corpus.StackFrame;
import dev.culprit.grouping.score.corpus.Thrown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Two variants are keys: the application's frames and all frames. An event joins the problem of
 * either; it then makes its other key known too.
 */
public final class SentryRule implements Grouper {

  /** The languages whose source line is part of a frame. */
  private static final Set<String> WITH_CONTEXT = Set.of("node", "python", "php", "ruby");

  private static final int LONGEST_CONTEXT = 120;

  private final Map<Object, Long> problems = new HashMap<>();
  private long opened;

  @Override
  public long group(Arrival event) {
    List<Object> keys = keys(event.report());
    Long known = null;
    for (Object key : keys) {
      known = known == null ? problems.get(key) : known;
    }
    long problem = known == null ? opened++ : known;
    keys.forEach(key -> problems.putIfAbsent(key, problem));
    return problem;
  }

  static List<Object> keys(Report report) {
    if (report.isMessageOnly()) {
      return List.of(List.of("message", MessageParameters.replace(report.message())));
    }
    List<Object> keys = new ArrayList<>();
    List<String> app = variant(report, StackFrame::inApp);
    List<String> system = variant(report, frame -> true);
    if (!app.isEmpty()) {
      keys.add(app);
    }
    if (!system.isEmpty()) {
      keys.add(system);
    }
    if (keys.isEmpty()) {
      Thrown named = report.outermost();
      keys.add(List.of(named.type(), MessageParameters.replace(named.value())));
    }
    return keys;
  }

  /** Empty when no frame of any exception contributes. */
  private static List<String> variant(Report report, Predicate<StackFrame> contributes) {
    List<String> parts = new ArrayList<>();
    boolean anyFrame = false;
    for (Thrown thrown : report.chain()) {
      List<String> frames = frames(thrown, report.language(), contributes);
      anyFrame |= !frames.isEmpty();
      parts.add(thrown.type());
      parts.addAll(frames);
      if (frames.isEmpty()) {
        parts.add(MessageParameters.replace(thrown.value()));
      }
    }
    return anyFrame ? parts : List.of();
  }

  private static List<String> frames(
      Thrown thrown, String language, Predicate<StackFrame> contributes) {
    List<String> parts = new ArrayList<>();
    StackFrame last = null;
    for (StackFrame frame : thrown.frames()) {
      boolean repeats =
          last != null
              && last.function().equals(frame.function())
              && Reports.place(last).equals(Reports.place(frame));
      last = frame;
      if (contributes.test(frame) && !repeats) {
        parts.add(part(frame, language));
      }
    }
    return parts;
  }

  private static String part(StackFrame frame, String language) {
    String place =
        frame.module().isEmpty()
            ? SentryNames.fileName(frame.file())
            : SentryNames.clean(frame.module());
    String context = frame.context().strip();
    boolean usesContext = WITH_CONTEXT.contains(language) && context.length() <= LONGEST_CONTEXT;
    return place + "|" + SentryNames.clean(frame.function()) + "|" + (usesContext ? context : "");
  }
}
