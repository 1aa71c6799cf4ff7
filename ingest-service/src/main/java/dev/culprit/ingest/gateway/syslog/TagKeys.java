package dev.culprit.ingest.gateway.syslog;

import java.util.Locale;

/**
 * Finds an ingestion key in a syslog tag. nginx allows 32 word characters in a tag, exactly a key;
 * where longer ones are possible, a name may stand before or behind it.
 */
final class TagKeys {
  private static final int KEY = 32;

  private TagKeys() {}

  /** Empty when there is none. */
  static String keyOf(String tag) {
    if (tag.length() < KEY) {
      return "";
    }
    if (isKey(tag, 0) && (tag.length() == KEY || isBorder(tag.charAt(KEY)))) {
      return tag.substring(0, KEY).toLowerCase(Locale.ROOT);
    }
    int last = tag.length() - KEY;
    return isKey(tag, last) && isBorder(tag.charAt(last - 1))
        ? tag.substring(last).toLowerCase(Locale.ROOT)
        : "";
  }

  private static boolean isBorder(char c) {
    return c == '_' || c == '-' || c == '.' || c == '/';
  }

  private static boolean isKey(String tag, int from) {
    for (int i = from; i < from + KEY; i++) {
      char c = tag.charAt(i);
      if (c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
