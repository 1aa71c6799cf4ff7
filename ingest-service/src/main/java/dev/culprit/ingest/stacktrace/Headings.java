package dev.culprit.ingest.stacktrace;

import java.util.Optional;
import java.util.function.Function;

/** Finds the line that heads a trace among what a log printed before it. */
final class Headings {
  /** A heading with the index of its line; without a type when no line looks like one. */
  record Found(int line, Heading heading) {}

  private Headings() {}

  /**
   * The heading between two lines. The first line that begins with a telling one counts; the first
   * line of all is enough when it begins with any. Else the line before the frames is searched for
   * one within, and at last everything is taken for message.
   */
  static Found find(
      TraceLines lines, int from, int to, Function<String, Optional<Heading>> telling) {
    int first = first(lines, from, to);
    for (int i = first; i < to; i++) {
      String text = lines.at(i).strip();
      Optional<Heading> found = telling.apply(text);
      if (found.isEmpty() && i == first) {
        found = Heading.of(text).filter(Heading::isPlausible);
      }
      if (found.isPresent()) {
        return new Found(i, found.get());
      }
    }
    if (first == to) {
      return new Found(to - 1, new Heading("", ""));
    }
    int last = last(lines, first, to);
    return within(lines.at(last), telling)
        .map(heading -> new Found(last, heading))
        .orElseGet(() -> new Found(first, new Heading("", lines.at(first).strip())));
  }

  private static int first(TraceLines lines, int from, int to) {
    int first = from;
    while (first < to && lines.isBlank(first)) {
      first++;
    }
    return first;
  }

  private static int last(TraceLines lines, int first, int to) {
    int last = to - 1;
    while (last > first && lines.isBlank(last)) {
      last--;
    }
    return last;
  }

  /** {@code ERROR [web] request failed: java.io.IOException: closed}. */
  private static Optional<Heading> within(
      String line, Function<String, Optional<Heading>> telling) {
    int tries = 0;
    for (int at = line.indexOf(' '); at >= 0 && tries < 50; at = line.indexOf(' ', at + 1)) {
      int end = line.indexOf(' ', at + 1);
      String word = line.substring(at + 1, end < 0 ? line.length() : end);
      boolean last = end < 0;
      if ((last || word.endsWith(":")) && telling.apply(word).isPresent()) {
        return telling.apply(line.substring(at + 1));
      }
      tries++;
    }
    return Optional.empty();
  }
}
