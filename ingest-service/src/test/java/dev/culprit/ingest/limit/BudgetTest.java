package dev.culprit.ingest.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.runtime.testing.TestClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:20Z"));
  private final MemoryLedger ledger = new MemoryLedger();

  @Test
  void isExactForSmallBudgetsOverSeveralInstances() {
    Budget one = new Budget("key:1", ledger, clock);
    Budget two = new Budget("key:1", ledger, clock);

    long accepted = accepted(one, 30, 50) + accepted(two, 80, 50);

    assertThat(accepted).isEqualTo(50);
  }

  @Test
  void takesSharesOfLargeBudgetsAndNeverGivesMoreThanThereIs() {
    Budget one = new Budget("key:1", ledger, clock);
    Budget two = new Budget("key:1", ledger, clock);

    long accepted =
        IntStream.range(0, 150_000)
            .mapToLong(i -> accepted(i % 2 == 0 ? one : two, 1, 100_000))
            .sum();

    assertThat(accepted).isBetween(98_000L, 100_000L);
    assertThat(ledger.upserts).isLessThan(200);
  }

  @Test
  void tellsHowLongUntilTheMinuteEndsAndStartsAnew() {
    Budget budget = new Budget("key:1", ledger, clock);
    accepted(budget, 5, 5);

    Rejection rejection = ((Refused) budget.take(5).cause()).rejection();
    clock.advance(Duration.ofSeconds(41));

    assertThat(rejection).isEqualTo(new Rejection.RateLimited(Duration.ofSeconds(40)));
    assertThat(budget.take(5).succeeded()).isTrue();
  }

  @Test
  void countsForItselfWhileTheLedgerIsAwayAndReturnsToIt() {
    Budget budget = new Budget("key:1", ledger, clock);
    ledger.away = true;

    assertThat(accepted(budget, 80, 50)).isEqualTo(50);
    assertThat(ledger.upserts).isEqualTo(1);

    ledger.away = false;
    clock.advance(Duration.ofSeconds(60));
    assertThat(accepted(budget, 80, 50)).isEqualTo(50);
    assertThat(ledger.upserts).isGreaterThan(1);
  }

  @Test
  void letsWaitersShareOneQuestion() {
    ledger.slow = true;
    Budget budget = new Budget("key:1", ledger, clock);
    List<Future<Void>> takes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      takes.add(budget.take(12));
    }

    ledger.answerAll();
    ledger.answerAll();
    ledger.answerAll();

    assertThat(takes).allMatch(Future::isComplete);
    assertThat(takes.stream().filter(Future::succeeded)).hasSize(12);
    assertThat(ledger.upserts).isLessThanOrEqualTo(3);
  }

  @Test
  void followsAChangedLimitWithinTheMinute() {
    Budget budget = new Budget("key:1", ledger, clock);
    assertThat(accepted(budget, 20, 10)).isEqualTo(10);

    assertThat(accepted(budget, 20, 2_000)).isEqualTo(20);
  }

  private static long accepted(Budget budget, int events, long limit) {
    return IntStream.range(0, events).filter(i -> budget.take(limit).succeeded()).count();
  }

  private static final class MemoryLedger implements BudgetLedger {
    private final Map<String, Long> taken = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean away;
    private boolean slow;
    private int upserts;

    @Override
    public Future<Long> take(String scope, Instant minute, long share, long limit) {
      upserts++;
      if (away) {
        return Future.failedFuture("away");
      }
      long before = taken.merge(scope + minute, share, Long::sum) - share;
      long granted = Math.max(0, Math.min(share, limit - before));
      if (!slow) {
        return Future.succeededFuture(granted);
      }
      Promise<Long> promise = Promise.promise();
      waiting.add(() -> promise.complete(granted));
      return promise.future();
    }

    void answerAll() {
      List<Runnable> answers = List.copyOf(waiting);
      waiting.clear();
      answers.forEach(Runnable::run);
    }
  }
}
