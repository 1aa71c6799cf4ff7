package dev.culprit.ingest.gateway.text;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The common and combined log formats, with a virtual host before them or further fields behind
 * them: what nginx, Apache and Traefik write when nobody chose otherwise.
 *
 * @param virtualHost that stands first in Apache's {@code vhost_combined}; else empty
 * @param time between the brackets
 * @param requestLine method, URI and protocol
 * @param extra named fields after the combined ones, such as {@code urt="0.001"}, names in lower
 *     case
 * @param tail what follows the combined fields, as it is
 */
public record CombinedLine(
    String virtualHost,
    String client,
    String time,
    String requestLine,
    String status,
    String bytes,
    String referrer,
    String userAgent,
    Map<String, String> extra,
    String tail) {
  private static final int MOST_EXTRA = 40;

  /** Empty when the line has another form. */
  public static Optional<CombinedLine> read(String text) {
    int bracket = text.indexOf(" [");
    int close = text.indexOf("] \"", Math.max(bracket, 0));
    if (bracket < 0 || close < 0 || close - bracket > 40) {
      return Optional.empty();
    }
    String[] before = text.substring(0, bracket).strip().split(" +", 5);
    if (before.length < 3 || before.length > 4) {
      return Optional.empty();
    }
    LineCursor cursor = new LineCursor(text.substring(close + 2));
    String requestLine = cursor.quoted();
    String status = cursor.word();
    if (status.isEmpty() || !LooseNumbers.isDigit(status.charAt(0))) {
      return Optional.empty();
    }
    String bytes = cursor.word();
    boolean hasAgents = cursor.skipSpaces().startsWith("\"");
    String referrer = hasAgents ? cursor.quoted() : "";
    String agent = hasAgents && cursor.skipSpaces().startsWith("\"") ? cursor.quoted() : "";
    String tail = cursor.skipSpaces().rest();
    return Optional.of(
        new CombinedLine(
            before.length == 4 ? before[0] : "",
            before[before.length - 3],
            text.substring(bracket + 2, close),
            requestLine,
            status,
            bytes,
            none(referrer),
            none(agent),
            named(tail),
            tail));
  }

  private static String none(String text) {
    return text.equals("-") ? "" : text;
  }

  private static Map<String, String> named(String tail) {
    Map<String, String> named = new HashMap<>();
    LineCursor cursor = new LineCursor(tail);
    while (!cursor.skipSpaces().isAtEnd() && named.size() < MOST_EXTRA) {
      if (cursor.startsWith("\"")) {
        cursor.quoted();
        continue;
      }
      String rest = cursor.rest();
      int space = rest.indexOf(' ');
      int equals = rest.indexOf('=');
      if (equals < 0 || (space >= 0 && space < equals)) {
        cursor.word();
        continue;
      }
      String name = cursor.until('=').toLowerCase(Locale.ROOT);
      named.put(name, cursor.quoted());
    }
    return named;
  }

  /** The named field under the first of these names that is there; empty when none is. */
  public String get(String... names) {
    for (String name : names) {
      String value = extra.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
