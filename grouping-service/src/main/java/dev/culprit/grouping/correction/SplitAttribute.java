package dev.culprit.grouping.correction;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.Trait;
import java.util.Optional;

/**
 * What a problem's events can be told apart by beside their fingerprint. An event without it has
 * the empty value.
 */
public record SplitAttribute(Kind kind, String tag) {

  private static final String TAG = "tag.";
  private static final int LONGEST_TAG = 64;

  /** What of an event is meant; names are those of the contract. */
  public enum Kind {
    ENVIRONMENT("environment"),
    RELEASE("release"),
    LEVEL("level"),
    LOGGER("logger"),
    SERVER("server"),
    TRANSACTION("transaction"),
    HTTP_STATUS("http_status"),
    HOST("host"),
    UPSTREAM("upstream"),
    CAUSE("cause"),
    TAG("");

    private final String code;

    Kind(String code) {
      this.code = code;
    }
  }

  /** Fails when there is no such attribute. */
  public static SplitAttribute of(String name) {
    if (name.startsWith(TAG)) {
      String tag = name.substring(TAG.length());
      if (tag.isBlank() || tag.length() > LONGEST_TAG || tag.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("a tag's name has 1 to 64 characters");
      }
      return new SplitAttribute(Kind.TAG, tag);
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.TAG && kind.code.equals(name)) {
        return new SplitAttribute(kind, "");
      }
    }
    throw new IllegalArgumentException(
        "attribute must be environment, release, level, logger, server, transaction, http_status,"
            + " host, upstream, cause or tag.NAME");
  }

  /** As {@link #of} takes it. */
  public String name() {
    return kind == Kind.TAG ? TAG + tag : kind.code;
  }

  /** What this event has of it; empty when it has nothing. */
  public String valueOf(IncomingEvent event) {
    // PostgreSQL's text has no U+0000.
    return said(event).replace("\0", "");
  }

  private String said(IncomingEvent event) {
    return switch (kind) {
      case ENVIRONMENT -> event.environment();
      case RELEASE -> event.release();
      case LEVEL -> event.level();
      case LOGGER -> event.facts().logger();
      case SERVER -> event.content().server();
      case TRANSACTION -> event.content().transaction();
      case HTTP_STATUS -> trait(event, Trait.HTTP_STATUS);
      case HOST -> trait(event, Trait.HOST);
      case UPSTREAM -> trait(event, Trait.UPSTREAM);
      case CAUSE -> trait(event, Trait.CAUSE);
      case TAG -> event.facts().tag(tag);
    };
  }

  private static String trait(IncomingEvent event, String kind) {
    Optional<Trait> found =
        event.content().traits().stream().filter(trait -> trait.kind().equals(kind)).findFirst();
    return found.map(Trait::value).orElse("");
  }
}
