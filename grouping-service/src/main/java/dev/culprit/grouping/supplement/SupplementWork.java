package dev.culprit.grouping.supplement;

import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.activity.RequestDelta;
import dev.culprit.grouping.event.AttachmentRow;
import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.monitor.CheckInWork;
import dev.culprit.grouping.store.StoreTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One batch of supplements in one transaction. Takes locks in one order: identities, feedback,
 * sums, sessions, monitors, files; each sorted. Made anew for each attempt.
 */
final class SupplementWork {

  /** A session that began longer ago and is unknown was forgotten rather than never counted. */
  private static final Duration SESSION_MEMORY = Duration.ofDays(3);

  /** How much alert is told in one activity. */
  private static final int DELTAS_AT_ONCE = 500;

  private final StoreTransaction transaction;
  private final List<IncomingSupplement> supplements;
  private final long[] sequence;
  private final Map<SupplementKey, SupplementResult> results = new HashMap<>();
  private final List<OutboxEntry> entries = new ArrayList<>();

  /** {@code sequence} has a number for each supplement when there are files among them. */
  SupplementWork(
      StoreTransaction transaction, List<IncomingSupplement> supplements, long[] sequence) {
    this.transaction = transaction;
    this.supplements =
        supplements.stream().sorted(Comparator.comparing(IncomingSupplement::key)).toList();
    this.sequence = sequence;
  }

  Future<StoredSupplements> run() {
    return countNew()
        .compose(done -> feedback())
        .compose(done -> sessions())
        .compose(done -> files())
        .compose(done -> transaction.commit())
        .map(done -> new StoredSupplements(results, entries));
  }

  /** Sums and runs, which only their noted identities keep from counting twice. */
  private Future<Void> countNew() {
    List<IncomingSupplement> counted =
        having(
            content ->
                content instanceof SupplementContent.Lost
                    || content instanceof SupplementContent.Sessions
                    || content instanceof SupplementContent.Requests
                    || content instanceof SupplementContent.Run);
    if (counted.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .supplements()
        .recognise(counted)
        .compose(
            keys -> {
              stored(keys);
              List<IncomingSupplement> unseen =
                  counted.stream().filter(item -> keys.contains(item.key())).toList();
              return addLost(unseen)
                  .compose(done -> addSessions(unseen))
                  .compose(done -> addRequests(GatewayTally.of(unseen)))
                  .compose(done -> checkIns(unseen));
            });
  }

  private Future<Void> addLost(List<IncomingSupplement> unseen) {
    Map<LostSum.Key, LostSum> sums = new TreeMap<>();
    for (IncomingSupplement item : unseen) {
      if (item.content() instanceof SupplementContent.Lost lost) {
        LostSum.Key key =
            new LostSum.Key(
                item.projectId(), hour(item.occurredAt()), lost.category(), lost.reason());
        sums.merge(
            key,
            new LostSum(key, lost.quantity()),
            (a, b) -> new LostSum(key, a.quantity() + b.quantity()));
      }
    }
    return sums.isEmpty()
        ? Future.succeededFuture()
        : transaction.supplements().addLost(List.copyOf(sums.values()));
  }

  private Future<Void> addSessions(List<IncomingSupplement> unseen) {
    Map<SessionSums.Key, SessionSums> sums = new TreeMap<>();
    for (IncomingSupplement item : unseen) {
      if (item.content() instanceof SupplementContent.Sessions counts) {
        SessionSums sum = sum(item.projectId(), counts);
        sums.merge(sum.key(), sum, SessionSums::plus);
      }
    }
    return sums.isEmpty()
        ? Future.succeededFuture()
        : transaction.supplements().addSessions(List.copyOf(sums.values()));
  }

  private Future<Void> addRequests(GatewayTally tally) {
    if (tally.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Future<?>> added = new ArrayList<>();
    added.add(transaction.supplements().addToGatewayMinutes(tally.minutes()));
    added.add(transaction.supplements().addToGatewayHours(tally.hours()));
    List<RequestDelta> deltas = tally.deltas();
    for (int from = 0; from < deltas.size(); from += DELTAS_AT_ONCE) {
      List<RequestDelta> some =
          deltas.subList(from, Math.min(deltas.size(), from + DELTAS_AT_ONCE));
      added.add(transaction.outbox().append(Activity.ofRequests(some)).onSuccess(entries::add));
    }
    return Future.all(added).mapEmpty();
  }

  private static SessionSums sum(long projectId, SupplementContent.Sessions counts) {
    long started =
        counts.well()
            + counts.errored()
            + counts.unhandled()
            + counts.abnormal()
            + counts.crashed();
    return new SessionSums(
        new SessionSums.Key(
            projectId, hour(counts.startedAt()), counts.release(), counts.environment()),
        started,
        counts.errored(),
        counts.unhandled(),
        counts.abnormal(),
        counts.crashed());
  }

  private Future<Void> checkIns(List<IncomingSupplement> unseen) {
    List<IncomingSupplement> runs = new ArrayList<>();
    for (IncomingSupplement item : unseen) {
      if (item.content() instanceof SupplementContent.Run) {
        runs.add(item);
      }
    }
    runs.sort(
        Comparator.comparingLong(IncomingSupplement::projectId)
            .thenComparing(SupplementWork::slug)
            .thenComparing(IncomingSupplement::occurredAt));
    CheckInWork work = new CheckInWork(transaction.monitors());
    Future<Void> done = Future.succeededFuture();
    for (IncomingSupplement item : runs) {
      done = done.compose(before -> checkIn(work, item));
    }
    return done;
  }

  private Future<Void> checkIn(CheckInWork work, IncomingSupplement item) {
    SupplementContent.Run run = (SupplementContent.Run) item.content();
    return work.apply(item.projectId(), item.uid(), item.occurredAt(), run.checkIn())
        .map(
            rejection -> {
              rejection.ifPresent(
                  reason -> results.put(item.key(), new SupplementResult.Rejected(reason)));
              return null;
            });
  }

  private static String slug(IncomingSupplement item) {
    return ((SupplementContent.Run) item.content()).checkIn().slug();
  }

  private Future<Void> feedback() {
    List<IncomingSupplement> feedback =
        having(content -> content instanceof SupplementContent.Feedback);
    return feedback.isEmpty()
        ? Future.succeededFuture()
        : transaction.supplements().insertFeedback(feedback).map(this::stored);
  }

  private Future<Void> sessions() {
    Map<SupplementKey, SessionRow> rows = new TreeMap<>();
    for (IncomingSupplement item : supplements) {
      if (item.content() instanceof SupplementContent.Session session) {
        SessionRow row = row(item, session);
        rows.merge(row.key(), row, SessionRow::merge);
      }
    }
    return rows.isEmpty()
        ? Future.succeededFuture()
        : transaction
            .supplements()
            .mergeSessions(List.copyOf(rows.values()))
            .map(this::changedSessions);
  }

  private static SessionRow row(IncomingSupplement item, SupplementContent.Session session) {
    boolean isRecent = session.startedAt().isAfter(item.receivedAt().minus(SESSION_MEMORY));
    return SessionRow.of(
        item.projectId(),
        session.session(),
        new SessionSums.Key(
            item.projectId(), hour(session.startedAt()), session.release(), session.environment()),
        session.outcome(),
        session.isFirst() || isRecent,
        item.receivedAt());
  }

  private Void changedSessions(Set<SupplementKey> changed) {
    for (IncomingSupplement item : supplements) {
      if (item.content() instanceof SupplementContent.Session session
          && changed.contains(new SupplementKey(item.projectId(), session.session()))) {
        results.put(item.key(), SupplementResult.NEW);
      }
    }
    return null;
  }

  private Future<Void> files() {
    Future<Void> done = Future.succeededFuture();
    for (int i = 0; i < supplements.size(); i++) {
      IncomingSupplement item = supplements.get(i);
      if (item.content() instanceof SupplementContent.LateFile late) {
        long id = EventDay.id(EventDay.of(item.occurredAt()), sequence[i]);
        AttachmentRow row =
            new AttachmentRow(
                id, item.projectId(), late.event(), item.uid(), item.receivedAt(), late.file());
        done =
            done.compose(before -> transaction.supplements().attach(row))
                .map(
                    result -> {
                      results.put(item.key(), result);
                      return null;
                    });
      }
    }
    return done;
  }

  private Void stored(Set<SupplementKey> keys) {
    keys.forEach(key -> results.put(key, SupplementResult.NEW));
    return null;
  }

  private List<IncomingSupplement> having(Predicate<SupplementContent> condition) {
    return supplements.stream().filter(item -> condition.test(item.content())).toList();
  }

  private static Instant hour(Instant time) {
    return time.truncatedTo(ChronoUnit.HOURS);
  }
}
