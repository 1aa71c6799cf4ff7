package dev.culprit.ingest.gateway.syslog;

import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads RFC 3164 as it is really sent (without host, with an empty one, without a year or zone,
 * with a text that holds newlines or is cut) and RFC 5424. Anything else is a text without a
 * header; never throws.
 */
public final class SyslogParser {
  private static final int LONGEST_TAG = 128;

  private SyslogParser() {}

  public static SyslogMessage parse(String message, Instant receivedAt) {
    LineCursor cursor = new LineCursor(message);
    int severity = -1;
    if (cursor.startsWith("<")) {
      String priority = new LineCursor(message).between('<', '>');
      int value = (int) LooseNumbers.whole(priority, -1);
      if (priority.length() <= 3 && value >= 0 && value <= 191) {
        severity = value % 8;
        cursor.skip("<" + priority + ">");
      }
    }
    if (severity >= 0 && cursor.startsWith("1 ")) {
      return StructuredSyslog.read(cursor, severity, receivedAt);
    }
    return traditional(cursor, severity, receivedAt);
  }

  /** {@code Mon DD HH:MM:SS [HOST] TAG: TEXT}. */
  private static SyslogMessage traditional(LineCursor cursor, int severity, Instant receivedAt) {
    String rest = cursor.rest();
    Instant at = receivedAt;
    int month = LogTimes.month(rest, 0);
    if (month > 0 && rest.length() > 15 && rest.charAt(9) == ':' && rest.charAt(15) == ' ') {
      at = withoutYear(rest, month, receivedAt);
      rest = rest.substring(16);
    } else if (rest.length() > 20 && rest.charAt(4) == '-' && rest.charAt(10) == 'T') {
      int end = rest.indexOf(' ');
      at = LogTimes.any(end < 0 ? rest : rest.substring(0, end), receivedAt);
      rest = end < 0 ? "" : rest.substring(end + 1);
    } else if (severity < 0) {
      // A bare line: nothing in it can be told from a header.
      return message(rest, "", "", severity, at);
    }
    return headed(rest, severity, at);
  }

  /**
   * The host may be empty, which leaves a second space, or missing. The tag ends in a colon, with a
   * process id in brackets or without.
   */
  private static SyslogMessage headed(String rest, int severity, Instant at) {
    String host = "";
    String text = rest;
    int space = rest.indexOf(' ');
    int colon = tagEnd(rest);
    if (space == 0) {
      text = rest.substring(1);
    } else if (space > 0 && (colon < 0 || colon > space)) {
      host = rest.substring(0, space);
      text = rest.substring(space + 1);
    }
    int end = tagEnd(text);
    if (end < 0) {
      return message(rest, "", "", severity, at);
    }
    String tag = text.substring(0, end);
    int bracket = tag.indexOf('[');
    String name = bracket < 0 ? tag : tag.substring(0, bracket);
    String body = text.substring(Math.min(text.length(), end + 1));
    return message(body.startsWith(" ") ? body.substring(1) : body, name, host, severity, at);
  }

  /** Where the colon of a tag stands that begins the text; -1 when it begins with none. */
  private static int tagEnd(String text) {
    for (int i = 0; i < text.length() && i < LONGEST_TAG; i++) {
      char c = text.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (c == ' ' || c == '"' || c == '{') {
        return -1;
      }
    }
    return -1;
  }

  private static SyslogMessage message(
      String text, String tag, String host, int severity, Instant at) {
    return new SyslogMessage(
        new LogLine(RelayEscapes.undo(text), tag, host, severity, at), TagKeys.keyOf(tag), "");
  }

  /** In the year and the zone that bring it nearest to the moment of receipt. */
  private static Instant withoutYear(String text, int month, Instant receivedAt) {
    int day = LogTimes.number(text.replace(' ', '0'), 4, 2);
    int hour = LogTimes.number(text, 7, 2);
    int minute = LogTimes.number(text, 10, 2);
    int second = LogTimes.number(text, 13, 2);
    int thisYear = receivedAt.atOffset(ZoneOffset.UTC).getYear();
    Instant nearest = receivedAt;
    long smallest = Long.MAX_VALUE;
    for (int year = thisYear - 1; year <= thisYear + 1; year++) {
      try {
        Instant utc =
            LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59))
                .toInstant(ZoneOffset.UTC);
        Instant at = LogTimes.inNearestZone(utc, receivedAt);
        long distance = Math.abs(at.getEpochSecond() - receivedAt.getEpochSecond());
        if (distance < smallest) {
          smallest = distance;
          nearest = at;
        }
      } catch (DateTimeException notInThisYear) {
        // The 29th of February is in another.
      }
    }
    return nearest;
  }
}
