package dev.culprit.ingest.stacktrace;

import dev.culprit.proto.ingest.v1.Frame;
import java.util.Optional;

/**
 * Perl: {@code message at F line N.} and, from Carp, who called whom below it. The place in a line
 * is that of the call, so each sub is put together with the place in the line above. Perl's errors
 * have no type.
 */
final class PerlTraces implements TraceReader {
  private static final String CALLED = " called at ";

  @Override
  public boolean recognises(TraceLines lines, int index) {
    return (isFrame(lines, index) && placeAt(lines.at(index - 1)) >= 0) || isDeath(lines.at(index));
  }

  /** {@code message at x.pl line 2.}: a sentence of any language, but for the kind of file. */
  private static boolean isDeath(String line) {
    int at = line.endsWith(".") ? placeAt(line) : -1;
    return at >= 0
        && (line.indexOf(".pl line ", at) > 0
            || line.indexOf(".pm line ", at) > 0
            || line.startsWith("at -e line ", at));
  }

  private static boolean isFrame(TraceLines lines, int index) {
    String line = lines.at(index);
    int called = line.lastIndexOf(CALLED);
    return called > 0 && line.startsWith("\t") && placeAt(line) >= 0;
  }

  /** Where {@code at F line N} begins at the end of a line; else -1. */
  private static int placeAt(String line) {
    int word = line.lastIndexOf(" line ");
    // "at x.pl line 5, <STDIN> line 3." has the place before the handle.
    int handle = line.lastIndexOf(", <");
    if (handle > 0 && word > handle) {
      word = line.lastIndexOf(" line ", handle);
    }
    int end = word + 6;
    while (word >= 0 && end < line.length() && FrameLines.isDigit(line.charAt(end))) {
      end++;
    }
    int at = word < 4 ? -1 : line.lastIndexOf("at ", word - 4);
    boolean whole = end > word + 6 && (at == 0 || (at > 0 && line.charAt(at - 1) == ' '));
    return at >= 0 && whole ? at : -1;
  }

  private static Frame.Builder place(String line, int at) {
    int word = line.indexOf(" line ", at);
    int end = word + 6;
    while (end < line.length() && FrameLines.isDigit(line.charAt(end))) {
      end++;
    }
    int number = FrameLines.number(line, word + 6, end);
    return Frame.newBuilder().setFile(line.substring(at + 3, word)).setLine(number);
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    int first = 0;
    while (first < lines.size() && !isFrame(lines, first)) {
      first++;
    }
    // Behind a complete heading, a further one begins another trace; else it ends the message.
    boolean headed = placeAt(lines.at(first - 1)) >= 0;
    Block block = Block.find(lines, 0, lines.size(), i -> isFrame(lines, i), i -> headed);
    int heading = block.firstFrame() - 1;
    while (heading > 0 && placeAt(lines.at(heading)) < 0) {
      heading--;
    }
    int at = placeAt(lines.at(heading));
    if (at < 0) {
      return Optional.empty();
    }
    String last = lines.at(heading).substring(0, at).strip();
    Thrown thrown = new Thrown("", "");
    thrown.message(lines, 0, heading);
    thrown = last.isEmpty() ? thrown : thrown.messageLine(Addresses.mask(last));
    frames(thrown, place(lines.at(heading), at), lines, block);
    return Optional.of(thrown);
  }

  private static void frames(Thrown thrown, Frame.Builder crash, TraceLines lines, Block block) {
    Frame.Builder open = crash;
    for (int i = block.firstFrame(); i < block.end(); i++) {
      String sub = sub(lines.at(i));
      // An eval is no sub: the place of its call lies within the sub around it.
      if (!sub.equals("eval") && !sub.isEmpty()) {
        thrown.frame(open.setFunction(sub));
        open = place(lines.at(i), placeAt(lines.at(i)));
      }
    }
    thrown.frame(open);
  }

  private static String sub(String line) {
    String text = line.strip();
    int end = 0;
    while (end < text.length() && "( ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }
}
