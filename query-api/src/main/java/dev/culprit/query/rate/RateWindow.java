package dev.culprit.query.rate;

import dev.culprit.query.http.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span of time cut into buckets, whole at both ends.
 *
 * @param from the start of the first bucket
 * @param to the end of the last bucket
 */
record RateWindow(Bucket bucket, Instant from, Instant to) {
  private static final int MOST_BUCKETS = 2000;

  enum Bucket {
    MINUTE(ChronoUnit.MINUTES, Duration.ofMinutes(60), "grouping.minute_rollups"),
    HOUR(ChronoUnit.HOURS, Duration.ofHours(24), "grouping.hour_rollups"),
    DAY(ChronoUnit.DAYS, Duration.ofDays(30), "grouping.hour_rollups");

    private final ChronoUnit unit;
    private final Duration usualSpan;
    private final String table;

    Bucket(ChronoUnit unit, Duration usualSpan, String table) {
      this.unit = unit;
      this.usualSpan = usualSpan;
      this.table = table;
    }

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    String table() {
      return table;
    }

    ChronoUnit unit() {
      return unit;
    }
  }

  /**
   * An {@link ApiException} naming the parameter when a time cannot be read or the span is empty or
   * too long.
   */
  static RateWindow of(String bucketName, Optional<String> from, Optional<String> to, Instant now) {
    Bucket bucket = Bucket.valueOf(bucketName.toUpperCase(java.util.Locale.ROOT));
    Instant end = to.map(text -> time("to", text)).orElse(now);
    Instant start =
        from.map(text -> time("from", text))
            .orElse(end.minus(bucket.usualSpan).plus(1, bucket.unit));
    Instant first = start.truncatedTo(bucket.unit);
    Instant last = end.truncatedTo(bucket.unit);
    Instant stop = last.equals(end) && to.isPresent() ? last : last.plus(1, bucket.unit);
    if (!first.isBefore(stop)) {
      throw ApiException.invalid("query", "from", "must be before to");
    }
    if (bucket.unit.between(first, stop) > MOST_BUCKETS) {
      throw ApiException.invalid(
          "query", "from", "is more than " + MOST_BUCKETS + " " + bucket.text() + "s before to");
    }
    return new RateWindow(bucket, first, stop);
  }

  int size() {
    return Math.toIntExact(bucket.unit.between(from, to));
  }

  private static Instant time(String name, String text) {
    try {
      // A plus in a query string reads as a space, which nobody means here.
      Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      if (time.isAfter(Instant.parse("1970-01-01T00:00:00Z"))
          && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // Refused below together with times that are out of range.
    }
    throw ApiException.invalid(
        "query", name, "must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
  }
}
