package dev.culprit.ingest.project;

import java.text.Normalizer;
import java.util.Locale;

/** Short names of projects for addresses: lower-case letters, digits and dashes. */
final class Slugs {
  private static final int LONGEST = 64;

  private Slugs() {}

  static boolean isValid(String slug) {
    if (slug.isEmpty() || slug.length() > LONGEST || slug.charAt(0) == '-') {
      return false;
    }
    return slug.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }

  /** A slug made from a name; {@code project} when nothing of the name can be used. */
  static String from(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    StringBuilder slug = new StringBuilder();
    for (int i = 0; i < plain.length() && slug.length() < LONGEST - 4; i++) {
      char c = plain.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        slug.append(c);
      } else if (c < 128 && slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
        slug.append('-');
      }
    }
    while (slug.length() > 0 && slug.charAt(slug.length() - 1) == '-') {
      slug.setLength(slug.length() - 1);
    }
    return slug.length() == 0 ? "project" : slug.toString();
  }
}
