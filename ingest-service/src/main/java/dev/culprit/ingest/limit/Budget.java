package dev.culprit.ingest.limit;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One scope's budget as this instance sees it: what is left of the shares it took from the ledger.
 * Small budgets are taken event by event and are exact; of large ones a share is taken in advance,
 * so an instance may end a minute with some of its share unused but never gives more than there is.
 * While the ledger is away the instance counts for itself.
 */
final class Budget {
  private static final long TAKEN_ONE_BY_ONE = 1_000;
  private static final int SHARES = 64;
  private static final int MOST_WAITING = 10_000;
  private static final Duration LEDGER_PAUSE = Duration.ofSeconds(5);
  private static final Rejection BUSY =
      new Rejection.Overloaded("The budget cannot be checked fast enough", Duration.ofSeconds(1));

  private final String scope;
  private final BudgetLedger ledger;
  private final Clock clock;
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private long limit;
  private Instant minute = Instant.EPOCH;
  private long left;
  private long takenWithoutLedger;
  private boolean spent;
  private boolean asking;
  private Instant ledgerAwayUntil = Instant.EPOCH;

  Budget(String scope, BudgetLedger ledger, Clock clock) {
    this.scope = scope;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Takes one event out of the budget; fails with RateLimited when there is none left. */
  Future<Void> take(long currentLimit) {
    @Nullable Promise<Void> promise = null;
    long share;
    synchronized (this) {
      Instant now = clock.instant();
      turnTo(now.truncatedTo(ChronoUnit.MINUTES), currentLimit);
      if (left > 0) {
        left--;
        share = left < share() / 4 ? startAsking(now, share()) : 0;
      } else if (spent) {
        return Future.failedFuture(exhausted(now));
      } else if (waiting.size() >= MOST_WAITING) {
        return Future.failedFuture(new Refused(BUSY));
      } else if (now.isBefore(ledgerAwayUntil)) {
        return takeWithoutLedger(now);
      } else {
        promise = Promise.promise();
        waiting.add(promise);
        share = startAsking(now, Math.max(share(), waiting.size()));
      }
    }
    if (share > 0) {
      ask(share);
    }
    return promise == null ? Future.succeededFuture() : promise.future();
  }

  private void turnTo(Instant current, long currentLimit) {
    if (!current.equals(minute)) {
      minute = current;
      left = 0;
      takenWithoutLedger = 0;
      spent = false;
    }
    if (currentLimit != limit) {
      limit = currentLimit;
      spent = false;
    }
  }

  private long share() {
    return limit <= TAKEN_ONE_BY_ONE ? 0 : limit / SHARES;
  }

  private long startAsking(Instant now, long share) {
    if (asking || spent || share == 0 || now.isBefore(ledgerAwayUntil)) {
      return 0;
    }
    asking = true;
    return share;
  }

  private void ask(long share) {
    Instant askedFor;
    long askedLimit;
    synchronized (this) {
      askedFor = minute;
      askedLimit = limit;
    }
    ledger
        .take(scope, askedFor, share, askedLimit)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                granted(askedFor, share, result.result());
              } else {
                ledgerIsAway();
              }
            });
  }

  private void granted(Instant askedFor, long share, long granted) {
    Deque<Promise<Void>> served = new ArrayDeque<>();
    Deque<Promise<Void>> refused = new ArrayDeque<>();
    long again = 0;
    Instant now = clock.instant();
    synchronized (this) {
      asking = false;
      if (askedFor.equals(minute)) {
        left += granted;
        spent = granted < share;
      }
      while (left > 0 && !waiting.isEmpty()) {
        left--;
        served.add(waiting.remove());
      }
      if (!waiting.isEmpty()) {
        if (spent) {
          refused.addAll(waiting);
          waiting.clear();
        } else {
          again = startAsking(now, Math.max(share(), waiting.size()));
        }
      }
    }
    served.forEach(Promise::complete);
    refused.forEach(promise -> promise.fail(exhausted(now)));
    if (again > 0) {
      ask(again);
    }
  }

  private void ledgerIsAway() {
    Deque<Promise<Void>> orphans;
    Instant now = clock.instant();
    synchronized (this) {
      asking = false;
      ledgerAwayUntil = now.plus(LEDGER_PAUSE);
      orphans = new ArrayDeque<>(waiting);
      waiting.clear();
    }
    for (Promise<Void> promise : orphans) {
      Future<Void> taken;
      synchronized (this) {
        taken = takeWithoutLedger(now);
      }
      taken.onComplete(promise);
    }
  }

  private Future<Void> takeWithoutLedger(Instant now) {
    if (takenWithoutLedger >= limit) {
      return Future.failedFuture(exhausted(now));
    }
    takenWithoutLedger++;
    return Future.succeededFuture();
  }

  private static Refused exhausted(Instant now) {
    Instant end = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    return new Refused(new Rejection.RateLimited(Duration.between(now, end)));
  }
}
