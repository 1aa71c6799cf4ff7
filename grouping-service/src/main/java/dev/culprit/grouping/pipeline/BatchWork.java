package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.activity.OutboxEntry;
import dev.culprit.grouping.event.AttachmentRow;
import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.EventLink;
import dev.culprit.grouping.event.EventRow;
import dev.culprit.grouping.event.PayloadRow;
import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.event.StoredEvent;
import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.Facet;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.KnownFacets;
import dev.culprit.grouping.problem.LocatedProblems;
import dev.culprit.grouping.problem.ProblemCount;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.problem.ReleaseSight;
import dev.culprit.grouping.store.StoreTransaction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One batch in one transaction: find or open the problems, store the events that are new, count
 * them under the locks of their problems, note the transitions. Made anew for each attempt.
 */
final class BatchWork {

  private final StoreTransaction transaction;
  private final PreparedBatch batch;
  private final Map<FingerprintKey, Long> problemIds;
  private final Map<StackTraceHash, Long> stackTraceIds;
  private final Locator locator;
  private final KnownFacets knownFacets;
  private final long[] sequence;

  private LocatedProblems located = new LocatedProblems(Map.of(), Set.of());
  private List<EventRow> rows = List.of();
  private Set<Long> storedIds = Set.of();
  private Map<Long, StoredEvent> duplicates = Map.of();

  /**
   * {@code problemIds} and {@code stackTraceIds} are what is known beforehand; {@code sequence} has
   * a number for each event, and behind them one for each of their files.
   */
  BatchWork(
      StoreTransaction transaction,
      PreparedBatch batch,
      Map<FingerprintKey, Long> problemIds,
      Map<StackTraceHash, Long> stackTraceIds,
      Locator locator,
      KnownFacets knownFacets,
      long[] sequence) {
    this.transaction = transaction;
    this.batch = batch;
    this.problemIds = new HashMap<>(problemIds);
    this.stackTraceIds = stackTraceIds;
    this.locator = locator;
    this.knownFacets = knownFacets;
    this.sequence = sequence;
  }

  Future<StoredBatch> run() {
    return locate()
        .compose(ignored -> storeEvents())
        .compose(ignored -> findDuplicates())
        .compose(ignored -> count())
        .compose(this::conclude);
  }

  private Future<Void> locate() {
    SortedMap<FingerprintKey, PreparedEvent> wanted = new TreeMap<>();
    for (PreparedEvent prepared : batch.events()) {
      if (!problemIds.containsKey(prepared.fingerprint())) {
        wanted.putIfAbsent(prepared.fingerprint(), prepared);
      }
    }
    if (wanted.isEmpty()) {
      return Future.succeededFuture();
    }
    return new Locating(transaction, locator, wanted)
        .run()
        .map(
            found -> {
              located = found;
              problemIds.putAll(found.ids());
              return null;
            });
  }

  private Future<Void> storeEvents() {
    rows = new ArrayList<>(batch.events().size());
    for (int i = 0; i < batch.events().size(); i++) {
      PreparedEvent prepared = batch.events().get(i);
      Long problemId = problemIds.get(prepared.fingerprint());
      if (problemId == null) {
        // Opened by another transaction and deleted by a third before this one could read it.
        return Future.failedFuture(new StaleProblemsException(Set.of()));
      }
      long id = EventDay.id(prepared.event().day(), sequence[i]);
      long fingerprint = prepared.fingerprint().high();
      rows.add(new EventRow(id, prepared.event(), problemId, stackTraceId(prepared), fingerprint));
    }
    List<EventRow> sorted = new ArrayList<>(rows.size());
    for (int position : batch.storingOrder()) {
      sorted.add(rows.get(position));
    }
    return transaction
        .events()
        .insert(sorted)
        .map(
            ids -> {
              storedIds = ids;
              return null;
            });
  }

  private long stackTraceId(PreparedEvent prepared) {
    StackTraceHash hash = prepared.stackTrace();
    return hash == null ? 0 : stackTraceIds.getOrDefault(hash, 0L);
  }

  private Future<Void> findDuplicates() {
    List<EventRow> repeated = rows.stream().filter(row -> !storedIds.contains(row.id())).toList();
    if (repeated.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .events()
        .find(repeated.stream().map(EventRow::event).toList())
        .compose(
            found -> {
              duplicates = new HashMap<>();
              for (int i = 0; i < repeated.size(); i++) {
                StoredEvent stored = found.get(i);
                if (stored == null) {
                  // Deleted between the two statements; the next attempt stores it.
                  return Future.failedFuture(new StaleProblemsException(Set.of()));
                }
                duplicates.put(repeated.get(i).id(), stored);
              }
              return takeBackUnused();
            });
  }

  /**
   * A problem that was opened for events which turned out to be stored before, under another
   * fingerprint.
   */
  private Future<Void> takeBackUnused() {
    Set<Long> unused = new HashSet<>(located.opened());
    rows.stream()
        .filter(row -> storedIds.contains(row.id()))
        .forEach(row -> unused.remove(row.problemId()));
    if (unused.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<FingerprintKey, Long> kept = new HashMap<>(located.ids());
    kept.values().removeAll(unused);
    Set<Long> opened = new HashSet<>(located.opened());
    opened.removeAll(unused);
    located = new LocatedProblems(kept, opened);
    return transaction.problems().takeBack(unused);
  }

  private Future<CountedBatch> count() {
    BatchTally tally =
        new BatchTally(rows.stream().filter(row -> storedIds.contains(row.id())).toList());
    if (tally.isEmpty()) {
      return Future.succeededFuture(new CountedBatch(tally, Map.of(), List.of(), List.of()));
    }
    List<ProblemCount> counts = tally.problems();
    Future<Map<Long, CountedProblem>> counted = transaction.problems().count(counts);
    List<Future<Void>> rest = new ArrayList<>();
    rest.add(transaction.problems().addToMinutes(tally.minutes()));
    rest.add(transaction.problems().addToHours(tally.hours()));
    List<Facet> facets =
        tally.facets().stream()
            .filter(facet -> !knownFacets.contains(facet))
            .sorted(Facet.ORDER)
            .toList();
    if (!facets.isEmpty()) {
      rest.add(transaction.problems().addFacets(facets));
    }
    List<ReleaseSight> releases =
        tally.releases().stream().filter(sight -> !knownFacets.contains(sight)).toList();
    if (!releases.isEmpty()) {
      rest.add(transaction.problems().addReleases(releases));
    }
    BatchContents contents = new BatchContents(batch, rows, storedIds, sequence);
    List<PayloadRow> payloads = contents.payloads();
    if (!payloads.isEmpty()) {
      rest.add(transaction.events().insertPayloads(payloads));
    }
    List<EventLink> links = contents.links();
    if (!links.isEmpty()) {
      rest.add(transaction.events().insertLinks(links));
    }
    List<AttachmentRow> attachments = contents.attachments();
    if (!attachments.isEmpty()) {
      rest.add(transaction.events().insertAttachments(attachments));
    }
    return counted.compose(
        problems -> {
          Set<Long> missing = new HashSet<>();
          counts.forEach(count -> missing.add(count.problemId()));
          missing.removeAll(problems.keySet());
          return missing.isEmpty()
              ? Leads.require(transaction, problemIds, problems)
                  .compose(ignored -> Future.all(rest))
                  .map(new CountedBatch(tally, problems, facets, releases))
              : Future.failedFuture(new StaleProblemsException(missing));
        });
  }

  private Future<StoredBatch> conclude(CountedBatch counted) {
    if (counted.tally().isEmpty()) {
      return transaction.commit().map(ignored -> stored(counted, Map.of(), null));
    }
    BatchConclusion conclusion =
        new BatchConclusion(transaction, counted, located.opened(), locator.keys()::describe);
    return conclusion
        .transitions()
        .compose(
            transitions ->
                conclusion.commit(transitions).map(entry -> stored(counted, transitions, entry)));
  }

  private StoredBatch stored(
      CountedBatch counted, Map<Long, ProblemTransition> transitions, @Nullable OutboxEntry entry) {
    BatchResults results = new BatchResults(counted, transitions, duplicates);
    return new StoredBatch(
        results.of(rows),
        located.ids(),
        transitions,
        counted.problems(),
        counted.facets(),
        counted.releases(),
        entry);
  }
}
