package dev.culprit.ingest.checkend;

import dev.culprit.ingest.checkend.CheckendNotice.BacktraceEntry;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.stacktrace.FrameLines;
import dev.culprit.ingest.stacktrace.FunctionNames;
import dev.culprit.ingest.stacktrace.InAppRules;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.List;

/**
 * Backtraces into frames, crash frame first. Only the Python SDK sends its crash frame last, so the
 * order is decided by the platform and never guessed from the lines.
 */
final class Backtraces {
  private Backtraces() {}

  static void put(
      List<BacktraceEntry> backtrace, String platform, ExceptionInfo.Builder exception) {
    boolean crashLast = platform.equals("python");
    int count = backtrace.size();
    for (int i = 0; i < count; i++) {
      BacktraceEntry entry = backtrace.get(crashLast ? count - 1 - i : i);
      exception.addFrames(frame(entry, platform));
    }
  }

  private static Frame frame(BacktraceEntry entry, String platform) {
    Frame.Builder frame;
    if (entry.line() != null) {
      frame = FrameLines.parse(entry.line(), platform);
    } else {
      frame =
          fromObject(
              entry.frame() == null ? MapValue.getDefaultInstance() : entry.frame(), platform);
    }
    if (!frame.hasInApp()) {
      frame.setInApp(InAppRules.isInApp(frame));
    }
    return frame.build();
  }

  private static Frame.Builder fromObject(MapValue object, String platform) {
    Frame.Builder frame = Frame.newBuilder();
    frame.setFile(ValueText.find(object, "file", "filename"));
    frame.setLine(ValueText.number(object, "line", "lineno", "line_number"));
    frame.setColumn(ValueText.number(object, "column", "colno"));
    frame.setFunction(ValueText.find(object, "method", "function", "name"));
    frame.setModule(ValueText.find(object, "class", "module"));
    Value inApp = ValueText.value(object, "in_app");
    if (inApp != null && inApp.getKindCase() == Value.KindCase.BOOL_VALUE) {
      frame.setInApp(inApp.getBoolValue());
    }
    if (frame.getFile().equals("Unknown")) {
      frame.clearFile();
    }
    FunctionNames.split(frame, platform);
    return frame;
  }
}
