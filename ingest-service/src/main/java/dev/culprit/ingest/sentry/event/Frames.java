package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.stacktrace.InAppRules;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of a stack trace, turned so that the crash comes first; empty ones are left out. */
final class Frames {
  private static final int MOST_VARS = 200;

  private Frames() {}

  static void put(Stack stack, ExceptionInfo.Builder exception, Mendings mendings) {
    List<Value> frames = stack.frames();
    for (int i = frames.size() - 1; i >= 0; i--) {
      Value frame = frames.get(i);
      if (frame.hasMapValue() && frame.getMapValue().getEntriesCount() > 0) {
        exception.addFrames(frame(frame.getMapValue(), mendings));
      } else {
        mendings.note("frames without anything in them were left out");
      }
    }
    exception.setFramesOmitted(stack.omitted()).setRawStackTrace(stack.text());
  }

  private static Frame.Builder frame(MapValue told, Mendings mendings) {
    String function = text(told, "function", mendings);
    Frame.Builder frame =
        Frame.newBuilder()
            .setFunction(function.equals("?") ? "" : function)
            .setModule(text(told, "module", mendings))
            .setFile(file(told, mendings))
            .setLine(Texts.number(told, "lineno"))
            .setColumn(Texts.number(told, "colno"))
            .setPackage(text(told, "package", mendings))
            .setContextLine(text(told, "context_line", mendings));
    lines(ValueText.value(told, "pre_context")).forEach(frame::addPreContext);
    lines(ValueText.value(told, "post_context")).forEach(frame::addPostContext);
    vars(ValueText.value(told, "vars"), frame, mendings);
    Value inApp = ValueText.value(told, "in_app");
    return inApp != null && inApp.hasBoolValue()
        ? frame.setInApp(inApp.getBoolValue())
        : frame.setInApp(InAppRules.isInApp(frame));
  }

  private static String text(MapValue frame, String name, Mendings mendings) {
    return Texts.scalar(frame, name, "frame." + name, mendings);
  }

  private static String file(MapValue frame, Mendings mendings) {
    String file = text(frame, "filename", mendings);
    return file.isEmpty() ? pathOf(text(frame, "abs_path", mendings)) : file;
  }

  /** The path of a URL, without what changes from one load of a page to the next. */
  private static String pathOf(String location) {
    if (!location.startsWith("http://") && !location.startsWith("https://")) {
      return location;
    }
    int path = location.indexOf('/', location.indexOf("://") + 3);
    if (path < 0) {
      return location;
    }
    int end = path;
    while (end < location.length() && "?#".indexOf(location.charAt(end)) < 0) {
      end++;
    }
    return location.substring(path, end);
  }

  private static List<String> lines(@Nullable Value lines) {
    return lines == null ? List.of() : Texts.list(lines).stream().map(ValueText::of).toList();
  }

  private static void vars(@Nullable Value vars, Frame.Builder frame, Mendings mendings) {
    if (vars == null) {
      return;
    }
    Texts.object(vars, "frame.vars", mendings).getEntriesList().stream()
        .limit(MOST_VARS)
        .forEach(entry -> frame.putVars(entry.getKey(), entry.getValue()));
  }
}
