package dev.culprit.ingest.sentry.event;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of events: 32 hex digits, with or without the dashes of a UUID. */
public final class EventIds {
  private static final Pattern PLAIN = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern DASHED =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  // Clients that cannot make an id send zeros, each time the same.
  private static final String NIL = "0".repeat(32);

  private EventIds() {}

  /** The id in its plain form; empty, so that ingest makes one, for anything else. */
  static String of(String told, Mendings mendings) {
    String id = plain(told);
    if (id.isEmpty() && !told.isBlank()) {
      mendings.note("event_id " + Mendings.quote(told) + " was not 32 hex digits and was replaced");
    }
    return id;
  }

  /** The id in its plain form; empty for anything else. */
  public static String plain(String told) {
    String id = told.strip().toLowerCase(Locale.ROOT);
    if (DASHED.matcher(id).matches()) {
      id = id.replace("-", "");
    }
    return PLAIN.matcher(id).matches() && !id.equals(NIL) ? id : "";
  }

  public static String make() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** As minidump clients want to read it. */
  public static String dashed(String id) {
    return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }
}
