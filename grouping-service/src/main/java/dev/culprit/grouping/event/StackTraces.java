package dev.culprit.grouping.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the ids of the stack traces that were used today, so that only the others are written. What
 * was noted as used today is not dropped by retention, so what is known here is there.
 */
public final class StackTraces {

  private record Known(long id, LocalDate day) {}

  private final StackTraceStore store;
  private final Clock clock;
  private final Cache<StackTraceHash, Known> known;

  public StackTraces(StackTraceStore store, Clock clock, int mostKnown) {
    this.store = store;
    this.clock = clock;
    this.known = Caffeine.newBuilder().maximumSize(mostKnown).recordStats().build();
  }

  /** The id if it is known to have been used today. */
  public @Nullable Long knownId(StackTraceHash hash) {
    Known entry = known.getIfPresent(hash);
    return entry != null && entry.day().equals(LocalDate.now(clock)) ? entry.id() : null;
  }

  /** The ids of traces that were not known. */
  public Future<Map<StackTraceHash, Long>> store(List<StackTraceRow> rows) {
    if (rows.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    LocalDate today = LocalDate.now(clock);
    return store
        .store(rows, today)
        .onSuccess(
            ids -> {
              Map<StackTraceHash, Known> entries = new HashMap<>();
              ids.forEach((hash, id) -> entries.put(hash, new Known(id, today)));
              known.putAll(entries);
            });
  }

  /** For metrics. */
  public Cache<?, ?> cache() {
    return known;
  }
}
