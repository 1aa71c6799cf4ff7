package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.near.Likeness;
import dev.culprit.grouping.near.NewTrace;
import dev.culprit.grouping.near.ProjectTraces;
import dev.culprit.grouping.pipeline.Comparison.Outcome;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.problem.JoinedFingerprint;
import dev.culprit.grouping.problem.JoinedFingerprint.Origin;
import dev.culprit.grouping.problem.LocatedProblems;
import dev.culprit.grouping.problem.NewProblem;
import dev.culprit.grouping.store.StoreTransaction;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Leads the fingerprints of one batch that no cache knows to their problems, inside its
 * transaction: to what PostgreSQL knows; else to what the event was known by in the version that
 * its project leaves; else to a problem whose traces are like its own; else to a new problem.
 */
final class Locating {

  private final StoreTransaction transaction;
  private final Locator parts;
  private final SortedMap<FingerprintKey, PreparedEvent> asked;
  private final SortedMap<FingerprintKey, PreparedEvent> wanted;
  private final Map<FingerprintKey, Outcome> outcomes = new HashMap<>();
  private final Map<FingerprintKey, Long> ids = new HashMap<>();
  private Set<Long> opened = Set.of();

  /** {@code wanted} has the first event of each fingerprint. */
  Locating(
      StoreTransaction transaction,
      Locator parts,
      SortedMap<FingerprintKey, PreparedEvent> wanted) {
    this.transaction = transaction;
    this.parts = parts;
    this.asked = wanted;
    this.wanted = new TreeMap<>(wanted);
  }

  /** Fails with {@link StaleProblemsException} when a problem went away meanwhile. */
  Future<LocatedProblems> run() {
    Map<FingerprintKey, FingerprintKey> former = formerKeys();
    SortedSet<Long> comparing = comparingProjects();
    if (!comparing.isEmpty()) {
      // Not waited for: what follows on the connection comes after it.
      transaction.traces().lock(comparing);
    }
    Set<FingerprintKey> looked = new TreeSet<>(wanted.keySet());
    looked.addAll(former.values());
    return transaction
        .problems()
        .find(looked)
        .compose(
            found -> {
              take(found, wanted.keySet());
              return joinFormer(former, found);
            })
        .compose(ignored -> compare(comparing))
        .compose(ignored -> open())
        .compose(ignored -> joinLike(former))
        .compose(ignored -> remember())
        .map(ignored -> new LocatedProblems(ids, opened));
  }

  private Map<FingerprintKey, FingerprintKey> formerKeys() {
    Map<FingerprintKey, FingerprintKey> former = new TreeMap<>();
    wanted.forEach(
        (key, prepared) -> {
          FingerprintKey known = parts.keys().formerKey(prepared.event());
          if (known != null) {
            former.put(key, known);
          }
        });
    return former;
  }

  private SortedSet<Long> comparingProjects() {
    SortedSet<Long> projects = new TreeSet<>();
    for (PreparedEvent prepared : wanted.values()) {
      if (Comparison.isOpenToDoubt(prepared.layer())
          && parts.keys().grouping(prepared.event()).nearMatching()) {
        projects.add(prepared.event().projectId());
      }
    }
    return projects;
  }

  private void take(Map<FingerprintKey, Long> found, Collection<FingerprintKey> keys) {
    for (FingerprintKey key : List.copyOf(keys)) {
      Long id = found.get(key);
      if (id != null) {
        ids.put(key, id);
        wanted.remove(key);
      }
    }
  }

  private Future<Void> joinFormer(
      Map<FingerprintKey, FingerprintKey> former, Map<FingerprintKey, Long> found) {
    List<JoinedFingerprint> joined = new ArrayList<>();
    for (FingerprintKey key : wanted.keySet()) {
      FingerprintKey known = former.get(key);
      Long id = known == null ? null : found.get(known);
      if (id != null) {
        joined.add(new JoinedFingerprint(key, id, Origin.TRANSITION, 0));
      }
    }
    return join(joined);
  }

  private Future<Void> join(List<JoinedFingerprint> joined) {
    if (joined.isEmpty()) {
      return Future.succeededFuture();
    }
    List<FingerprintKey> keys = joined.stream().map(JoinedFingerprint::fingerprint).toList();
    return transaction
        .problems()
        .join(joined)
        .compose(
            found -> {
              if (found.size() < joined.size()) {
                keys.forEach(key -> parts.traces().forget(key.projectId()));
                return Future.failedFuture(new StaleProblemsException(Set.of()));
              }
              keys.forEach(key -> noteTrace(key));
              take(found, keys);
              return Future.succeededFuture();
            });
  }

  /** A problem of the former version has no trace yet that others can be compared with. */
  private void noteTrace(FingerprintKey key) {
    PreparedEvent prepared = wanted.get(key);
    if (prepared != null && !outcomes.containsKey(key)) {
      outcomes.put(key, new Outcome.Opens(parts.keys().trace(prepared.event())));
    }
  }

  private Future<Void> compare(SortedSet<Long> projects) {
    if (wanted.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<Long, ProjectTraces> known = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (long project : projects) {
      read =
          read.compose(ignored -> parts.traces().upToDate(transaction.traces(), project))
              .map(
                  traces -> {
                    known.put(project, traces);
                    return null;
                  });
    }
    return read.compose(
        ignored ->
            parts
                .worker()
                .executeBlocking(
                    () -> {
                      Comparison comparison = new Comparison(parts.keys(), known);
                      wanted.forEach(
                          (key, prepared) ->
                              outcomes.put(
                                  key,
                                  comparison.compare(key, prepared.layer(), prepared.event())));
                      return null;
                    },
                    false));
  }

  private Future<Void> open() {
    List<NewProblem> problems = new ArrayList<>();
    wanted.forEach(
        (key, prepared) -> {
          Outcome outcome = outcomes.get(key);
          if (outcome instanceof Outcome.Opens || outcome instanceof Outcome.OpensLike) {
            problems.add(
                new NewProblem(
                    key, parts.keys().describe(prepared.event()), prepared.event().occurredAt()));
          }
        });
    if (problems.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .problems()
        .findOrOpen(problems)
        .map(
            located -> {
              opened = located.opened();
              take(located.ids(), located.ids().keySet());
              return null;
            });
  }

  /** And lets what a new problem was known by in the former version lead to it, too. */
  private Future<Void> joinLike(Map<FingerprintKey, FingerprintKey> former) {
    List<JoinedFingerprint> joined = new ArrayList<>();
    outcomes.forEach(
        (key, outcome) -> {
          if (outcome instanceof Outcome.Joins joins) {
            joined.add(
                new JoinedFingerprint(key, joins.problemId(), Origin.NEAR_MATCH, joins.likeness()));
          } else if (outcome instanceof Outcome.Follows follows
              && ids.get(follows.founder()) != null) {
            joined.add(
                new JoinedFingerprint(
                    key, ids.get(follows.founder()), Origin.NEAR_MATCH, follows.likeness()));
          }
          FingerprintKey known = former.get(key);
          Long id = ids.get(key);
          if (known != null && id != null && opened.contains(id)) {
            joined.add(new JoinedFingerprint(known, id, Origin.TRANSITION, 0));
          }
        });
    joined.sort((a, b) -> a.fingerprint().compareTo(b.fingerprint()));
    return join(joined);
  }

  private Future<Void> remember() {
    List<NewTrace> traces = new ArrayList<>();
    List<Likeness> likenesses = new ArrayList<>();
    new TreeMap<>(outcomes)
        .forEach(
            (key, outcome) -> {
              Long id = ids.get(key);
              if (id != null && isComparable(key, outcome.trace())) {
                traces.add(new NewTrace(key, id, parts.codec().encode(outcome.trace())));
              }
              if (id != null && outcome instanceof Outcome.OpensLike like && opened.contains(id)) {
                likenesses.add(new Likeness(id, like.problemId(), like.likeness()));
              }
            });
    List<Future<Void>> written = new ArrayList<>();
    if (!traces.isEmpty()) {
      written.add(transaction.traces().add(traces));
    }
    if (!likenesses.isEmpty()) {
      written.add(transaction.traces().addLikenesses(likenesses));
    }
    return written.isEmpty() ? Future.succeededFuture() : Future.all(written).mapEmpty();
  }

  /** Problems that people or clients defined attract nothing that they did not ask for. */
  private boolean isComparable(FingerprintKey key, Trace trace) {
    PreparedEvent prepared = asked.get(key);
    return prepared != null
        && Comparison.isOpenToDoubt(prepared.layer())
        && (!trace.frames().isEmpty() || !trace.message().isEmpty());
  }
}
