package dev.culprit.grouping.fingerprint.v2;

import java.util.Locale;
import java.util.Set;

/** Dates and times of day in the shapes that programs print. Looks ahead a bounded way only. */
final class Dates {

  private static final Set<String> MONTHS =
      Set.of(
          "jan",
          "feb",
          "mar",
          "apr",
          "may",
          "jun",
          "jul",
          "aug",
          "sep",
          "oct",
          "nov",
          "dec",
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "sept");
  private static final Set<String> DAYS =
      Set.of(
          "mon",
          "tue",
          "wed",
          "thu",
          "fri",
          "sat",
          "sun",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday");
  private static final Set<String> ZONES =
      Set.of(
          "utc", "gmt", "am", "pm", "z", "cet", "cest", "est", "edt", "pst", "pdt", "bst", "msk");

  private static final int LONGEST_NAME = 9;

  private Dates() {}

  /** Where the date or time that begins here ends, or -1 when none does. */
  static int end(String text, int from) {
    char c = text.charAt(from);
    int end = -1;
    if (Characters.isDigit(c)) {
      end = numeric(text, from);
    } else if (c >= 'A' && c <= 'Z') {
      end = named(text, from);
    }
    return end > 0 && (end == text.length() || !Characters.isWord(text.charAt(end))) ? end : -1;
  }

  private static int numeric(String text, int from) {
    int digits = Characters.skipDigits(text, from) - from;
    int next = from + digits;
    if (next >= text.length()) {
      return -1;
    }
    char joint = text.charAt(next);
    if (digits == 4 && (joint == '-' || joint == '/' || joint == '.')) {
      int day = pair(text, next, joint);
      return day < 0 ? -1 : time(text, day);
    }
    if (digits == 8 && (joint == 'T' || joint == '-' || joint == '_')) {
      int end = Characters.skipDigits(text, next + 1);
      return end - next - 1 == 6 || end - next - 1 == 4 ? zone(text, fraction(text, end)) : -1;
    }
    if (digits > 2) {
      return -1;
    }
    if (joint == ':') {
      return time(text, from, true);
    }
    if (joint == '-' || joint == '/' || joint == '.') {
      int year = dayMonthYear(text, next, joint);
      if (year > 0) {
        return year;
      }
    }
    return joint == ' ' || joint == '-' || joint == '/' ? monthYear(text, next) : -1;
  }

  /** After {@code 2026}: {@code -11-22}. */
  private static int pair(String text, int from, char joint) {
    int month = Characters.skipDigits(text, from + 1);
    boolean isMonth = month - from - 1 >= 1 && month - from - 1 <= 2;
    if (!isMonth || month >= text.length() || text.charAt(month) != joint) {
      return -1;
    }
    int day = Characters.skipDigits(text, month + 1);
    return day - month - 1 >= 1 && day - month - 1 <= 2 ? day : -1;
  }

  /** After {@code 22}: {@code .11.2026}. */
  private static int dayMonthYear(String text, int from, char joint) {
    int month = Characters.skipDigits(text, from + 1);
    boolean isMonth = month - from - 1 >= 1 && month - from - 1 <= 2;
    if (!isMonth || month >= text.length() || text.charAt(month) != joint) {
      return -1;
    }
    int year = Characters.skipDigits(text, month + 1);
    int digits = year - month - 1;
    boolean isYear = digits == 4 || (digits == 2 && joint == '/');
    return isYear ? time(text, year) : -1;
  }

  /** After {@code 22}: {@code /Nov/2026:10:15:30 +0000}. */
  private static int monthYear(String text, int from) {
    int end = nameEnd(text, from + 1);
    if (end < 0 || !MONTHS.contains(lower(text, from + 1, end)) || end >= text.length()) {
      return -1;
    }
    int year = Characters.skipDigits(text, end + 1);
    return year - end - 1 == 4 ? time(text, year) : -1;
  }

  private static int named(String text, int from) {
    int end = nameEnd(text, from);
    if (end < 0) {
      return -1;
    }
    String name = lower(text, from, end);
    if (MONTHS.contains(name)) {
      return afterMonth(text, end);
    }
    if (!DAYS.contains(name)) {
      return -1;
    }
    int next = end < text.length() && text.charAt(end) == ',' ? end + 1 : end;
    if (next + 1 >= text.length() || text.charAt(next) != ' ') {
      return -1;
    }
    if (Characters.isDigit(text.charAt(next + 1))) {
      return numeric(text, next + 1);
    }
    int month = nameEnd(text, next + 1);
    return month > 0 && MONTHS.contains(lower(text, next + 1, month))
        ? afterMonth(text, month)
        : -1;
  }

  /** After {@code Nov}: {@code 22, 2026 10:15}. */
  private static int afterMonth(String text, int from) {
    int start = from;
    while (start < text.length() && text.charAt(start) == ' ' && start - from < 2) {
      start++;
    }
    int day = Characters.skipDigits(text, start);
    if (start == from || day == start || day - start > 2) {
      return -1;
    }
    int comma = day < text.length() && text.charAt(day) == ',' ? day + 1 : day;
    int year = year(text, comma);
    int clock = time(text, year > 0 ? year : day);
    return year > 0 || clock > day ? clock : -1;
  }

  private static int year(String text, int from) {
    if (from >= text.length() || text.charAt(from) != ' ') {
      return -1;
    }
    int end = Characters.skipDigits(text, from + 1);
    return end - from - 1 == 4 && (end == text.length() || text.charAt(end) != ':') ? end : -1;
  }

  /** The end of a time of day behind a date; the same place when there is none. */
  private static int time(String text, int from) {
    int start = from;
    while (start < text.length() && start - from < 2 && "T ,:_".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    if (start == from) {
      return zone(text, from);
    }
    int end = time(text, start, false);
    return end > 0 ? end : from;
  }

  /** {@code 10:15}, {@code 10:15:30.123 +02:00}. */
  private static int time(String text, int from, boolean isAlone) {
    int hour = Characters.skipDigits(text, from);
    if (hour - from < 1 || hour - from > 2 || !isColon(text, hour)) {
      return -1;
    }
    int minute = Characters.skipDigits(text, hour + 1);
    if (minute - hour - 1 != 2) {
      return -1;
    }
    int second = isColon(text, minute) ? Characters.skipDigits(text, minute + 1) : minute;
    if (second != minute && second - minute - 1 != 2) {
      return isAlone ? -1 : minute;
    }
    return zone(text, fraction(text, second));
  }

  private static boolean isColon(String text, int at) {
    return at < text.length() && text.charAt(at) == ':';
  }

  private static int fraction(String text, int from) {
    boolean isJoint =
        from < text.length() && (text.charAt(from) == '.' || text.charAt(from) == ',');
    int end = isJoint ? Characters.skipDigits(text, from + 1) : from;
    return end > from + 1 ? end : from;
  }

  private static int zone(String text, int from) {
    int start = from < text.length() && text.charAt(from) == ' ' ? from + 1 : from;
    if (start >= text.length()) {
      return from;
    }
    char c = text.charAt(start);
    int end = from;
    if (c == '+' || c == '-') {
      int hours = Characters.skipDigits(text, start + 1);
      boolean isShort = hours - start - 1 == 2 && isColon(text, hours);
      int minutes = isShort ? Characters.skipDigits(text, hours + 1) : hours;
      end = minutes - start >= 3 && minutes - start <= 6 ? minutes : from;
    } else {
      int name = nameEnd(text, start);
      end = name > 0 && ZONES.contains(lower(text, start, name)) ? name : from;
    }
    int year = end > from ? year(text, end) : year(text, from);
    return year > 0 ? year : end;
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && end - from <= LONGEST_NAME
        && Characters.isLetter(text.charAt(end))) {
      end++;
    }
    return end > from && end - from <= LONGEST_NAME ? end : -1;
  }

  private static String lower(String text, int from, int to) {
    return text.substring(from, to).toLowerCase(Locale.ROOT);
  }
}
