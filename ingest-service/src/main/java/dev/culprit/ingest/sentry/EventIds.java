package dev.culprit.ingest.sentry;

import java.util.Locale;
import java.util.UUID;

/** Sentry's event ids: a UUID as 32 lower-case hex digits without dashes. */
final class EventIds {
  private static final int DIGITS = 32;

  private EventIds() {}

  /** The id in its one form, also of a dashed one; empty when the text is none. */
  static String of(String text) {
    if (text.length() > 2 * DIGITS) {
      return "";
    }
    String digits = text.strip().replace("-", "").toLowerCase(Locale.ROOT);
    boolean isId =
        digits.length() == DIGITS
            && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    return isId ? digits : "";
  }

  static String make() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** As minidump clients want to read it. */
  static String dashed(String id) {
    return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }
}
