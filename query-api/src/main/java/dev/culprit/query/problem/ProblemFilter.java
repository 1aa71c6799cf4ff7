package dev.culprit.query.problem;

import dev.culprit.query.http.ApiRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which problems of a project a list shows, and in which order.
 *
 * @param words all of them must stand in title, message or culprit
 */
record ProblemFilter(
    long projectId,
    List<String> words,
    Optional<String> status,
    Optional<String> environment,
    Optional<String> release,
    ProblemSort sort) {
  private static final int MOST_WORDS = 10;

  static ProblemFilter of(long projectId, ApiRequest request) {
    List<String> words =
        Arrays.stream(request.text("query", "").split("\\s+"))
            .filter(word -> !word.isEmpty())
            .distinct()
            .limit(MOST_WORDS)
            .toList();
    return new ProblemFilter(
        projectId,
        words,
        request.text("status"),
        request.text("environment"),
        request.text("release"),
        ProblemSort.of(request.text("sort", "last_seen")));
  }

  /** The name of the list for its cursors. */
  String listName() {
    return "problems " + this;
  }
}
