package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/** Lines that begin with {@code at}: Java and its kin, V8 (Node, Chromium), .NET. */
final class AtLines {
  /** Who prints such a line. */
  enum Kind {
    JAVA,
    V8,
    DOTNET,
    NONE
  }

  private AtLines() {}

  /** The family that alone prints a line like this. */
  static Kind kind(String line) {
    int at = TraceLines.indent(line);
    if (!line.startsWith("at ", at)) {
      return Kind.NONE;
    }
    String text = line.substring(at + 3).strip();
    if (isMono(text) || (text.contains(":line ") && text.contains(") in "))) {
      return Kind.DOTNET;
    }
    int open = text.indexOf('(');
    if (open > 0 && text.charAt(open - 1) != ' ') {
      return callKind(text, open);
    }
    return isV8(text) ? Kind.V8 : Kind.NONE;
  }

  /** {@code a.B.c(B.java:1)} or {@code A.B.C(D d)}. */
  private static Kind callKind(String text, int open) {
    int close = text.indexOf(')', open);
    String place = close < 0 ? "" : text.substring(open + 1, close);
    if (isPhpPlace(place)) {
      return Kind.JAVA;
    }
    if (close < 0 || text.lastIndexOf('.', open) < 0) {
      return isV8(text) ? Kind.V8 : Kind.NONE;
    }
    boolean plain = text.lastIndexOf(' ', open) < 0;
    if (isJavaPlace(place, "java") && (plain || !isGeneralJavaPlace(place))) {
      return Kind.JAVA;
    }
    if (plain && text.endsWith(")") && (place.isEmpty() || place.indexOf(' ') > 0)) {
      return Kind.DOTNET;
    }
    return isV8(text) ? Kind.V8 : Kind.NONE;
  }

  private static boolean isV8(String text) {
    Frame.Builder frame = Frame.newBuilder();
    if (!text.endsWith(")")) {
      return text.equals("<anonymous>") || (Locations.read(text, frame) && frame.getColumn() > 0);
    }
    int open = openingOf(text, text.length() - 1);
    return open >= 0 && v8Place(text.substring(open + 1, text.length() - 1), frame);
  }

  /** {@code T.M (Args) [0x00019] in F:N }. */
  private static boolean isMono(String text) {
    int offset = text.indexOf(") [0x");
    int open = text.indexOf('(');
    return open >= 0 && open < offset && text.indexOf("] in ", offset) > 0;
  }

  static boolean read(String text, String platform, Frame.Builder frame) {
    if (dotNet(text, frame) || (isMono(text) && mono(text, frame))) {
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

  private static boolean mono(String text, Frame.Builder frame) {
    String place = text.substring(text.indexOf("] in ", text.indexOf(") [0x")) + 5).strip();
    // "<12b418a7>:0" is an assembly without debug information.
    if (!place.startsWith("<")) {
      Locations.read(place, frame);
    }
    frame.setFunction(text.substring(0, text.indexOf('(')).strip());
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
    if (isJavaWord(place)) {
      return true;
    }
    String file = fileOf(place);
    boolean source =
        file.endsWith(".java")
            || file.endsWith(".kt")
            || file.endsWith(".scala")
            || file.endsWith(".groovy")
            || file.endsWith(".clj")
            || file.endsWith(".php")
            || file.equals("SourceFile")
            || file.equals("Unknown Source");
    return source && (file.indexOf('/') < 0 || platform.equals("java"));
  }

  /** OpenTelemetry's client for PHP writes its traces like Java's. */
  private static boolean isPhpPlace(String place) {
    return fileOf(place).endsWith(".php") && place.indexOf(' ') < 0;
  }

  private static String fileOf(String place) {
    int colon = place.lastIndexOf(':');
    return colon < 0 ? place : place.substring(0, colon);
  }

  private static boolean isJavaWord(String place) {
    return place.equals("Native Method")
        || place.equals("Unknown Source")
        || place.equals("<generated>");
  }

  /** Kotlin and Groovy let names of methods have blanks, the others do not. */
  private static boolean isGeneralJavaPlace(String place) {
    return !place.contains(".kt") && !place.contains(".groovy");
  }

  /** {@code loader/module@v/pkg.Cls.method}, then the file, then logback's {@code ~[jar:v]}. */
  private static void java(String call, String place, String jar, Frame.Builder frame) {
    frame.setFunction(withoutAddress(call));
    if (!Locations.read(place, frame) && place.indexOf(' ') < 0) {
      frame.setFile(place);
    }
    if (isJavaWord(frame.getFile())) {
      frame.clearFile();
    }
    if (jar.endsWith("]") && jar.indexOf('[') >= 0) {
      frame.setPackage(jar.substring(jar.indexOf('[') + 1, jar.length() - 1));
    }
  }

  /** Hidden classes are called {@code Main$$Lambda$14/0x0000000800c03000}, anew in each run. */
  private static String withoutAddress(String call) {
    int address = call.indexOf("/0x");
    int end = address < 0 ? call.length() : address;
    String start = call.substring(call.lastIndexOf('/', end - 1) + 1, end);
    int dot = address < 0 ? -1 : call.indexOf('.', address);
    return dot < 0 ? start : start + call.substring(dot);
  }

  private static boolean v8Place(String place, Frame.Builder frame) {
    if (place.equals("<anonymous>") || place.equals("native")) {
      frame.setFile(place);
      return true;
    }
    // "async Promise.all (index 0)"
    if (place.startsWith("index ")) {
      return FrameLines.isNumber(place, 6, place.length());
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
