package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.HashMap;
import java.util.Map;

/**
 * The first frames behind a message of several lines may be its last lines. They are taken for
 * message when no compiler would have written them: the class does not go with the file, and the
 * file occurs nowhere else in the trace.
 */
final class DoubtfulJavaFrames {
  private DoubtfulJavaFrames() {}

  /** Whether the frames follow further lines of a message. */
  static boolean follow(TraceLines lines, int messageFrom, int firstFrame) {
    for (int i = messageFrom; i < firstFrame; i++) {
      if (!lines.isBlank(i)) {
        return true;
      }
    }
    return false;
  }

  /** The first frame to trust; the first of all when none would be left. */
  static int skip(TraceLines lines, int from, int to) {
    Map<String, Integer> files = new HashMap<>();
    for (int i = from; i < to; i++) {
      files.merge(frame(lines.at(i)).getFile(), 1, Integer::sum);
    }
    for (int i = from; i < to; i++) {
      Frame.Builder frame = frame(lines.at(i));
      if (!contradicts(frame) || files.getOrDefault(frame.getFile(), 0) > 1) {
        return i;
      }
    }
    return from;
  }

  private static Frame.Builder frame(String line) {
    return FrameLines.parse(line, "java");
  }

  private static boolean contradicts(Frame.Builder frame) {
    String file = frame.getFile();
    String module = frame.getModule();
    if (!file.endsWith(".java") || module.isEmpty()) {
      return false;
    }
    String name = module.substring(module.lastIndexOf('.') + 1);
    String expected = file.substring(0, file.length() - ".java".length());
    return !name.equals(expected) && !name.startsWith(expected + "$");
  }
}
