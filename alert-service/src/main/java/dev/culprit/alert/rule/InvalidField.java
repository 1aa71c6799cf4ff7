package dev.culprit.alert.rule;

/** A value someone gave that cannot be taken; names the field and says what it must be. */
public final class InvalidField extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidField(String field, String must) {
    super(field + " " + must);
  }

  /** Refuses a text that is empty, too long or holds control characters. */
  public static void requireName(String field, String value) {
    if (value.isBlank() || value.length() > 128) {
      throw new InvalidField(field, "must have 1 to 128 characters");
    }
    requirePlain(field, value);
  }

  public static void requirePlain(String field, String value) {
    if (value.codePoints().anyMatch(InvalidField::isUnprintable)) {
      throw new InvalidField(field, "must not contain control characters");
    }
  }

  public static void requireBetween(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw new InvalidField(field, "must be from %d to %d".formatted(least, most));
    }
  }

  private static boolean isUnprintable(int point) {
    return point < ' ' || point == 0x7f || (point >= 0xD800 && point <= 0xDFFF);
  }
}
