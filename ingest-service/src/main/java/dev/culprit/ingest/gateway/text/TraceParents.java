package dev.culprit.ingest.gateway.text;

import java.util.Locale;

/** Trace ids out of what proxies log of a W3C {@code traceparent}. */
public final class TraceParents {
  private static final int ID = 32;

  private TraceParents() {}

  /** The trace id of {@code 00-…-…-01}, or a bare one; empty when it is none. */
  public static String traceId(String logged) {
    String id = logged;
    if (logged.length() >= 35 && logged.charAt(2) == '-') {
      id = logged.substring(3, 35);
    }
    return id.length() == ID && id.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        ? id.toLowerCase(Locale.ROOT)
        : "";
  }
}
