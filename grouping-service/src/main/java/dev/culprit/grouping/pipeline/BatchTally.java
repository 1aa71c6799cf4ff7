package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.EventRow;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.Trait;
import dev.culprit.grouping.problem.Facet;
import dev.culprit.grouping.problem.ProblemCount;
import dev.culprit.grouping.problem.ReleaseSight;
import dev.culprit.grouping.problem.RollupRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Sums up the newly stored events of a batch, row by row as the tables want them, each list in its
 * order of locks.
 */
final class BatchTally {

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private record Bucket(
      long projectId, long problemId, long epochSecond, String environment, String release) {

    Bucket ofProject() {
      return new Bucket(projectId, 0, epochSecond, environment, release);
    }

    Bucket withoutRelease() {
      return new Bucket(projectId, problemId, epochSecond, environment, "");
    }

    Bucket ofHour() {
      long hour = Math.floorDiv(epochSecond, HOUR) * HOUR;
      return new Bucket(projectId, problemId, hour, environment, release);
    }
  }

  /** Grows with each event. */
  private static final class Span {

    private final EventRow first;
    private EventRow last;
    private long count;
    private Instant firstSeen;

    Span(EventRow row) {
      this.first = row;
      this.last = row;
      this.firstSeen = row.event().occurredAt();
    }

    void add(EventRow row) {
      count++;
      Instant at = row.event().occurredAt();
      if (at.isBefore(firstSeen)) {
        firstSeen = at;
      }
      if (!at.isBefore(last.event().occurredAt())) {
        last = row;
      }
    }
  }

  private final Map<Long, Span> problems = new LinkedHashMap<>();
  private final Set<Facet> facets = new HashSet<>();

  /** How many, and the earliest of them in microseconds since 1970. */
  private final Map<Bucket, long[]> counts = new HashMap<>();

  /** {@code stored} are the rows that were not stored before, in the order of arrival. */
  BatchTally(List<EventRow> stored) {
    for (EventRow row : stored) {
      add(row);
    }
  }

  private void add(EventRow row) {
    IncomingEvent event = row.event();
    problems.computeIfAbsent(row.problemId(), id -> new Span(row)).add(row);
    facets.add(new Facet(row.problemId(), Facet.ENVIRONMENT, event.environment()));
    if (!event.release().isEmpty()) {
      facets.add(new Facet(row.problemId(), Facet.RELEASE, event.release()));
    }
    for (Trait trait : event.content().traits()) {
      facets.add(new Facet(row.problemId(), trait.kind(), trait.value()));
    }
    long minute = Math.floorDiv(event.occurredAt().getEpochSecond(), MINUTE) * MINUTE;
    Bucket bucket =
        new Bucket(
            event.projectId(), row.problemId(), minute, event.environment(), event.release());
    long[] count = counts.computeIfAbsent(bucket, key -> new long[] {0, Long.MAX_VALUE});
    count[0]++;
    count[1] = Math.min(count[1], ChronoUnit.MICROS.between(Instant.EPOCH, event.occurredAt()));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** The event that came first, of each problem. */
  EventRow firstOf(long problemId) {
    Span span = problems.get(problemId);
    if (span == null) {
      throw new IllegalArgumentException("Nothing was stored for problem " + problemId);
    }
    return span.first;
  }

  List<ProblemCount> problems() {
    List<ProblemCount> rows = new ArrayList<>(problems.size());
    problems.forEach(
        (id, span) ->
            rows.add(
                new ProblemCount(
                    id,
                    span.count,
                    span.firstSeen,
                    span.last.event().occurredAt(),
                    span.first.id(),
                    span.last.id())));
    rows.sort(Comparator.comparingLong(ProblemCount::problemId));
    return rows;
  }

  Set<Facet> facets() {
    return facets;
  }

  List<ReleaseSight> releases() {
    Map<ReleaseSight.Key, ReleaseSight> releases = new TreeMap<>();
    counts.forEach(
        (bucket, count) -> {
          if (!bucket.release().isEmpty()) {
            ReleaseSight.Key key =
                new ReleaseSight.Key(bucket.projectId(), bucket.environment(), bucket.release());
            Instant earliest = Instant.EPOCH.plus(count[1], ChronoUnit.MICROS);
            releases.merge(key, new ReleaseSight(key, earliest), ReleaseSight::earlier);
          }
        });
    return List.copyOf(releases.values());
  }

  /** By problem, environment and minute, without the sums of projects. */
  List<RollupRow> problemMinutes() {
    return rows(folded(counts, Bucket::withoutRelease));
  }

  /** Of problems and of whole projects. */
  List<RollupRow> minutes() {
    return rows(withProjects(folded(counts, Bucket::withoutRelease)));
  }

  /** Of problems and of whole projects, by release. */
  List<RollupRow> hours() {
    return rows(withProjects(folded(counts, Bucket::ofHour)));
  }

  private static Map<Bucket, long[]> folded(Map<Bucket, long[]> counts, UnaryOperator<Bucket> to) {
    Map<Bucket, long[]> folded = new HashMap<>();
    addAll(folded, counts, to);
    return folded;
  }

  private static Map<Bucket, long[]> withProjects(Map<Bucket, long[]> byProblem) {
    Map<Bucket, long[]> all = new HashMap<>(byProblem);
    addAll(all, byProblem, Bucket::ofProject);
    return all;
  }

  private static void addAll(
      Map<Bucket, long[]> sums, Map<Bucket, long[]> counts, UnaryOperator<Bucket> to) {
    counts.forEach(
        (bucket, count) ->
            sums.computeIfAbsent(to.apply(bucket), key -> new long[1])[0] += count[0]);
  }

  private static List<RollupRow> rows(Map<Bucket, long[]> counts) {
    List<RollupRow> rows = new ArrayList<>(counts.size());
    counts.forEach(
        (bucket, count) ->
            rows.add(
                new RollupRow(
                    bucket.projectId(),
                    bucket.problemId(),
                    bucket.epochSecond(),
                    bucket.environment(),
                    bucket.release(),
                    count[0])));
    rows.sort(RollupRow.ORDER);
    return rows;
  }
}
