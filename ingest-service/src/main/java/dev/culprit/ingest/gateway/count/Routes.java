package dev.culprit.ingest.gateway.count;

/**
 * The route of a request out of its URI: the path without its query, at most three segments, with
 * {@code {id}} for what differs from request to request.
 */
public final class Routes {
  private static final int MOST_SEGMENTS = 3;
  private static final int LONGEST_SEGMENT = 48;
  private static final int SHORTEST_HEX = 8;

  /** Shorter ones are versions, as {@code v1}. */
  private static final int SHORTEST_MIXED = 4;

  private Routes() {}

  /** {@code /orders/{id}/items} of {@code /orders/1042/items/7?x=1}; empty for no path. */
  public static String of(String uri) {
    int start = uri.indexOf("://");
    start = start < 0 ? 0 : uri.indexOf('/', start + 3);
    if (start < 0 || uri.isEmpty() || uri.charAt(start) != '/') {
      return "";
    }
    int end = start;
    while (end < uri.length() && "?#;".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    StringBuilder route = new StringBuilder();
    int at = start + 1;
    for (int i = 0; i < MOST_SEGMENTS && at < end; i++) {
      int slash = uri.indexOf('/', at);
      int stop = slash < 0 || slash > end ? end : slash;
      route.append('/').append(segment(uri.substring(at, stop)));
      at = stop + 1;
    }
    return route.isEmpty() ? "/" : route.toString();
  }

  private static String segment(String text) {
    if (isIdentifier(text)) {
      return "{id}";
    }
    return text.length() <= LONGEST_SEGMENT ? text : "{id}";
  }

  /** Numbers, UUIDs, hashes, and words that are mostly digits. */
  private static boolean isIdentifier(String text) {
    int digits = 0;
    int hex = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits += c >= '0' && c <= '9' ? 1 : 0;
      hex += Character.digit(c, 16) >= 0 || c == '-' ? 1 : 0;
    }
    boolean isMostlyDigits = digits * 2 >= text.length() && text.length() >= SHORTEST_MIXED;
    boolean isHex = hex == text.length() && hex >= SHORTEST_HEX;
    return digits > 0 && (digits == text.length() || isMostlyDigits || isHex);
  }
}
