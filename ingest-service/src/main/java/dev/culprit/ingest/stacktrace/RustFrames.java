package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame of Rust is a numbered call and, where known, its place on the next line. */
final class RustFrames {
  private RustFrames() {}

  /** {@code 4: main::Cart::charge}, or with an address and a dash before the name. */
  static boolean isCall(String line) {
    int start = TraceLines.indent(line);
    int colon = line.indexOf(": ", start);
    return start > 0 && colon > 0 && FrameLines.isNumber(line, start, colon);
  }

  /** {@code at F:L:C}, indented further than any call. */
  static boolean isPlace(String line) {
    int indent = TraceLines.indent(line);
    return indent > 8 && line.startsWith("at ", indent) && Locations.is(line.strip());
  }

  /** Reads frames up to the first line that is none; the crash frame is where the panic was. */
  static void read(Thrown thrown, Frame.@Nullable Builder panic, TraceLines lines, int from) {
    List<Frame.Builder> frames = frames(lines, from);
    int first = panic == null ? -1 : placeOf(panic, frames);
    if (first < 0) {
      first = firstOfProgram(frames);
      if (panic != null) {
        thrown.frame(panic.setFile(plainFile(panic.getFile())));
      }
    }
    for (Frame.Builder frame : frames.subList(first, frames.size())) {
      thrown.frame(frame);
    }
  }

  private static List<Frame.Builder> frames(TraceLines lines, int from) {
    List<Frame.Builder> frames = new ArrayList<>();
    int i = from;
    while (i < lines.size() && !isCall(lines.at(i)) && !lines.at(i).startsWith("thread '")) {
      i++;
    }
    while (isCall(lines.at(i))) {
      Frame.Builder frame = Frame.newBuilder().setFunction(function(lines.at(i)));
      i++;
      if (isPlace(lines.at(i))) {
        Locations.read(lines.at(i).strip().substring(3), frame);
        frame.setFile(plainFile(frame.getFile()));
        i++;
      }
      frames.add(frame);
    }
    return frames;
  }

  /** Without number, address, and the hashes that the compiler adds. */
  private static String function(String line) {
    String name = line.substring(line.indexOf(": ") + 2).strip();
    int dash = name.startsWith("0x") ? name.indexOf(" - ") : -1;
    name = dash < 0 ? name : name.substring(dash + 3);
    int hash = name.lastIndexOf("::h");
    boolean hashed = hash > 0 && name.length() - hash == 19;
    return withoutHashes(hashed ? name.substring(0, hash) : name);
  }

  /** {@code std[e28293b1aa0f68bd]::panicking} becomes {@code std::panicking}. */
  private static String withoutHashes(String name) {
    StringBuilder out = new StringBuilder(name.length());
    int from = 0;
    for (int open = name.indexOf('['); open >= 0; open = name.indexOf('[', open + 1)) {
      int close = name.indexOf(']', open);
      if (close - open > 12 && close - open < 18 && isHex(name, open + 1, close)) {
        out.append(name, from, open);
        from = close + 1;
      }
    }
    return out.append(name, from, name.length()).toString();
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String plainFile(String file) {
    return file.startsWith("./") ? file.substring(2) : file;
  }

  private static int placeOf(Frame.Builder panic, List<Frame.Builder> frames) {
    String file = plainFile(panic.getFile());
    for (int i = 0; i < frames.size(); i++) {
      Frame.Builder frame = frames.get(i);
      if (frame.getLine() == panic.getLine() && frame.getFile().endsWith(file)) {
        return i;
      }
    }
    return -1;
  }

  private static int firstOfProgram(List<Frame.Builder> frames) {
    for (int i = 0; i < frames.size(); i++) {
      if (InAppRules.isInApp(frames.get(i))) {
        return i;
      }
    }
    return 0;
  }
}
