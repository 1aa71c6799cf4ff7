package dev.culprit.grouping.supplement;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.EventIds;
import dev.culprit.grouping.event.Partitions;
import dev.culprit.grouping.store.MissingPartitionException;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.store.UnstorableException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of what comes beside events: everything of a batch is stored in one transaction, and the
 * answer comes after its commit; what is sent again changes nothing. What cannot be stored is found
 * by halving the batch, and only that is rejected.
 */
public final class SupplementPipeline {

  private static final Logger log = LoggerFactory.getLogger(SupplementPipeline.class);
  private static final int MOST_ATTEMPTS = 3;

  private final EventIds ids;
  private final Partitions partitions;
  private final Transactions transactions;
  private final Consumer<OutboxEntry> announce;

  /** {@code announce} takes what is committed and others are to be told of; nobody waits for it. */
  public SupplementPipeline(
      EventIds ids,
      Partitions partitions,
      Transactions transactions,
      Consumer<OutboxEntry> announce) {
    this.ids = ids;
    this.partitions = partitions;
    this.transactions = transactions;
    this.announce = announce;
  }

  /**
   * One result a supplement, in their order. Fails when nothing is stored and the same may succeed
   * later.
   */
  public Future<List<SupplementResult>> keep(List<IncomingSupplement> supplements) {
    Map<SupplementKey, IncomingSupplement> distinct = new LinkedHashMap<>();
    supplements.forEach(supplement -> distinct.putIfAbsent(supplement.key(), supplement));
    return store(List.copyOf(distinct.values()), 1)
        .map(results -> inOrderOfArrival(supplements, results))
        .recover(
            failure ->
                failure instanceof UnstorableException unstorable
                    ? halve(supplements, unstorable)
                    : Future.failedFuture(failure));
  }

  private Future<Map<SupplementKey, SupplementResult>> store(
      List<IncomingSupplement> supplements, int attempt) {
    Set<Long> days = new HashSet<>();
    for (IncomingSupplement supplement : supplements) {
      if (supplement.content() instanceof SupplementContent.LateFile) {
        days.add(EventDay.of(supplement.occurredAt()));
      }
    }
    Future<long[]> sequence = ids.take(days.isEmpty() ? 0 : supplements.size());
    return Future.all(sequence, partitions.ensure(days))
        .compose(
            ready ->
                transactions.run(
                    transaction ->
                        new SupplementWork(transaction, supplements, sequence.result()).run()))
        .map(
            stored -> {
              stored.entries().forEach(announce);
              return stored.results();
            })
        .recover(
            failure -> {
              if (failure instanceof MissingPartitionException && attempt < MOST_ATTEMPTS) {
                partitions.forget();
                return store(supplements, attempt + 1);
              }
              return Future.failedFuture(failure);
            });
  }

  private Future<List<SupplementResult>> halve(
      List<IncomingSupplement> supplements, UnstorableException failure) {
    if (supplements.size() == 1) {
      log.atWarn()
          .addKeyValue("reason", failure.getMessage())
          .addKeyValue("project", supplements.get(0).projectId())
          .log("A supplement cannot be stored");
      return Future.succeededFuture(
          List.of(
              new SupplementResult.Rejected("It cannot be stored: " + failure.getMessage() + ".")));
    }
    int middle = supplements.size() / 2;
    return keep(supplements.subList(0, middle))
        .compose(
            first ->
                keep(supplements.subList(middle, supplements.size()))
                    .map(
                        second -> {
                          List<SupplementResult> both = new ArrayList<>(first);
                          both.addAll(second);
                          return both;
                        }));
  }

  /**
   * What came twice in one batch gets two answers; the later one says that it was there already.
   */
  private static List<SupplementResult> inOrderOfArrival(
      List<IncomingSupplement> supplements, Map<SupplementKey, SupplementResult> results) {
    Set<SupplementKey> answered = new HashSet<>();
    List<SupplementResult> inOrder = new ArrayList<>(supplements.size());
    for (IncomingSupplement supplement : supplements) {
      SupplementResult result = results.getOrDefault(supplement.key(), SupplementResult.DUPLICATE);
      boolean isRepeated = !answered.add(supplement.key());
      inOrder.add(
          isRepeated && result instanceof SupplementResult.Stored
              ? SupplementResult.DUPLICATE
              : result);
    }
    return inOrder;
  }
}
