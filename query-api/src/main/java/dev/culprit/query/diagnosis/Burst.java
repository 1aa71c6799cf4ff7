package dev.culprit.query.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A time in which a problem went on without a longer pause.
 *
 * @param start the minute in which it began
 * @param end the end of the minute in which it was seen last
 */
public record Burst(Instant start, Instant end) {

  /** Cuts the minutes of a problem, which must be in order, wherever the pause is longer. */
  public static List<Burst> of(List<Instant> minutes, Duration pause) {
    List<Burst> bursts = new ArrayList<>();
    for (Instant minute : minutes) {
      Instant end = minute.plus(1, ChronoUnit.MINUTES);
      int last = bursts.size() - 1;
      if (last >= 0 && !bursts.get(last).end.plus(pause).isBefore(minute)) {
        bursts.set(last, new Burst(bursts.get(last).start, end));
      } else {
        bursts.add(new Burst(minute, end));
      }
    }
    return bursts;
  }

  Duration length() {
    return Duration.between(start, end);
  }
}
