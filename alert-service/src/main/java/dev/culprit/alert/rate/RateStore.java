package dev.culprit.alert.rate;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** The counts that last, of which the {@link RateBook} holds a copy. */
public interface RateStore {
  /** Series with their counts since a minute; one without any counts is there, too. */
  Future<Map<SeriesKey, RateSeries>> load(Collection<SeriesKey> keys, int sinceMinute);

  /**
   * What a series had around the same time on earlier days.
   *
   * @param minutes how far before and after to look
   */
  Future<MinuteCounts> around(SeriesKey key, String environment, int minute, int days, int minutes);
}
