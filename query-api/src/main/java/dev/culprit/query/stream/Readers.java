package dev.culprit.query.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who reads the stream now, up to a bound. */
final class Readers {
  private final int most;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final Counter missed;

  Readers(int most, MeterRegistry metrics) {
    this.most = most;
    Gauge.builder("culprit.stream.readers", readers, Set::size)
        .description("Open server-sent event streams")
        .register(metrics);
    this.missed =
        Counter.builder("culprit.stream.missed")
            .description(
                "Changes that a slow reader was not sent; it was told to read again. Worry when it grows steadily.")
            .register(metrics);
  }

  /** False when there is no room for one more. */
  boolean add(Reader reader) {
    if (readers.size() >= most) {
      return false;
    }
    readers.add(reader);
    return true;
  }

  void remove(Reader reader) {
    readers.remove(reader);
  }

  void tell(StreamedChange change) {
    for (Reader reader : readers) {
      if (!reader.tell(change)) {
        missed.increment();
      }
    }
  }

  void endAll() {
    readers.forEach(Reader::end);
  }
}
