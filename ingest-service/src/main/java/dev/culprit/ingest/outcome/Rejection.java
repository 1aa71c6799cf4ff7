package dev.culprit.ingest.outcome;

import java.time.Duration;

/** Why an event is not taken. The code is the same word in answers, metrics, tables and logs. */
public sealed interface Rejection extends Outcome {

  /** The stable snake_case word of the closed list. */
  String code();

  /** One English sentence for the developer of the client. */
  String reason();

  /** How long to wait before the next try; zero when trying again will not help. */
  default Duration retryAfter() {
    return Duration.ZERO;
  }

  /** The ingestion key is missing, unknown, revoked, or of another project than the one named. */
  record UnknownKey(String reason) implements Rejection {
    public UnknownKey() {
      this("Invalid or missing ingestion key");
    }

    @Override
    public String code() {
      return "unknown_key";
    }
  }

  /** The budget of the key or the project is spent until the minute ends. */
  record RateLimited(Duration retryAfter) implements Rejection {
    @Override
    public String code() {
      return "rate_limited";
    }

    @Override
    public String reason() {
      return "The budget of events a minute is spent; try again when the minute has ended";
    }
  }

  /** The event cannot be read or used; an empty field means the body as a whole. */
  record Malformed(String field, String why) implements Rejection {
    @Override
    public String code() {
      return "malformed";
    }

    @Override
    public String reason() {
      return field.isEmpty() ? why : field + " " + why;
    }
  }

  /** The event is larger than the limit. */
  record TooLarge(String what, long limitBytes) implements Rejection {
    @Override
    public String code() {
      return "too_large";
    }

    @Override
    public String reason() {
      return what + " is larger than " + limitBytes + " bytes";
    }
  }

  /** Neither grouping nor the spool can take the event now. */
  record Overloaded(String reason, Duration retryAfter) implements Rejection {
    @Override
    public String code() {
      return "overloaded";
    }
  }

  /** The path, method, content type or encoding is not served. */
  record Unsupported(Kind kind, String reason) implements Rejection {
    /** What exactly is not served. */
    public enum Kind {
      PATH,
      METHOD,
      ENCODING
    }

    @Override
    public String code() {
      return "unsupported";
    }
  }
}
