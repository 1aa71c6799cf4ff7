package dev.culprit.ingest.gateway.record;

import java.time.Instant;

/**
 * A line on its way to the readers of formats, with what its transport knows of it.
 *
 * @param text the message without any syslog header; may hold newlines; may be cut
 * @param tag the syslog tag or application name, empty when there is none
 * @param host the host that the transport names as its origin, empty when there is none
 * @param severity of syslog (RFC 5424 section 6.2.1), 0 to 7; -1 when there is none
 * @param loggedAt when the transport says that it was logged, else when it was received
 */
public record LogLine(String text, String tag, String host, int severity, Instant loggedAt) {

  public LogLine withText(String other) {
    return new LogLine(other, tag, host, severity, loggedAt);
  }
}
