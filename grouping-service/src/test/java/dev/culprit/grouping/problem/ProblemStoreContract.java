package dev.culprit.grouping.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.grouping.store.StoreTransaction;
import dev.culprit.grouping.store.Transactions;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every store of problems promises. */
abstract class ProblemStoreContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final AtomicLong PROJECTS = new AtomicLong(100);

  private final long project = PROJECTS.incrementAndGet();

  abstract Transactions transactions();

  @Test
  void opensWhatIsNotThereAndFindsWhatIs() {
    LocatedProblems first = open(problem(1), problem(2));
    LocatedProblems second = open(problem(2), problem(3));

    assertThat(first.opened()).hasSize(2);
    assertThat(second.opened()).hasSize(1);
    assertThat(second.ids().get(key(2))).isEqualTo(first.ids().get(key(2)));
    assertThat(find(List.of(key(1), key(9))))
        .containsOnly(Map.entry(key(1), first.ids().get(key(1))));
  }

  @Test
  void twoTransactionsAtOnceOpenOneProblem() {
    Future<LocatedProblems> one =
        transactions().run(tx -> andCommit(tx, tx.problems().findOrOpen(List.of(problem(1)))));
    Future<LocatedProblems> two =
        transactions().run(tx -> andCommit(tx, tx.problems().findOrOpen(List.of(problem(1)))));

    assertThat(one.await().opened().size() + two.await().opened().size()).isEqualTo(1);
    assertThat(one.result().ids()).isEqualTo(two.result().ids());
  }

  @Test
  void nothingStaysOfATransactionThatFails() {
    Future<LocatedProblems> failed =
        transactions()
            .run(
                tx ->
                    tx.problems()
                        .findOrOpen(List.of(problem(1)))
                        .compose(found -> Future.failedFuture(new IllegalArgumentException("no"))));

    assertThatThrownBy(failed::await).isNotNull();
    assertThat(find(List.of(key(1)))).isEmpty();
  }

  @Test
  void takesBackWhatItOpened() {
    committed(
        tx ->
            tx.problems()
                .findOrOpen(List.of(problem(1)))
                .compose(found -> tx.problems().takeBack(found.opened())));

    assertThat(find(List.of(key(1)))).isEmpty();
  }

  @Test
  void countsAddUpAndTellTheStatusBefore() {
    long id = open(problem(1)).ids().get(key(1));

    CountedProblem first = count(id, 3, NOW);
    CountedProblem second = count(id, 4, NOW.minusSeconds(60));

    assertThat(first).isEqualTo(new CountedProblem(id, ProblemStatus.UNRESOLVED, 3, false));
    assertThat(second.occurrenceCount()).isEqualTo(7);
  }

  @Test
  void problemsThatDoNotExistAreAbsentFromTheCount() {
    List<ProblemCount> counts = List.of(new ProblemCount(987_654_321, 1, NOW, NOW, 1, 1));

    Map<Long, CountedProblem> counted = committed(tx -> tx.problems().count(counts));

    assertThat(counted).isEmpty();
  }

  @Test
  void manyTransactionsCountExactly() {
    long a = open(problem(1)).ids().get(key(1));
    long b = open(problem(2)).ids().get(key(2));
    List<Future<Map<Long, CountedProblem>>> counts = new java.util.ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long first = i % 2 == 0 ? a : b;
      long second = i % 2 == 0 ? b : a;
      counts.add(
          transactions()
              .run(
                  tx ->
                      andCommit(
                          tx,
                          tx.problems()
                              .count(
                                  List.of(
                                      new ProblemCount(first, 1, NOW, NOW, 1, 1),
                                      new ProblemCount(second, 1, NOW, NOW, 1, 1))))));
    }
    Future.all(counts).await();

    assertThat(count(a, 0, NOW).occurrenceCount()).isEqualTo(40);
    assertThat(count(b, 0, NOW).occurrenceCount()).isEqualTo(40);
  }

  @Test
  void givesSummaries() {
    long id = open(problem(1)).ids().get(key(1));

    Map<Long, ProblemSummary> summaries = committed(tx -> tx.problems().summaries(List.of(id)));

    assertThat(summaries).containsOnly(Map.entry(id, problem(1).summary()));
  }

  private CountedProblem count(long id, long more, Instant at) {
    return committed(tx -> tx.problems().count(List.of(new ProblemCount(id, more, at, at, 1, 2))))
        .get(id);
  }

  private Map<FingerprintKey, Long> find(List<FingerprintKey> keys) {
    return committed(tx -> tx.problems().find(keys));
  }

  private LocatedProblems open(NewProblem... problems) {
    return committed(tx -> tx.problems().findOrOpen(List.of(problems)));
  }

  private <T> T committed(Function<StoreTransaction, Future<T>> work) {
    return transactions().run(tx -> andCommit(tx, work.apply(tx))).await();
  }

  private static <T> Future<T> andCommit(StoreTransaction transaction, Future<T> work) {
    return work.compose(result -> transaction.commit().map(result));
  }

  private NewProblem problem(int number) {
    return new NewProblem(
        key(number), new ProblemSummary("T" + number, "m", "c", "error", "java"), NOW);
  }

  private FingerprintKey key(int number) {
    return new FingerprintKey(project, 1, number, -number);
  }
}
