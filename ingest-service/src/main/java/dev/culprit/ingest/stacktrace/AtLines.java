package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/** Lines that begin with {@code at}: Java and its kin, V8 (Node, Chromium), .NET. */
final class AtLines {
  private AtLines() {}

  static boolean read(String text, String platform, Frame.Builder frame) {
    if (dotNet(text, frame)) {
      return true;
    }
    int close = text.lastIndexOf(')');
    int open = close < 0 ? -1 : openingOf(text, close);
    if (open < 0) {
      return plainLocation(text, frame);
    }
    String place = text.substring(open + 1, close);
    String call = text.substring(0, open).strip();
    if (isJavaPlace(place, platform)) {
      java(call, place, text.substring(close + 1).strip(), frame);
      return true;
    }
    if (v8Place(place, frame)) {
      frame.setFunction(v8Function(call));
      return true;
    }
    frame.setFunction(call);
    return !call.isEmpty();
  }

  /** {@code Ns.T.M(Args) in F:line N}. */
  private static boolean dotNet(String text, Frame.Builder frame) {
    int line = text.lastIndexOf(":line ");
    if (line < 0 || !FrameLines.isNumber(text, line + 6, text.length())) {
      return false;
    }
    int in = text.lastIndexOf(" in ", line);
    if (in < 0) {
      return false;
    }
    frame.setFile(text.substring(in + 4, line));
    frame.setLine(FrameLines.number(text, line + 6, text.length()));
    int open = text.indexOf('(');
    frame.setFunction(text.substring(0, open < 0 || open > in ? in : open).strip());
    return true;
  }

  /** The bracket that belongs to the closing one; file names may hold brackets themselves. */
  private static int openingOf(String text, int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == ')') {
        depth++;
      } else if (c == '(' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isJavaPlace(String place, String platform) {
    if (place.equals("Native Method") || place.equals("Unknown Source")) {
      return true;
    }
    int colon = place.lastIndexOf(':');
    String file = colon < 0 ? place : place.substring(0, colon);
    boolean source =
        file.endsWith(".java")
            || file.endsWith(".kt")
            || file.endsWith(".scala")
            || file.endsWith(".groovy")
            || file.endsWith(".clj");
    return source && (file.indexOf('/') < 0 || platform.equals("java"));
  }

  /** {@code loader/module@v/pkg.Cls.method}, then the file, then logback's {@code ~[jar:v]}. */
  private static void java(String call, String place, String jar, Frame.Builder frame) {
    frame.setFunction(call.substring(call.lastIndexOf('/') + 1));
    if (!Locations.read(place, frame) && place.indexOf(' ') < 0) {
      frame.setFile(place);
    }
    if (jar.endsWith("]") && jar.indexOf('[') >= 0) {
      frame.setPackage(jar.substring(jar.indexOf('[') + 1, jar.length() - 1));
    }
  }

  private static boolean v8Place(String place, Frame.Builder frame) {
    if (place.equals("<anonymous>") || place.equals("native")) {
      frame.setFile(place);
      return true;
    }
    // "eval at f (file:1:2), <anonymous>:3:4": the place that a person can open is the inner one.
    if (place.startsWith("eval at ")) {
      int close = place.lastIndexOf(')');
      int open = close < 0 ? -1 : place.lastIndexOf('(', close);
      return open >= 0 && v8Place(place.substring(open + 1, close), frame);
    }
    return Locations.read(place, frame);
  }

  private static String v8Function(String call) {
    String function = call.startsWith("async ") ? call.substring(6) : call;
    int as = function.indexOf(" [as ");
    return as < 0 ? function : function.substring(0, as);
  }

  private static boolean plainLocation(String text, Frame.Builder frame) {
    String place = text.startsWith("async ") ? text.substring(6) : text;
    if (Locations.read(place, frame)) {
      return true;
    }
    frame.setFunction(place);
    return true;
  }
}
