package dev.culprit.ingest.gateway.text;

/**
 * One name for one server, however a proxy writes it: {@code host:port} or {@code unix:/path},
 * without scheme and path.
 */
public final class UpstreamNames {
  private UpstreamNames() {}

  /** Empty for {@code -} and nothing. */
  public static String of(String logged) {
    String name = logged.strip();
    if (name.isEmpty() || name.equals("-")) {
      return "";
    }
    int scheme = name.indexOf("://");
    if (scheme >= 0) {
      name = name.substring(scheme + 3);
    } else if (name.startsWith("unix//")) {
      return "unix:" + name.substring(5);
    } else if (name.startsWith("tcp/") || name.startsWith("udp/")) {
      name = name.substring(4);
    }
    if (name.startsWith("/")) {
      return "unix:" + name;
    }
    if (name.startsWith("unix:")) {
      int end = name.indexOf(':', 5);
      return end < 0 ? name : name.substring(0, end);
    }
    int path = name.indexOf('/');
    return path < 0 ? name : name.substring(0, path);
  }

  /** Whether it names a server rather than a group of them. */
  public static boolean isServer(String name) {
    if (name.startsWith("unix:") || name.startsWith("[")) {
      return true;
    }
    int colon = name.lastIndexOf(':');
    if (colon >= 0 && colon + 1 < name.length()) {
      return name.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    }
    return !name.isEmpty() && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }
}
