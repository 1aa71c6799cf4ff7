package dev.culprit.ingest.gateway.syslog;

/**
 * Undoes what rsyslog makes of control characters: {@code #012} of a newline, {@code #011} of a
 * tab.
 */
final class RelayEscapes {
  private RelayEscapes() {}

  static String undo(String text) {
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return whole.indexOf("#01") < 0
        ? whole
        : whole.replace("#012", "\n").replace("#011", "\t").replace("#015", "");
  }
}
