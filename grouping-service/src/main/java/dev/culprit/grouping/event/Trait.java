package dev.culprit.grouping.event;

/**
 * Something that an event has in common with others, beside environment and release, and that
 * people look for its problem by; {@code kind} is the facet's code.
 */
public record Trait(String kind, String value) {

  public static final String HTTP_STATUS = "http_status";
  public static final String PROXY = "proxy";
  public static final String CAUSE = "cause";
  public static final String HOST = "host";
  public static final String UPSTREAM = "upstream";
  public static final String UPSTREAM_GROUP = "upstream_group";
}
