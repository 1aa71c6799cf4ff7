package dev.culprit.ingest.csp;

import java.util.Locale;

/**
 * What was blocked, short enough to group by: the host of a URL, {@code self} for the page's own,
 * the scheme of URLs without a host, or a keyword such as {@code inline} and {@code eval}.
 */
final class BlockedSource {
  private BlockedSource() {}

  static String of(String blocked, String page) {
    String text = blocked.strip();
    if (text.isEmpty() || text.equals("self")) {
      // Old browsers leave it empty for inline code.
      return text.isEmpty() ? "inline" : text;
    }
    String host = host(text);
    if (!host.isEmpty()) {
      return host.equals(host(page)) ? "self" : host;
    }
    int colon = text.indexOf(':');
    return (colon > 0 ? text.substring(0, colon) : text).toLowerCase(Locale.ROOT);
  }

  /** Host and port; plain scanning, since what is blocked is often no valid URI. */
  private static String host(String url) {
    int slashes = url.indexOf("://");
    if (slashes < 0) {
      return "";
    }
    int start = slashes + 3;
    int end = start;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String authority = url.substring(start, end);
    return authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }
}
