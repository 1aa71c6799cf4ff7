package dev.culprit.ingest.airbrake;

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
 * Backtraces into frames. Airbrake's order is ours, crash frame first; its Java notifier puts class
 * names or paths of class files where others put source files.
 */
final class Backtraces {
  private static final String CLASS_FILE = ".class";
  private static final String[] CLASS_ROOTS = {
    "/test-classes/", "/classes/java/main/", "/classes/kotlin/main/", "/classes/"
  };
  private static final String IN_JAR = "!/";
  private static final int LINES_AROUND = 10;

  private Backtraces() {}

  static void put(
      List<Value> backtrace, String platform, ExceptionInfo.Builder exception, List<String> notes) {
    boolean left = false;
    for (Value entry : backtrace) {
      Frame.Builder frame;
      if (entry.hasMapValue()) {
        frame = fromObject(entry.getMapValue(), platform);
      } else if (entry.hasStringValue()) {
        frame = FrameLines.parse(entry.getStringValue(), platform);
      } else {
        left = true;
        continue;
      }
      if (!frame.hasInApp()) {
        frame.setInApp(InAppRules.isInApp(frame) && !frame.getFile().startsWith("/GEM_ROOT/"));
      }
      exception.addFrames(frame);
    }
    if (left) {
      notes.add("entries of errors.backtrace that were no frames were left out");
    }
  }

  private static Frame.Builder fromObject(MapValue object, String platform) {
    Frame.Builder frame =
        Frame.newBuilder()
            .setFunction(ValueText.find(object, "function", "method"))
            .setFile(ValueText.find(object, "file"))
            .setLine(ValueText.number(object, "line", "number"))
            .setColumn(ValueText.number(object, "column"));
    Value code = ValueText.value(object, "code");
    if (code != null && code.hasMapValue()) {
      source(code.getMapValue(), frame);
    }
    if (platform.equals("java")) {
      javaClass(frame);
    }
    FunctionNames.split(frame, platform);
    return frame;
  }

  /**
   * Classes of the JDK are told by name; others by where they were loaded from, beginning with the
   * last part of their class path entry.
   */
  private static void javaClass(Frame.Builder frame) {
    String file = frame.getFile();
    if (!file.endsWith(CLASS_FILE)) {
      if (file.indexOf('/') < 0 && !file.endsWith(".java")) {
        frame.setModule(file).clearFile();
      }
      return;
    }
    int inJar = file.lastIndexOf(IN_JAR);
    if (inJar < 0 && !file.startsWith("jrt:")) {
      frame.setInApp(true).setModule(className(file, afterRoot(file)));
      return;
    }
    // Past "jrt:/" the name of the module comes first.
    int start = inJar < 0 ? file.indexOf('/', "jrt:/".length()) + 1 : inJar + IN_JAR.length();
    frame.setModule(className(file, start));
    if (file.contains("-INF/classes")) {
      frame.setInApp(true);
    } else if (file.contains("-INF/lib/")) {
      frame.setInApp(false);
    }
  }

  /** Where the package begins in a path of a build directory; the whole path without one. */
  private static int afterRoot(String path) {
    for (String root : CLASS_ROOTS) {
      int at = ("/" + path).lastIndexOf(root);
      if (at >= 0) {
        return at + root.length() - 1;
      }
    }
    return 0;
  }

  private static String className(String path, int start) {
    int end = path.length() - CLASS_FILE.length();
    return start >= end ? "" : path.substring(start, end).replace('/', '.');
  }

  /** Source lines by their numbers. */
  private static void source(MapValue code, Frame.Builder frame) {
    int line = frame.getLine();
    for (int number = line - LINES_AROUND; number <= line + LINES_AROUND; number++) {
      Value text = ValueText.value(code, Integer.toString(number));
      if (text == null) {
        continue;
      }
      if (number < line) {
        frame.addPreContext(ValueText.of(text));
      } else if (number == line) {
        frame.setContextLine(ValueText.of(text));
      } else {
        frame.addPostContext(ValueText.of(text));
      }
    }
  }
}
