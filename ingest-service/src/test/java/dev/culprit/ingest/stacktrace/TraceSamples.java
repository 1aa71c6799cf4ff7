package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The texts that the tests read, and what was read of them as lines that a person can check. */
final class TraceSamples {
  /** What real clients and runtimes printed, with what must be read of it. */
  static final Path FIXTURES = Path.of("src/test/resources/stacktraces");

  /** More texts, most of them printed by the runtimes themselves, each with a reading beside it. */
  static final Path SAMPLES = FIXTURES.resolve("samples");

  private static final int FRAMES_SHOWN = 30;

  private TraceSamples() {}

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> allTexts() {
    return Stream.of(FIXTURES, SAMPLES)
        .flatMap(folder -> files(folder).stream())
        .map(TraceSamples::text)
        .toList();
  }

  /** The platform; then each exception with its relation, and its frames, own ones starred. */
  static String render(ParsedStackTrace parsed) {
    StringBuilder out = new StringBuilder(parsed.platform()).append('\n');
    for (int i = 0; i < parsed.exceptions().size(); i++) {
      render(i, parsed.exceptions().get(i), out);
    }
    return out.toString();
  }

  private static void render(int index, ExceptionInfo.Builder exception, StringBuilder out) {
    out.append(index).append(": ").append(exception.getType()).append(" | ");
    out.append(exception.getValue().replace("\n", "\\n").replace("\t", "\\t"));
    if (exception.getMechanism().hasParent()) {
      out.append(" | ").append(exception.getMechanism().getSource());
      out.append(" of ").append(exception.getMechanism().getParent());
    }
    out.append(exception.getMechanism().getExceptionGroup() ? " | group" : "");
    out.append(exception.getThread().isEmpty() ? "" : " | thread " + exception.getThread());
    int omitted = exception.getFramesOmitted();
    out.append(omitted == 0 ? "" : " | " + omitted + " omitted").append('\n');
    List<Frame> frames = exception.getFramesList();
    frames.stream().limit(FRAMES_SHOWN).forEach(frame -> out.append(render(frame)).append('\n'));
    if (frames.size() > FRAMES_SHOWN) {
      out.append("  and ").append(frames.size() - FRAMES_SHOWN).append(" more\n");
    }
  }

  private static String render(Frame frame) {
    String place = frame.getFile();
    place += frame.getLine() == 0 ? "" : ":" + frame.getLine();
    place += frame.getColumn() == 0 ? "" : ":" + frame.getColumn();
    String library = frame.getPackage().isEmpty() ? "" : " | " + frame.getPackage();
    String name = frame.getModule() + " | " + frame.getFunction();
    return (frame.getInApp() ? "  * " : "    ") + name + " | " + place + library;
  }
}
