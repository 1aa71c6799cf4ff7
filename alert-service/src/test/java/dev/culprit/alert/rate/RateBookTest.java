package dev.culprit.alert.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.testing.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateBookTest {
  private static final SeriesKey KEY = new SeriesKey(1, 2);

  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final int now = (int) (clock.instant().getEpochSecond() / 60);
  private final FakeStore store = new FakeStore();
  private final FakeJudge judge = new FakeJudge();
  private final Context context = vertx.getOrCreateContext();
  private final RateBook book =
      new RateBook(context, store, judge, clock, 1000, new SimpleMeterRegistry());

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void loadsASeriesOnceAndMergesIntoIt() throws Exception {
    store.stored.put(KEY, List.of(new MinuteCount(KEY, "production", now - 10, 7)));

    await(book.merge(List.of(new MinuteCount(KEY, "production", now, 1))));
    await(book.merge(List.of(new MinuteCount(KEY, "production", now, 3))));
    await(book.merge(List.of(new MinuteCount(KEY, "production", now, 2))));

    assertThat(store.loads).isEqualTo(1);
    assertThat(judge.sums).containsExactly(8L, 10L, 10L);
  }

  @Test
  void loadsAgainAfterClearing() throws Exception {
    await(book.merge(List.of(new MinuteCount(KEY, "", now, 1))));
    book.clear();
    await(book.merge(List.of(new MinuteCount(KEY, "", now, 2))));

    assertThat(store.loads).isEqualTo(2);
  }

  @Test
  void judgesOnceForAllThatWaits() throws Exception {
    judge.gate = Promise.promise();
    List<Future<Void>> merges =
        IntStream.rangeClosed(1, 50)
            .mapToObj(i -> book.merge(List.of(new MinuteCount(KEY, "", now, i))))
            .toList();
    Promise<Void> allArrived = Promise.promise();
    context.runOnContext(turn -> allArrived.complete());
    await(allArrived.future());
    judge.gate.complete();
    await(Future.all(merges));

    assertThat(judge.sums).containsExactly(1L, 50L);
  }

  @Test
  void holdsNothingThatNoRuleWatches() throws Exception {
    judge.watched = false;

    await(book.merge(List.of(new MinuteCount(KEY, "", now, 1))));

    assertThat(store.loads).isZero();
    assertThat(judge.sums).isEmpty();
  }

  @Test
  void aFailureIsToldAndTheNextRoundWorks() throws Exception {
    judge.failing = true;
    assertThatThrownBy(() -> await(book.merge(List.of(new MinuteCount(KEY, "", now, 1)))))
        .hasRootCauseMessage("judge");

    judge.failing = false;
    await(book.merge(List.of(new MinuteCount(KEY, "", now, 2))));
    assertThat(judge.sums).contains(2L);
  }

  @Test
  void judgesMoreSeriesThanItHasRoomFor() throws Exception {
    List<MinuteCount> many =
        IntStream.range(1, 500)
            .mapToObj(i -> new MinuteCount(new SeriesKey(1, i), "", now, i))
            .toList();

    await(book.merge(many));

    assertThat(judge.sums).hasSize(499);
    assertThat(judge.sums.stream().mapToLong(Long::longValue).sum()).isEqualTo(499 * 500 / 2);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static final class FakeStore implements RateStore {
    private final Map<SeriesKey, List<MinuteCount>> stored = new HashMap<>();
    private int loads;

    @Override
    public Future<Map<SeriesKey, RateSeries>> load(Collection<SeriesKey> keys, int sinceMinute) {
      loads++;
      Map<SeriesKey, RateSeries> loaded = new HashMap<>();
      for (SeriesKey key : keys) {
        RateSeries series = new RateSeries(key, 0);
        for (MinuteCount count : stored.getOrDefault(key, List.of())) {
          series.raise(count.environment(), count.minute(), count.count());
        }
        loaded.put(key, series);
      }
      return Future.succeededFuture(loaded);
    }

    @Override
    public Future<MinuteCounts> around(
        SeriesKey key, String environment, int minute, int days, int minutes) {
      return Future.succeededFuture(new MinuteSeries());
    }
  }

  private final class FakeJudge implements RateJudge {
    private final List<Long> sums = new ArrayList<>();
    private Promise<Void> gate = Promise.promise();
    private boolean watched = true;
    private boolean failing;

    FakeJudge() {
      gate.complete();
    }

    @Override
    public boolean isWatched(SeriesKey key) {
      return watched;
    }

    @Override
    public Future<Void> judge(Collection<RateSeries> changed) {
      if (failing) {
        return Future.failedFuture("judge");
      }
      changed.forEach(series -> sums.add(series.counts("").sum(now - 100, now)));
      return gate.future();
    }
  }
}
