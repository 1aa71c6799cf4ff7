package dev.culprit.query.rate;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span of time cut into buckets, whole at both ends.
 *
 * @param from the start of the first bucket
 * @param to the end of the last bucket
 */
public record RateWindow(Bucket bucket, Instant from, Instant to) {
  private static final int MOST_BUCKETS = 2000;

  /** What one entry stands for. */
  public enum Bucket {
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

    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    String table() {
      return table;
    }

    public ChronoUnit unit() {
      return unit;
    }
  }

  /**
   * An {@link ApiException} naming the parameter when a time cannot be read or the span is empty or
   * too long.
   */
  public static RateWindow of(
      String bucketName, Optional<String> from, Optional<String> to, Instant now) {
    Bucket bucket = Bucket.valueOf(bucketName.toUpperCase(java.util.Locale.ROOT));
    Instant end = to.map(text -> Times.parameter("to", text)).orElse(now);
    Instant start =
        from.map(text -> Times.parameter("from", text))
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

  public int size() {
    return Math.toIntExact(bucket.unit.between(from, to));
  }

  /** Which bucket the time belongs to. */
  public int indexOf(Instant at) {
    return Math.toIntExact(bucket.unit.between(from, at));
  }

  /** When a bucket begins. */
  public Instant at(int index) {
    return from.plus(index, bucket.unit);
  }
}
