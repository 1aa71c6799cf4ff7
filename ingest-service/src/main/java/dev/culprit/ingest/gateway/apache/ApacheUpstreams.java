package dev.culprit.ingest.gateway.apache;

import dev.culprit.ingest.gateway.text.UpstreamNames;

/** The server that a line of Apache's error log is about. */
final class ApacheUpstreams {
  private static final String[] MARKS = {
    "attempt to connect to Unix domain socket ",
    "attempt to connect to ",
    "from remote server ",
    "pass request body failed to ",
    "DNS lookup failure for: ",
    "failed to make connection to backend: ",
    "Failed to read FastCGI header from ",
    "backend "
  };

  private ApacheUpstreams() {}

  static String of(String message, String remote) {
    for (String mark : MARKS) {
      int at = message.indexOf(mark);
      if (at >= 0) {
        String name = UpstreamNames.of(word(message, at + mark.length()));
        if (name.equals("returned")) {
          return remote;
        }
        return message.startsWith("attempt to connect to Unix", at) && !name.startsWith("unix:")
            ? "unix:" + name
            : name;
      }
    }
    return remote;
  }

  /** {@code disabling worker for (127.0.0.1:9101) for 60s}. */
  static String inBrackets(String message) {
    int open = message.indexOf('(');
    int close = message.indexOf(')', open + 1);
    return open < 0 || close < 0 ? "" : UpstreamNames.of(message.substring(open + 1, close));
  }

  /** The group in {@code balancer://dead: All workers are in error state}; empty when none. */
  static String balancer(String message) {
    int at = message.indexOf("balancer://");
    return at < 0 ? "" : word(message, at + 11).replaceAll("[:/].*$", "");
  }

  private static String word(String message, int start) {
    int end = start;
    while (end < message.length() && " ,()".indexOf(message.charAt(end)) < 0) {
      end++;
    }
    return message.substring(start, end);
  }
}
