package dev.culprit.ingest.gateway.apache;

import dev.culprit.ingest.gateway.text.UpstreamNames;

/** The server that a line of Apache's error log is about. */
final class ApacheUpstreams {
  private static final String[] MARKS = {
    "attempt to connect to Unix domain socket ",
    "attempt to connect to ",
    "from remote server ",
    "DNS lookup failure for: ",
    "failed to make connection to backend: ",
    "Failed to read FastCGI header from ",
    "read response failed from ",
    "request body failed to ",
    "failed to enable ssl support for ",
    "disabled connection for (",
  };

  private ApacheUpstreams() {}

  static String of(String message, String remote) {
    for (String mark : MARKS) {
      int at = message.indexOf(mark);
      if (at >= 0 && !message.startsWith("returned by", at + mark.length())) {
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

  /** The group in {@code balancer://NAME: All workers are in error state}; empty when none. */
  static String group(String message) {
    int at = message.indexOf("balancer://");
    if (at < 0) {
      return "";
    }
    String name = word(message, at + 11);
    return name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
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
