package dev.culprit.grouping.score.baseline;

import dev.culprit.grouping.score.corpus.Report;
import dev.culprit.grouping.score.corpus.StackFrame;
import java.util.List;

/** What several trackers take of a report: they know the outermost exception only. */
final class Reports {

  private Reports() {}

  static String type(Report report) {
    return report.isMessageOnly() ? "" : report.outermost().type();
  }

  static String message(Report report) {
    return report.isMessageOnly() ? report.message() : report.outermost().value();
  }

  static List<StackFrame> frames(Report report) {
    return report.isMessageOnly() ? List.of() : report.outermost().frames();
  }

  /** Type and first line of the message, as a list of errors shows it. */
  static String title(Report report) {
    String message = message(report).lines().findFirst().orElse("");
    String type = type(report);
    String title = type.isEmpty() ? message : message.isEmpty() ? type : type + ": " + message;
    return title.length() > 255 ? title.substring(0, 255) : title;
  }

  /** Where it happened: the crash-nearest frame of the application, else the crash frame. */
  static String culprit(Report report) {
    List<StackFrame> frames = frames(report);
    return frames.stream()
        .filter(StackFrame::inApp)
        .findFirst()
        .or(() -> frames.stream().findFirst())
        .map(frame -> place(frame) + " in " + frame.function())
        .orElse("");
  }

  static String place(StackFrame frame) {
    return frame.module().isEmpty() ? frame.file() : frame.module();
  }

  /** A frame as a line of a backtrace. */
  static String line(StackFrame frame) {
    String file = frame.file().isEmpty() ? frame.module() : frame.file();
    return file + ":" + frame.line() + ":in " + frame.function();
  }
}
