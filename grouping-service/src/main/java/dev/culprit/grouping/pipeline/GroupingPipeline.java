package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.EventIds;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.Partitions;
import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.event.StackTraces;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.KnownFacets;
import dev.culprit.grouping.problem.KnownProblems;
import dev.culprit.grouping.store.MissingPartitionException;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.store.UnstorableException;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a batch of events: fingerprint → find or open the problem → store → note the
 * transition → announce. Everything that is stored is stored in one transaction, and the answer
 * comes after its commit; an event sent again changes nothing. Events that cannot be stored are
 * found by halving the batch, and only they are rejected.
 */
public final class GroupingPipeline {

  private static final Logger log = LoggerFactory.getLogger(GroupingPipeline.class);
  private static final int MOST_ATTEMPTS = 6;

  private final Preparation preparation;
  private final KnownProblems known;
  private final Locator locator;
  private final KnownFacets knownFacets;
  private final StackTraces stackTraces;
  private final EventIds eventIds;
  private final Partitions partitions;
  private final Transactions transactions;
  private final Announcer announcer;
  private final WorkerExecutor worker;

  GroupingPipeline(
      Preparation preparation,
      KnownProblems known,
      Locator locator,
      KnownFacets knownFacets,
      StackTraces stackTraces,
      EventIds eventIds,
      Partitions partitions,
      Transactions transactions,
      Announcer announcer,
      WorkerExecutor worker) {
    this.preparation = preparation;
    this.known = known;
    this.locator = locator;
    this.knownFacets = knownFacets;
    this.stackTraces = stackTraces;
    this.eventIds = eventIds;
    this.partitions = partitions;
    this.transactions = transactions;
    this.announcer = announcer;
    this.worker = worker;
  }

  /**
   * One result an event, in their order. Fails when nothing is stored and the same may succeed
   * later.
   */
  public Future<List<EventResult>> group(List<IncomingEvent> events) {
    return prepare(events)
        .compose(
            batch ->
                store(batch, Set.of(), 1)
                    .onSuccess(stored -> knownFacets.remember(stored.facets(), stored.releases()))
                    .onSuccess(announcer::announce)
                    .map(stored -> inOrderOfArrival(batch, stored)))
        .recover(
            failure ->
                failure instanceof UnstorableException unstorable
                    ? halve(events, unstorable)
                    : Future.failedFuture(failure));
  }

  private Future<PreparedBatch> prepare(List<IncomingEvent> events) {
    return worker.executeBlocking(
        () -> {
          try {
            return preparation.prepare(events);
          } catch (RuntimeException e) {
            throw new UnstorableException("It cannot be read", e);
          }
        },
        false);
  }

  /** {@code distrusted} fingerprints are looked up in the database only. */
  private Future<StoredBatch> store(
      PreparedBatch batch, Set<FingerprintKey> distrusted, int attempt) {
    Map<FingerprintKey, Long> problemIds = new HashMap<>(batch.located());
    problemIds.keySet().removeAll(distrusted);
    Set<FingerprintKey> unknown = new HashSet<>(batch.unlocated());
    unknown.removeAll(distrusted);
    Map<StackTraceHash, Long> stackTraceIds = new HashMap<>(batch.stackTraceIds());

    Future<Void> located = known.lookUp(unknown).onSuccess(problemIds::putAll).mapEmpty();
    Future<Void> traced =
        stackTraces.store(batch.newStackTraces()).onSuccess(stackTraceIds::putAll).mapEmpty();
    Future<long[]> sequence = eventIds.take(batch.idsNeeded());
    Future<Void> ready = partitions.ensure(days(batch));

    return Future.all(located, traced, sequence, ready)
        .compose(
            ignored ->
                transactions.run(
                    transaction ->
                        new BatchWork(
                                transaction,
                                batch,
                                problemIds,
                                stackTraceIds,
                                locator,
                                knownFacets,
                                sequence.result())
                            .run()))
        .recover(failure -> storeAgain(batch, problemIds, distrusted, attempt, failure));
  }

  private Future<StoredBatch> storeAgain(
      PreparedBatch batch,
      Map<FingerprintKey, Long> problemIds,
      Set<FingerprintKey> distrusted,
      int attempt,
      Throwable failure) {
    if (attempt == MOST_ATTEMPTS) {
      return Future.failedFuture(failure);
    }
    if (failure instanceof StaleProblemsException stale) {
      Set<FingerprintKey> keys = new HashSet<>(distrusted);
      problemIds.forEach(
          (key, id) -> {
            if (stale.problemIds().contains(id)) {
              keys.add(key);
            }
          });
      return known
          .forget(keys)
          .otherwiseEmpty()
          .compose(ignored -> store(batch, keys, attempt + 1));
    }
    if (failure instanceof MissingPartitionException) {
      partitions.forget();
      return store(batch, distrusted, attempt + 1);
    }
    return Future.failedFuture(failure);
  }

  private Future<List<EventResult>> halve(List<IncomingEvent> events, UnstorableException failure) {
    if (events.size() == 1) {
      log.atWarn()
          .addKeyValue("reason", failure.getMessage())
          .addKeyValue("project", events.get(0).projectId())
          .addKeyValue("event_uid", events.get(0).uid())
          .log("An event cannot be stored");
      return Future.succeededFuture(
          List.of(
              new EventResult.Rejected(
                  "The event cannot be stored: " + failure.getMessage() + ".")));
    }
    int middle = events.size() / 2;
    return group(events.subList(0, middle))
        .compose(
            first ->
                group(events.subList(middle, events.size()))
                    .map(
                        second -> {
                          List<EventResult> both = new ArrayList<>(first);
                          both.addAll(second);
                          return both;
                        }));
  }

  private static Set<Long> days(PreparedBatch batch) {
    Set<Long> days = new HashSet<>();
    batch.events().forEach(prepared -> days.add(prepared.event().day()));
    return days;
  }

  /**
   * An event that came twice in one batch gets two answers; the later one says that it was there
   * already.
   */
  private static List<EventResult> inOrderOfArrival(PreparedBatch batch, StoredBatch stored) {
    List<EventResult> results = new ArrayList<>(batch.positions().length);
    boolean[] answered = new boolean[batch.events().size()];
    for (int position : batch.positions()) {
      EventResult result = stored.results().get(position);
      results.add(answered[position] ? asDuplicate(result) : result);
      answered[position] = true;
    }
    return results;
  }

  private static EventResult asDuplicate(EventResult result) {
    if (!(result instanceof EventResult.Stored stored)) {
      return result;
    }
    var transition = stored.transition();
    return new EventResult.Stored(
        stored.eventId(),
        new dev.culprit.grouping.problem.ProblemTransition.Repeated(
            transition.projectId(), transition.problemId()),
        true,
        stored.occurrenceCount());
  }
}
