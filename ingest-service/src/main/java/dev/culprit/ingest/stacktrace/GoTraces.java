package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Go: panics with the goroutine that panicked, {@code debug.Stack()}, and errors of {@code
 * pkg/errors} printed with {@code %+v}. The runtime's own frames at the top are left away, and of a
 * panic in a deferred function the first panic is the cause.
 */
final class GoTraces implements TraceReader {
  private static final String GOROUTINE = "goroutine ";
  private static final String CREATED = "created by ";
  private static final String SERVING = "http: panic serving ";
  private static final String[] HEADS = {"panic: ", "fatal error: ", "unexpected fault address "};

  @Override
  public boolean recognises(TraceLines lines, int index) {
    String line = lines.at(index);
    return isGoroutine(line)
        || line.startsWith("panic: ")
        || (isPlace(line) && isCall(lines.at(index - 1)));
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    return new Reading(lines).read();
  }

  private static boolean isGoroutine(String line) {
    return line.startsWith(GOROUTINE) && line.endsWith("]:");
  }

  /** {@code <tab>/a/b.go:9 +0x1b}; assembly and cgo have other endings. */
  private static boolean isPlace(String line) {
    int indent = TraceLines.indent(line);
    if (indent == 0) {
      return false;
    }
    String place = line.substring(indent);
    int end = place.indexOf(' ');
    String file = end < 0 ? place : place.substring(0, end);
    return (file.contains(".go:") || file.contains(".s:") || file.contains("_cgo"))
        && Locations.is(file);
  }

  private static boolean isCall(String line) {
    String call = line.startsWith(CREATED) ? line.substring(CREATED.length()) : line;
    int open = call.lastIndexOf('(');
    String name = open > 0 && call.endsWith(")") ? call.substring(0, open) : call;
    boolean panic = name.equals("panic");
    return panic
        || (name.indexOf('.') > 0 && TraceLines.indent(line) == 0 && name.indexOf(": ") < 0);
  }

  private static boolean isFrame(TraceLines lines, int index) {
    return isCall(lines.at(index)) && isPlace(lines.at(index + 1));
  }

  private static final class Reading {
    private final TraceLines lines;
    private final List<Frame.Builder> frames = new ArrayList<>();

    /** Behind the last call of the runtime that began a panic; the panicking code stands there. */
    private int panicked = -1;

    private int elided;

    Reading(TraceLines lines) {
      this.lines = lines;
    }

    Optional<Thrown> read() {
      int head = -1;
      int goroutine = -1;
      for (int i = 0; i < lines.size() && goroutine < 0; i++) {
        goroutine = isGoroutine(lines.at(i)) ? i : -1;
        head = head < 0 && headOf(lines.at(i)) != null ? i : head;
      }
      if (goroutine < 0 && head < 0) {
        return GoErrorTexts.read(lines, GoTraces::isFrame);
      }
      Thrown thrown = head < 0 ? recovered(goroutine) : panic(head, goroutine);
      if (goroutine >= 0) {
        thrown.thread(thread(lines.at(goroutine)));
      }
      return Optional.of(thrown);
    }

    private static @Nullable String headOf(String line) {
      for (String head : HEADS) {
        if (line.startsWith(head)) {
          return head;
        }
      }
      int served = line.indexOf(SERVING);
      int address = served < 0 ? -1 : line.indexOf(": ", served + SERVING.length());
      return address < 0 ? null : line.substring(0, address + 2);
    }

    private static String thread(String line) {
      int end = line.indexOf(' ', GOROUTINE.length());
      return end < 0 ? "" : line.substring(0, end);
    }

    /** What a handler of panics printed; lines before it are the message that it logged. */
    private Thrown recovered(int goroutine) {
      frames(goroutine + 1);
      Thrown thrown = new Thrown(panicked < 0 ? "" : "panic", "").message(lines, 0, goroutine);
      put(thrown, Math.max(0, panicked));
      return thrown;
    }

    private Thrown panic(int head, int goroutine) {
      int end = goroutine < 0 ? lines.size() : goroutine;
      String prefix = headOf(lines.at(head));
      String type = prefix != null && prefix.startsWith("fatal") ? "fatal error" : "panic";
      int after = messageEnd(head + 1, end);
      List<Integer> starts = new ArrayList<>(List.of(head));
      for (int i = head + 1; i < after; i++) {
        if (lines.at(i).startsWith("\tpanic: ")) {
          starts.add(i);
        }
      }
      Thrown newest = null;
      Thrown first = null;
      for (int i = 0; i < starts.size(); i++) {
        int stop = i + 1 < starts.size() ? starts.get(i + 1) : after;
        Thrown thrown = one(type, starts.get(i), stop, prefix == null ? 0 : prefix.length());
        if (newest != null) {
          thrown.relative(Thrown.CAUSE, newest);
        }
        first = first == null ? thrown : first;
        newest = thrown;
      }
      frames(end + 1);
      Thrown outer = newest == null ? new Thrown(type, "") : newest;
      boolean recovered = lines.at(head).contains(SERVING);
      put(outer, recovered ? Math.max(0, panicked) : 0);
      if (first != null && first != outer && panicked >= 0) {
        put(first, panicked);
      }
      return outer;
    }

    /** The message goes on to the first blank line, or line of another kind. */
    private int messageEnd(int from, int to) {
      int i = from;
      while (i < to && !lines.isBlank(i) && !lines.at(i).startsWith("[signal ")) {
        i++;
      }
      return i;
    }

    private Thrown one(String type, int from, int to, int prefix) {
      String line = lines.at(from);
      String text = line.startsWith("\t") ? line.substring("\tpanic: ".length()) : line;
      text = line.startsWith("\t") ? text : text.substring(prefix);
      Thrown thrown = new Thrown(type, Addresses.mask(withoutNote(text)));
      for (int i = from + 1; i < to; i++) {
        String more = lines.at(i);
        // The runtime indents further lines of a message.
        thrown.messageLine(Addresses.mask(more.startsWith("\t") ? more.substring(1) : more));
      }
      return thrown;
    }

    private static String withoutNote(String text) {
      int note = text.endsWith("]") ? text.lastIndexOf(" [recovered") : -1;
      return note < 0 ? text : text.substring(0, note);
    }

    /** The frames of the first goroutine. */
    private void frames(int from) {
      int i = from;
      while (i < lines.size() && !lines.at(i).startsWith(GOROUTINE)) {
        i += isFrame(lines, i) ? frame(i) : other(i);
      }
    }

    /** Call and place, two lines. */
    private int frame(int index) {
      String call = lines.at(index);
      if (call.startsWith("panic(") || call.startsWith("runtime.gopanic")) {
        panicked = frames.size();
      } else {
        frames.add(GoFrames.frame(call, lines.at(index + 1)));
      }
      return 2;
    }

    private int other(int index) {
      elided += elided(lines.at(index));
      return 1;
    }

    /** {@code ...44739045 frames elided...}. */
    private static int elided(String line) {
      int end = line.startsWith("...") ? line.indexOf(" frames elided") : -1;
      boolean counted = end > 0 && FrameLines.isNumber(line, 3, end);
      return counted ? FrameLines.number(line, 3, end) : 0;
    }

    private void put(Thrown thrown, int from) {
      int first = from;
      while (first < frames.size() - 1 && GoFrames.isRuntime(frames.get(first))) {
        first++;
      }
      for (int i = first; i < frames.size(); i++) {
        thrown.frame(frames.get(i));
      }
      thrown.omit(elided);
    }
  }
}
