package dev.culprit.ingest.scrub;

/**
 * Makes strings fit for storage: no U+0000, no half of a surrogate pair, not longer than allowed.
 * Strings that are fit come back as the same object.
 */
final class StringCleaner {
  private final EventNotes notes;

  StringCleaner(EventNotes notes) {
    this.notes = notes;
  }

  /** Cleans and cuts; {@code field} names the place in notes. */
  String fit(String field, String text, int longest) {
    String cut = text;
    if (text.length() > longest) {
      cut = text.substring(0, endOfCut(text, longest));
      notes.add(field + " was cut to " + longest + " characters");
    }
    return clean(field, cut);
  }

  private static int endOfCut(String text, int longest) {
    return longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1))
        ? longest - 1
        : longest;
  }

  private String clean(String field, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || (c & 0xF800) == 0xD800) {
        return mend(field, text, i);
      }
    }
    return text;
  }

  private String mend(String field, String text, int from) {
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
    boolean mended = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        mended = true;
      } else if (!Character.isSurrogate(c)) {
        out.append(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append('\uFFFD');
        mended = true;
      }
    }
    if (!mended) {
      return text;
    }
    notes.add(field + " had characters that cannot be stored");
    return out.toString();
  }
}
