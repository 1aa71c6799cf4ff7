package dev.culprit.query.related;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what is related to problems and events. */
final class RelatedQueries {
  private static final Duration AROUND = Duration.ofMinutes(10);
  private static final Duration COUNTED = Duration.ofMinutes(5);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration DEPLOYED = Duration.ofMinutes(30);

  private final Pool reader;

  RelatedQueries(Pool reader) {
    this.reader = reader;
  }

  /** The problem that is asked about. */
  record Subject(long projectId, long problemId, Instant firstSeen) {}

  /** The event that is asked about. */
  record Occurrence(long projectId, long problemId, long eventId, Instant at) {}

  Future<Subject> problem(long id) {
    return one(
        RelatedSql.PROBLEM,
        id,
        "problem " + id,
        row ->
            new Subject(
                row.getLong("project_id"), id, row.getOffsetDateTime("first_seen").toInstant()));
  }

  Future<Occurrence> event(long id) {
    return one(
        RelatedSql.EVENT,
        id,
        "event " + id,
        row ->
            new Occurrence(
                row.getLong("project_id"),
                row.getLong("problem_id"),
                id,
                row.getOffsetDateTime("occurred_at").toInstant()));
  }

  private <T> Future<T> one(String sql, long id, String name, Function<Row, T> mapping) {
    return reader
        .preparedQuery(sql)
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw ApiException.notFound(name);
              }
              return mapping.apply(rows.iterator().next());
            });
  }

  /** The application's problems that opened, regressed or spiked around that time. */
  Future<List<RelatedProblem>> applications(Subject subject, Instant at) {
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    Instant counted = minute.minus(COUNTED);
    Tuple values =
        of(subject)
            .addValue(Times.utc(minute.minus(AROUND)))
            .addValue(Times.utc(minute.plus(AROUND)))
            .addValue(Times.utc(counted))
            .addValue(Times.utc(minute.plus(COUNTED)))
            .addValue(Times.utc(counted.minus(USUAL)));
    return list(RelatedSql.APPLICATIONS, values, RelatedProblem::of);
  }

  /** The gateways' problems that were active in minutes of this one. */
  Future<List<RelatedProblem>> gateways(Subject subject) {
    return list(RelatedSql.GATEWAYS, of(subject), RelatedProblem::of);
  }

  /** The gateways' problems that were active within a minute of the event, but for its own. */
  Future<List<RelatedProblem>> gateways(Occurrence event) {
    Instant minute = event.at().truncatedTo(ChronoUnit.MINUTES);
    Tuple values =
        Tuple.of(
            event.projectId(),
            event.problemId(),
            Times.utc(minute.minus(1, ChronoUnit.MINUTES)),
            Times.utc(minute.plus(2, ChronoUnit.MINUTES)));
    return list(RelatedSql.GATEWAYS_AT, values, RelatedProblem::of);
  }

  Future<List<RelatedProblem>> siblings(Subject subject) {
    return list(RelatedSql.SIBLINGS, of(subject), RelatedProblem::of);
  }

  Future<List<RelatedProblem>> linked(Subject subject) {
    return list(RelatedSql.LINKED, of(subject), RelatedProblem::linked);
  }

  Future<List<JsonObject>> linkedEvents(Occurrence event) {
    return list(
        RelatedSql.LINKED_EVENTS,
        Tuple.of(event.projectId(), event.problemId(), event.eventId()),
        row ->
            new JsonObject()
                .put("event_id", row.getLong("event_id"))
                .put("occurred_at", Times.text(row.getOffsetDateTime("occurred_at")))
                .put("level", row.getString("level"))
                .put("problem_id", row.getLong("problem_id"))
                .put("problem_title", row.getString("title"))
                .put("is_gateway", row.getBoolean("is_gateway")));
  }

  /** Those that were first seen from half an hour before that time on. */
  Future<List<JsonObject>> releases(Subject subject, Instant at) {
    Tuple values =
        of(subject).addValue(Times.utc(at.minus(DEPLOYED))).addValue(Times.utc(at.plus(AROUND)));
    return list(
        RelatedSql.RELEASES,
        values,
        row ->
            new JsonObject()
                .put("release", row.getString("release"))
                .put("environment", row.getString("environment"))
                .put("first_seen", Times.text(row.getOffsetDateTime("first_seen")))
                .put("same_environment", row.getBoolean("same_environment")));
  }

  private static Tuple of(Subject subject) {
    return Tuple.of(subject.projectId(), subject.problemId());
  }

  private <T> Future<List<T>> list(String sql, Tuple values, Function<Row, T> mapping) {
    return reader
        .preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              rows.forEach(row -> list.add(mapping.apply(row)));
              return list;
            });
  }
}
