package dev.culprit.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.AlertCluster.Instance;
import dev.culprit.proto.alert.v1.Activity;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Many problems at once: twenty thousand series that all change, in transactions of 500 events
 * each. The limit is far below what an idle machine does, so that only a wrong order of growth
 * fails it.
 */
@ExtendWith(PostgresExtension.class)
class ThroughputTest {
  private static final int SERIES = 20_000;
  private static final int A_TRANSACTION = 500;
  private static final int ROUNDS = 3;

  @Test
  void judgesThousandsOfChangedSeriesASecond(TestDatabase database) throws Exception {
    Clock clock = Clock.systemUTC();
    Activities activities = new Activities(clock);
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try (AlertCluster cluster = new AlertCluster(database, clock, Map.of())) {
      Instance alert = cluster.start();
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        List<Future<?>> sent = new ArrayList<>();
        for (int from = 1; from <= SERIES; from += A_TRANSACTION) {
          RecordActivitiesRequest request = transaction(activities, from);
          sent.add(senders.submit(() -> alert.activity().recordActivities(request)));
        }
        for (Future<?> one : sent) {
          one.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "%d changed series judged in %.2f s: %.0f a second%n",
            SERIES, seconds, SERIES / seconds);
        assertThat(SERIES / seconds).isGreaterThan(500);
      }
      assertThat(
              cluster.number("SELECT sum(count) FROM alerting.rate_minutes WHERE problem_id > 0"))
          .isEqualTo((long) SERIES * ROUNDS);
    } finally {
      senders.shutdownNow();
    }
  }

  private static RecordActivitiesRequest transaction(Activities activities, int from) {
    Activity.Builder activity = activities.activity();
    for (int problem = from; problem < from + A_TRANSACTION; problem++) {
      activity.addCounts(activities.delta(problem, "production", 0, 1));
    }
    return Activities.request(activity);
  }
}
