package dev.culprit.ingest.gateway.fastcgi;

import dev.culprit.proto.ingest.v1.Cause;

/** What an application server wrote to its standard error, as nginx and Apache pass it on. */
public final class StandardError {
  private static final String MESSAGE = "PHP message: ";

  private StandardError() {}

  /** The text inside {@code FastCGI sent in stderr: "…" while reading …}, a message a line. */
  public static String text(String message) {
    int open = message.indexOf('"');
    int end = message.lastIndexOf("\" while ");
    String inside =
        open < 0 ? "" : message.substring(open + 1, end > open ? end : message.length());
    return clean(inside);
  }

  /** Without the prefixes of PHP's process manager. */
  public static String clean(String inside) {
    return inside.replace("; " + MESSAGE, "\n").replace(MESSAGE, "").strip();
  }

  /** Whether it ended the request. */
  public static Cause cause(String text) {
    if (text.contains("Primary script unknown")
        || text.contains("Unable to open primary script")
        || text.contains("security.limit_extensions")) {
      return Cause.CAUSE_APP_SCRIPT_MISSING;
    }
    return text.contains("Fatal error")
            || text.contains("Parse error")
            || text.contains("Uncaught ")
        ? Cause.CAUSE_APP_ERROR
        : Cause.CAUSE_UNSPECIFIED;
  }
}
