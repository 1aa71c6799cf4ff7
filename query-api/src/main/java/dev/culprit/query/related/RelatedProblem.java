package dev.culprit.query.related;

import dev.culprit.query.gateway.ProblemTraits;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A problem that hangs on another.
 *
 * @param summary what a list says of it
 * @param change what happened to it at that time: opened, regressed, spiked or active; null when
 *     only links tell of it
 * @param at when that was
 */
record RelatedProblem(
    long id,
    JsonObject summary,
    Relation relation,
    @Nullable String change,
    @Nullable OffsetDateTime at,
    Links links) {

  /** The surest first, then those with most links, then the latest change. */
  static final Comparator<RelatedProblem> ORDER =
      Comparator.comparing(RelatedProblem::relation)
          .thenComparing(problem -> -problem.links.count())
          .thenComparing(
              RelatedProblem::at, Comparator.nullsLast(Comparator.<OffsetDateTime>reverseOrder()))
          .thenComparing(RelatedProblem::id);

  /** What every statement about related problems selects of the problem {@code p}. */
  static final String COLUMNS =
      """
      p.id, p.title, p.message, p.culprit, p.status, p.level, p.platform, p.occurrence_count,
      p.first_seen, p.last_seen""";

  static RelatedProblem of(Row row) {
    return new RelatedProblem(
        row.getLong("id"),
        summary(row),
        Relation.of(row),
        row.getString("change"),
        row.getOffsetDateTime("at"),
        Links.NONE);
  }

  static RelatedProblem linked(Row row) {
    return new RelatedProblem(
        row.getLong("id"), summary(row), Relation.EXACT_LINK, null, null, Links.of(row));
  }

  private static JsonObject summary(Row row) {
    return new JsonObject()
        .put("id", row.getLong("id"))
        .put("title", row.getString("title"))
        .put("message", row.getString("message"))
        .put("culprit", row.getString("culprit"))
        .put("status", row.getString("status"))
        .put("level", row.getString("level"))
        .put("platform", row.getString("platform"))
        .put("occurrence_count", row.getLong("occurrence_count"))
        .put("first_seen", Times.text(row.getOffsetDateTime("first_seen")))
        .put("last_seen", Times.text(row.getOffsetDateTime("last_seen")));
  }

  /** The same problem, found by links and by time. */
  RelatedProblem with(RelatedProblem linked) {
    return new RelatedProblem(id, summary, Relation.EXACT_LINK, change, at, linked.links);
  }

  JsonObject toJson(ProblemTraits traits) {
    return traits
        .addTo(summary.copy())
        .put("relation", relation.text())
        .put("change", change)
        .put("at", Times.textOrNull(at))
        .put("linked_events", links.count())
        .put("examples", links.toJson());
  }
}
