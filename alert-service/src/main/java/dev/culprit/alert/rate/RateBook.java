package dev.culprit.alert.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The series this instance judges, in memory as long as there is room, read again from the store
 * when there was not or after a restart. Works in rounds: what arrives during a round is merged and
 * waits for the next, so that a flood of one series costs one judgement a round. Confined to one
 * event loop; may be called from anywhere.
 */
public final class RateBook {
  private static final Logger log = LoggerFactory.getLogger(RateBook.class);

  /** Minutes of counts that are held: what a baseline or the longest threshold window needs. */
  public static final int HORIZON_MINUTES = 25 * 60 + 15;

  private static final int KEYS_A_LOAD = 200;

  private final Context context;
  private final RateStore store;
  private final RateJudge judge;
  private final Clock clock;
  private final Cache<SeriesKey, RateSeries> series;
  private Map<SeriesKey, List<MinuteCount>> waiting = new HashMap<>();
  private List<Promise<Void>> callers = new ArrayList<>();
  private boolean busy;
  private long epoch;

  public RateBook(
      Context context,
      RateStore store,
      RateJudge judge,
      Clock clock,
      long heldMinutes,
      MeterRegistry metrics) {
    this.context = context;
    this.store = store;
    this.judge = judge;
    this.clock = clock;
    this.series =
        Caffeine.newBuilder()
            .maximumWeight(heldMinutes)
            .weigher((SeriesKey key, RateSeries held) -> held.weight())
            .executor(Runnable::run)
            .build();
    metrics.gauge("culprit.alert.rate.series", series, Cache::estimatedSize);
  }

  /** Merges counts and judges their series; completes when they have been judged. */
  public Future<Void> merge(Collection<MinuteCount> counts) {
    Promise<Void> merged = Promise.promise();
    context.runOnContext(
        turn -> {
          counts.forEach(this::await);
          callers.add(merged);
          if (!busy) {
            nextRound();
          }
        });
    return merged.future();
  }

  /** Forgets everything held, because another instance may have counted meanwhile. */
  public void clear() {
    context.runOnContext(
        turn -> {
          epoch++;
          series.invalidateAll();
        });
  }

  private void await(MinuteCount count) {
    if (judge.isWatched(count.key())) {
      waiting.computeIfAbsent(count.key(), key -> new ArrayList<>(2)).add(count);
    } else {
      // Its counts go unheard from here on, so a copy would be wrong once a rule wants it.
      series.invalidate(count.key());
    }
  }

  private void nextRound() {
    Map<SeriesKey, List<MinuteCount>> round = waiting;
    List<Promise<Void>> served = callers;
    waiting = new HashMap<>();
    callers = new ArrayList<>();
    busy = !served.isEmpty();
    if (!busy) {
      return;
    }
    loadMissing(round)
        .compose(loaded -> judgeRound(round, loaded))
        .onComplete(
            done -> {
              if (done.failed()) {
                log.atWarn().setCause(done.cause()).log("rates could not be judged");
                round.keySet().forEach(series::invalidate);
              }
              served.forEach(caller -> caller.handle(done));
              nextRound();
            });
  }

  private Future<Map<SeriesKey, RateSeries>> loadMissing(Map<SeriesKey, List<MinuteCount>> round) {
    long loadEpoch = epoch;
    List<SeriesKey> missing =
        round.keySet().stream().filter(key -> series.getIfPresent(key) == null).toList();
    Map<SeriesKey, RateSeries> loaded = new HashMap<>();
    Future<Void> loading = Future.succeededFuture();
    for (int from = 0; from < missing.size(); from += KEYS_A_LOAD) {
      List<SeriesKey> some = missing.subList(from, Math.min(missing.size(), from + KEYS_A_LOAD));
      loading =
          loading
              .compose(done -> store.load(some, nowMinute() - HORIZON_MINUTES))
              .map(
                  found -> {
                    loaded.putAll(found);
                    return null;
                  });
    }
    return loading.map(
        done -> {
          if (loadEpoch == epoch) {
            series.putAll(loaded);
          }
          return loaded;
        });
  }

  private Future<Void> judgeRound(
      Map<SeriesKey, List<MinuteCount>> round, Map<SeriesKey, RateSeries> loaded) {
    List<RateSeries> changed = new ArrayList<>(round.size());
    int horizon = nowMinute() - HORIZON_MINUTES;
    round.forEach(
        (key, counts) -> {
          RateSeries held = series.getIfPresent(key);
          // Room for fewer series than a round has, or cleared meanwhile: judge what was loaded.
          RateSeries current = held != null ? held : loaded.get(key);
          if (current == null) {
            current = new RateSeries(key, 0);
          }
          for (MinuteCount count : counts) {
            if (count.minute() >= horizon) {
              current.raise(count.environment(), count.minute(), count.count());
            }
          }
          current.forgetBefore(horizon);
          if (held != null) {
            series.put(key, current);
          }
          changed.add(current);
        });
    return judge.judge(changed);
  }

  private int nowMinute() {
    return (int) Math.floorDiv(clock.instant().getEpochSecond(), 60L);
  }
}
