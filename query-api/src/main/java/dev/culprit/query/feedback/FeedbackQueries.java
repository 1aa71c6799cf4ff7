package dev.culprit.query.feedback;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Reads feedback, newest first. */
public final class FeedbackQueries {
  private static final String SELECT =
      "SELECT " + FeedbackView.COLUMNS + " FROM grouping.user_feedback f";
  private static final int MOST_OF_AN_EVENT = 20;

  private final Pool reader;

  public FeedbackQueries(Pool reader) {
    this.reader = reader;
  }

  /** The latest about one event, which need not be linked to it yet. */
  public Future<List<FeedbackView>> ofEvent(long eventId) {
    return read(
        SELECT
            + """
             JOIN grouping.events e ON e.project_id = f.project_id AND e.event_uid = f.event_uid
            WHERE e.id = $1 ORDER BY f.id DESC LIMIT $2""",
        Tuple.of(eventId, MOST_OF_AN_EVENT));
  }

  Future<List<FeedbackView>> ofProblem(long problemId, long before, int limit) {
    return read(
        SELECT + " WHERE f.problem_id = $1 AND f.id < $2 ORDER BY f.id DESC LIMIT $3",
        Tuple.of(problemId, before, limit));
  }

  Future<List<FeedbackView>> ofProject(long projectId, long before, int limit) {
    return read(
        SELECT + " WHERE f.project_id = $1 AND f.id < $2 ORDER BY f.id DESC LIMIT $3",
        Tuple.of(projectId, before, limit));
  }

  Future<Boolean> problemExists(long problemId) {
    return reader
        .preparedQuery("SELECT EXISTS (SELECT FROM grouping.problems WHERE id = $1)")
        .execute(Tuple.of(problemId))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private Future<List<FeedbackView>> read(String sql, Tuple values) {
    return reader
        .preparedQuery(sql)
        .execute(values)
        .map(
            rows -> {
              List<FeedbackView> feedback = new ArrayList<>();
              rows.forEach(row -> feedback.add(FeedbackView.of(row)));
              return feedback;
            });
  }
}
