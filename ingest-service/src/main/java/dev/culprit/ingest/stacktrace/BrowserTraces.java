package dev.culprit.ingest.stacktrace;

import java.util.Optional;

/**
 * Firefox and Safari: {@code fn@url:line:column}. Their stacks have no heading of their own; lines
 * before the frames are one that a logger put there. The trace ends with the first other line.
 */
final class BrowserTraces implements TraceReader {
  @Override
  public boolean recognises(TraceLines lines, int index) {
    return isFrame(lines.at(index));
  }

  private static boolean isFrame(String line) {
    String text = line.strip();
    int at = text.indexOf('@');
    String place = text.substring(at + 1);
    if (place.equals("[native code]")) {
      return true;
    }
    boolean one = place.indexOf(' ') < 0 || place.contains(" line ");
    boolean address = isAddress(place) || (at >= 0 && place.startsWith("/"));
    return one && address && Locations.is(place);
  }

  private static boolean isAddress(String place) {
    return place.startsWith("http://")
        || place.startsWith("https://")
        || place.startsWith("file://")
        || place.startsWith("blob:")
        || place.startsWith("webpack")
        || place.startsWith("capacitor://")
        || place.startsWith("resource://")
        || place.startsWith("moz-extension://")
        || place.startsWith("safari-");
  }

  @Override
  public Optional<Thrown> read(TraceLines lines, String platform) {
    int first = 0;
    while (first < lines.size() && !isFrame(lines.at(first))) {
      first++;
    }
    if (first == lines.size()) {
      return Optional.empty();
    }
    Headings.Found found = Headings.find(lines, 0, first, V8Heading::of);
    Thrown thrown = Thrown.of(found.heading()).message(lines, found.line() + 1, first);
    for (int i = first; i < lines.size() && isFrame(lines.at(i)); i++) {
      thrown.frame(FrameLines.parse(lines.at(i), platform));
    }
    return Optional.of(thrown);
  }
}
