package dev.culprit.grouping.correction;

import static dev.culprit.grouping.store.PgColumns.bytes;
import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;

import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.correction.CorrectionOutcome.SplitPart;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.watch.ProblemChange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits a problem by an attribute. All at once: events that come meanwhile under the fingerprint
 * as it was are still the problem's own.
 */
final class PgSplit {

  private static final int MOST_PARTS = 100;
  private static final int MOST_FINGERPRINTS = 1000;

  private static final String STATE =
      """
      SELECT
        (SELECT coalesce(min(attribute), '') FROM grouping.split_fingerprints
          WHERE problem_id = $1::bigint),
        (SELECT coalesce(min(id), 0) FROM grouping.problems WHERE merged_into = $1::bigint)
      """;

  private static final String FINGERPRINTS =
      """
      SELECT project_id, version, hash FROM grouping.fingerprints WHERE problem_id = $1::bigint
      LIMIT $2::integer
      """;

  private static final String ADD_SPLITS =
      """
      INSERT INTO grouping.split_fingerprints (project_id, version, hash, problem_id, attribute)
      SELECT $1::bigint, w.version, w.hash, $4::bigint, $5::text
      FROM unnest($2::smallint[], $3::bytea[]) AS w (version, hash)
      ON CONFLICT (project_id, version, hash)
      DO UPDATE SET problem_id = excluded.problem_id, attribute = excluded.attribute
      """;

  // Those of a split that was undone lead to the problem itself.
  private static final String ADD_FINGERPRINTS =
      """
      INSERT INTO grouping.fingerprints AS f (project_id, version, hash, problem_id, origin)
      SELECT $1::bigint, w.version, w.hash, w.problem_id, 'correction'
      FROM unnest($2::smallint[], $3::bytea[], $4::bigint[]) AS w (version, hash, problem_id)
      ON CONFLICT (project_id, version, hash) DO UPDATE SET problem_id = excluded.problem_id
      WHERE f.problem_id = $5::bigint
      """;

  private final PgCorrectionTables tables;
  private final PgNewProblems problems;
  private final SplitValues values;

  PgSplit(PgCorrectionTables tables, SplitValues values) {
    this.tables = tables;
    this.problems = new PgNewProblems(tables);
    this.values = values;
  }

  /** What is split, by what. */
  private record Plan(
      LockedProblem problem,
      SplitAttribute attribute,
      List<FingerprintKey> keys,
      @Nullable Long unsaid) {}

  private record Part(String value, List<Long> eventIds) {}

  Future<CorrectionOutcome> split(long problemId, SplitAttribute attribute) {
    return tables
        .lock(Set.of(problemId))
        .compose(
            locked -> {
              LockedProblem problem = locked.get(0);
              problem.requireOwn();
              return requireWhole(problem).compose(whole -> plan(problem, attribute));
            })
        .compose(
            plan ->
                new PgSplitEvents(tables, values)
                    .byValue(problemId, attribute)
                    .compose(found -> split(plan, parts(found))));
  }

  private Future<Void> requireWhole(LockedProblem problem) {
    return tables
        .execute(STATE, Tuple.of(problem.id()))
        .map(
            rows -> {
              Row state = rows.iterator().next();
              if (!state.getString(0).isEmpty()) {
                throw new RefusedCommandException(
                    "the problem is split by %s; undo that first".formatted(state.getString(0)));
              }
              if (state.getLong(1) != 0) {
                throw new RefusedCommandException(
                    "problem %d was merged into this one; undo that first"
                        .formatted(state.getLong(1)));
              }
              return null;
            });
  }

  private Future<Plan> plan(LockedProblem problem, SplitAttribute attribute) {
    var keys =
        tables
            .execute(FINGERPRINTS, Tuple.of(problem.id(), MOST_FINGERPRINTS + 1))
            .map(rows -> PgCorrectionTables.keys(rows).stream().sorted().toList());
    var unsaid =
        tables
            .execute(CorrectionSql.OLDEST, Tuple.of(problem.id()))
            .map(rows -> rows.iterator().next().getLong(0));
    return Future.all(keys, unsaid)
        .map(
            ignored -> {
              if (keys.result().isEmpty() || keys.result().size() > MOST_FINGERPRINTS) {
                throw new RefusedCommandException(
                    "only a problem with 1 to %d fingerprints can be split"
                        .formatted(MOST_FINGERPRINTS));
              }
              return new Plan(problem, attribute, keys.result(), unsaid.result());
            });
  }

  /** The largest first. */
  private static List<Part> parts(Map<String, List<Long>> byValue) {
    List<Part> parts = new ArrayList<>();
    byValue.forEach((value, ids) -> parts.add(new Part(value, ids)));
    parts.sort(
        Comparator.comparingInt((Part part) -> -part.eventIds().size()).thenComparing(Part::value));
    return parts.size() > MOST_PARTS ? parts.subList(0, MOST_PARTS) : parts;
  }

  private Future<CorrectionOutcome> split(Plan plan, List<Part> parts) {
    Future<List<SplitPart>> made = Future.succeededFuture(new ArrayList<>());
    for (int i = 1; i < parts.size(); i++) {
      Part part = parts.get(i);
      made =
          made.compose(
              before ->
                  make(plan, part)
                      .map(
                          one -> {
                            before.add(one);
                            return before;
                          }));
    }
    return made.compose(moved -> finish(plan, parts, moved));
  }

  private Future<SplitPart> make(Plan plan, Part part) {
    Map<Long, Long> renamed = new HashMap<>();
    for (FingerprintKey key : plan.keys()) {
      renamed.put(key.high(), SplitKey.derive(key, plan.attribute(), part.value()).high());
    }
    JsonObject detail =
        new JsonObject().put("attribute", plan.attribute().name()).put("value", part.value());
    Long[] ids = part.eventIds().toArray(Long[]::new);
    return problems
        .make(plan.problem(), "split", detail)
        .compose(
            id ->
                problems
                    .take(plan.problem(), id, ids, renamed, plan.unsaid(), true)
                    .map(counts -> new SplitPart(part.value(), id, counts.moved())));
  }

  private Future<CorrectionOutcome> finish(Plan plan, List<Part> parts, List<SplitPart> moved) {
    LockedProblem problem = plan.problem();
    long rest =
        problem.occurrenceCount() - moved.stream().mapToLong(SplitPart::occurrenceCount).sum();
    List<SplitPart> all = new ArrayList<>();
    if (!parts.isEmpty()) {
      all.add(new SplitPart(parts.get(0).value(), problem.id(), rest));
    }
    all.addAll(moved);
    Map<FingerprintKey, SplitPart> derived = derived(plan, all);
    Set<FingerprintKey> changed = new HashSet<>(plan.keys());
    changed.addAll(derived.keySet());
    Tuple splits =
        Tuple.of(
            problem.projectId(),
            column(plan.keys(), key -> (short) key.version(), Short[]::new),
            bytes(plan.keys(), FingerprintKey::hash),
            problem.id(),
            plan.attribute().name());
    return Future.all(
            tables.execute(ADD_SPLITS, splits),
            tables.execute(ADD_FINGERPRINTS, leading(plan, derived)),
            tables.appendHistory(
                List.of(tables.note(problem.id(), "split_by", plan.attribute().name()))))
        .map(
            ignored ->
                new CorrectionOutcome(
                    problem.id(),
                    rest,
                    0,
                    all,
                    changed,
                    changes(problem, rest, moved),
                    Optional.empty()));
  }

  private static Map<FingerprintKey, SplitPart> derived(Plan plan, List<SplitPart> parts) {
    Map<FingerprintKey, SplitPart> derived = new HashMap<>();
    for (SplitPart part : parts) {
      for (FingerprintKey key : plan.keys()) {
        derived.put(SplitKey.derive(key, plan.attribute(), part.value()), part);
      }
    }
    return derived;
  }

  private static Tuple leading(Plan plan, Map<FingerprintKey, SplitPart> derived) {
    List<FingerprintKey> keys = derived.keySet().stream().sorted().toList();
    return Tuple.of(
        plan.problem().projectId(),
        column(keys, key -> (short) key.version(), Short[]::new),
        bytes(keys, FingerprintKey::hash),
        longs(keys, key -> Objects.requireNonNull(derived.get(key)).problemId()),
        plan.problem().id());
  }

  private List<ProblemChange> changes(LockedProblem problem, long rest, List<SplitPart> moved) {
    List<ProblemChange> changes = new ArrayList<>();
    changes.add(tables.change(ProblemChange.Kind.UPDATED, problem, rest));
    moved.forEach(
        part ->
            changes.add(
                tables.change(
                    ProblemChange.Kind.OPENED,
                    problem.projectId(),
                    part.problemId(),
                    part.occurrenceCount())));
    return changes;
  }
}
