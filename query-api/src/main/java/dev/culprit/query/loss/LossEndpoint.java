package dev.culprit.query.loss;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Times;
import dev.culprit.query.project.ProjectQueries;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells of a project what was lost before it came here, and what was refused at the door. */
public final class LossEndpoint implements Endpoint {
  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final String LOST =
      """
      SELECT category, reason, sum(quantity)::bigint AS quantity FROM grouping.lost_events
      WHERE project_id = $1 AND hour >= $2 AND hour < $3
      GROUP BY category, reason ORDER BY quantity DESC, category, reason LIMIT 200""";
  private static final String REFUSED =
      """
      SELECT code, sum(count)::bigint AS count FROM ingest.refusals
      WHERE project_id = $1 AND hour >= $2 AND hour < $3
      GROUP BY code ORDER BY count DESC, code""";

  private final Pool reader;
  private final ProjectQueries projects;
  private final Clock clock;

  public LossEndpoint(Pool reader, ProjectQueries projects, Clock clock) {
    this.reader = reader;
    this.projects = projects;
    this.clock = clock;
  }

  @Override
  public void register(Operations operations) {
    operations.on("getLostEvents", this::lost);
  }

  /** Whole hours, those at both ends included. */
  private record Window(Instant from, Instant to) {}

  private Future<Answer> lost(ApiRequest request) {
    Window window = window(request);
    return projects
        .resolve(request.pathText("project"))
        .compose(project -> read(project.id(), window))
        .map(Answer::ok);
  }

  private Window window(ApiRequest request) {
    Instant to =
        request.text("to").map(text -> Times.parameter("to", text)).orElseGet(clock::instant);
    Instant from =
        request
            .text("from")
            .map(text -> Times.parameter("from", text))
            .orElseGet(() -> to.minus(USUAL).plus(1, ChronoUnit.HOURS));
    if (!from.isBefore(to)) {
      throw ApiException.invalid("query", "from", "must be before to");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw ApiException.invalid(
          "query", "from", "is more than " + LONGEST.toDays() + " days before to");
    }
    Instant lastHour = to.truncatedTo(ChronoUnit.HOURS);
    return new Window(
        from.truncatedTo(ChronoUnit.HOURS),
        lastHour.equals(to) ? to : lastHour.plus(1, ChronoUnit.HOURS));
  }

  private Future<JsonObject> read(long projectId, Window window) {
    Tuple values = Tuple.of(projectId, Times.utc(window.from), Times.utc(window.to));
    Future<RowSet<Row>> lost = reader.preparedQuery(LOST).execute(values);
    Future<RowSet<Row>> refused = reader.preparedQuery(REFUSED).execute(values);
    return Future.all(lost, refused)
        .map(
            both ->
                new JsonObject()
                    .put("from", window.from.toString())
                    .put("to", window.to.toString())
                    .put("lost", lost(lost.result()))
                    .put("refused", refused(refused.result())));
  }

  private static JsonArray lost(RowSet<Row> rows) {
    JsonArray lost = new JsonArray();
    rows.forEach(
        row ->
            lost.add(
                new JsonObject()
                    .put("category", row.getString("category"))
                    .put("reason", row.getString("reason"))
                    .put("quantity", row.getLong("quantity"))));
    return lost;
  }

  private static JsonArray refused(RowSet<Row> rows) {
    JsonArray refused = new JsonArray();
    rows.forEach(
        row ->
            refused.add(
                new JsonObject()
                    .put("code", row.getString("code"))
                    .put("count", row.getLong("count"))));
    return refused;
  }
}
