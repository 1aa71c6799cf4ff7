package dev.culprit.ingest.gateway.syslog;

import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LogTimes;
import java.time.Instant;

/** RFC 5424: {@code 1 TIME HOST APP PROCID MSGID [id key="…"] MSG}. */
final class StructuredSyslog {
  private static final int MOST_ELEMENTS = 20;

  private StructuredSyslog() {}

  static SyslogMessage read(LineCursor cursor, int severity, Instant receivedAt) {
    cursor.skip("1 ");
    Instant at = LogTimes.any(value(cursor), receivedAt);
    String host = value(cursor);
    String application = value(cursor);
    value(cursor);
    value(cursor);
    String key = "";
    String environment = "";
    cursor.skipSpaces();
    if (!cursor.skip("-")) {
      for (int i = 0; i < MOST_ELEMENTS && cursor.skip("["); i++) {
        cursor.until(' ');
        while (!cursor.isAtEnd() && !cursor.skip("]")) {
          String name = cursor.skipSpaces().until('=');
          String told = cursor.quoted();
          key = name.equals("key") ? told : key;
          environment = name.equals("environment") ? told : environment;
        }
      }
    }
    String text = cursor.skipSpaces().rest();
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    return new SyslogMessage(
        new LogLine(RelayEscapes.undo(plain), application, host, severity, at),
        key.isEmpty() ? TagKeys.keyOf(application) : key,
        environment);
  }

  private static String value(LineCursor cursor) {
    String word = cursor.word();
    return word.equals("-") ? "" : word;
  }
}
