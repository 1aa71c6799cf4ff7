package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;

/** A frame of Go is two lines: the call, and below it the place. */
final class GoFrames {
  private static final String CREATED = "created by ";

  private GoFrames() {}

  static Frame.Builder frame(String call, String place) {
    Frame.Builder frame = FrameLines.parse(place, "go");
    frame.setFunction(function(call));
    FunctionNames.split(frame, "go");
    return frame;
  }

  /** Without arguments, and without the goroutine that a goroutine was started by. */
  private static String function(String call) {
    if (call.startsWith(CREATED)) {
      int in = call.indexOf(" in goroutine ");
      return call.substring(CREATED.length(), in < 0 ? call.length() : in);
    }
    int open = call.endsWith(")") ? call.lastIndexOf('(') : -1;
    return open > 0 ? call.substring(0, open) : call;
  }

  /** Whether it took the trace or began the panic: such calls stand above the one to blame. */
  static boolean isRuntime(Frame.Builder frame) {
    String module = frame.getModule();
    return module.equals("runtime")
        || module.startsWith("go.opentelemetry.io/otel/sdk/trace")
        || module.equals("runtime/debug")
        || module.startsWith("internal/runtime/");
  }
}
