package dev.culprit.ingest.refusal;

import dev.culprit.ingest.outcome.Rejection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts every refused event by its code: at once in the metric, and every few seconds in the table
 * that the project's page shows. Counts that cannot be written wait for the next time; what is not
 * yet written is lost with the process, since a refused event promises nothing.
 */
public final class RefusalBook {
  /** Stands for "no project known". */
  public static final long NO_PROJECT = 0;

  private static final Logger log = LoggerFactory.getLogger(RefusalBook.class);
  private static final long INTERVAL_MS = 3_000;
  private static final int MOST_ENTRIES = 100_000;

  private record Entry(long projectId, String code, Instant hour) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byProject = Long.compare(projectId, other.projectId);
      int byCode = byProject != 0 ? byProject : code.compareTo(other.code);
      return byCode != 0 ? byCode : hour.compareTo(other.hour);
    }
  }

  private final Vertx vertx;
  private final RefusalTable table;
  private final Clock clock;
  private final MeterRegistry registry;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Entry, LongAdder> counts = new ConcurrentHashMap<>();
  private long timer = -1;

  public RefusalBook(Vertx vertx, Pool pool, Clock clock, MeterRegistry registry) {
    this.vertx = vertx;
    this.table = new RefusalTable(pool);
    this.clock = clock;
    this.registry = registry;
  }

  public void start() {
    timer = vertx.setPeriodic(INTERVAL_MS, id -> flush());
  }

  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return flush();
  }

  public void note(long projectId, Rejection rejection) {
    counters.computeIfAbsent(rejection.code(), this::counter).increment();
    Entry entry =
        new Entry(projectId, rejection.code(), clock.instant().truncatedTo(ChronoUnit.HOURS));
    if (counts.size() < MOST_ENTRIES || counts.containsKey(entry)) {
      counts.computeIfAbsent(entry, first -> new LongAdder()).increment();
    }
  }

  private Counter counter(String code) {
    return Counter.builder("culprit.ingest.refused")
        .description("Refused events by the code of the closed list")
        .tag("code", code)
        .register(registry);
  }

  private Future<Void> flush() {
    Map<Entry, Long> taken = new TreeMap<>();
    counts.forEach(
        (entry, count) -> {
          long sum = count.sumThenReset();
          if (sum > 0) {
            taken.put(entry, sum);
          } else {
            counts.remove(entry, count);
          }
        });
    if (taken.isEmpty()) {
      return Future.succeededFuture();
    }
    RefusalTable.Rows rows = new RefusalTable.Rows(taken.size());
    taken.forEach((entry, sum) -> rows.add(entry.projectId, entry.code, entry.hour, sum));
    Promise<Void> done = Promise.promise();
    table
        .add(rows)
        .onComplete(
            result -> {
              if (result.failed()) {
                log.atDebug().setCause(result.cause()).log("refusals could not be written yet");
                taken.forEach(
                    (entry, sum) ->
                        counts.computeIfAbsent(entry, first -> new LongAdder()).add(sum));
              }
              done.complete();
            });
    return done.future();
  }
}
