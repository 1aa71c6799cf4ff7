package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.EventRow;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.problem.FacetRow;
import dev.culprit.grouping.problem.ProblemCount;
import dev.culprit.grouping.problem.RollupRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up the newly stored events of a batch, row by row as the tables want them, each list in its
 * order of locks.
 */
final class BatchTally {

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private record Bucket(long projectId, long problemId, long epochSecond, String environment) {}

  private record Facet(long problemId, String kind, String value) {}

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
  private final Map<Facet, Span> facets = new HashMap<>();
  private final Map<Bucket, long[]> minutes = new HashMap<>();

  /** {@code stored} are the rows that were not stored before, in the order of arrival. */
  BatchTally(List<EventRow> stored) {
    for (EventRow row : stored) {
      add(row);
    }
  }

  private void add(EventRow row) {
    IncomingEvent event = row.event();
    problems.computeIfAbsent(row.problemId(), id -> new Span(row)).add(row);
    addFacet(row, FacetRow.ENVIRONMENT, event.environment());
    if (!event.release().isEmpty()) {
      addFacet(row, FacetRow.RELEASE, event.release());
    }
    long minute = Math.floorDiv(event.occurredAt().getEpochSecond(), MINUTE) * MINUTE;
    count(new Bucket(event.projectId(), row.problemId(), minute, event.environment()));
  }

  private void addFacet(EventRow row, String kind, String value) {
    facets
        .computeIfAbsent(new Facet(row.problemId(), kind, value), facet -> new Span(row))
        .add(row);
  }

  private void count(Bucket bucket) {
    minutes.computeIfAbsent(bucket, key -> new long[1])[0]++;
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

  List<FacetRow> facets() {
    List<FacetRow> rows = new ArrayList<>(facets.size());
    facets.forEach(
        (facet, span) ->
            rows.add(
                new FacetRow(
                    facet.problemId(),
                    facet.kind(),
                    facet.value(),
                    span.count,
                    span.firstSeen,
                    span.last.event().occurredAt())));
    rows.sort(FacetRow.ORDER);
    return rows;
  }

  /** By problem, environment and minute, without the sums of projects. */
  List<RollupRow> problemMinutes() {
    return rows(minutes);
  }

  /** Of problems and of whole projects. */
  List<RollupRow> minutes() {
    return rows(withProjects(minutes));
  }

  /** Of problems and of whole projects. */
  List<RollupRow> hours() {
    Map<Bucket, long[]> hours = new HashMap<>();
    minutes.forEach(
        (bucket, count) -> {
          long hour = Math.floorDiv(bucket.epochSecond(), HOUR) * HOUR;
          Bucket key =
              new Bucket(bucket.projectId(), bucket.problemId(), hour, bucket.environment());
          hours.computeIfAbsent(key, ignored -> new long[1])[0] += count[0];
        });
    return rows(withProjects(hours));
  }

  private static Map<Bucket, long[]> withProjects(Map<Bucket, long[]> byProblem) {
    Map<Bucket, long[]> all = new HashMap<>(byProblem);
    byProblem.forEach(
        (bucket, count) -> {
          Bucket project =
              new Bucket(bucket.projectId(), 0, bucket.epochSecond(), bucket.environment());
          all.computeIfAbsent(project, ignored -> new long[1])[0] += count[0];
        });
    return all;
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
                    count[0])));
    rows.sort(RollupRow.ORDER);
    return rows;
  }
}
