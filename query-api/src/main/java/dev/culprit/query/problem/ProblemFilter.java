package dev.culprit.query.problem;

import dev.culprit.query.http.ApiRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which problems of a project a list shows, and in which order.
 *
 * @param words all of them must stand in title, message or culprit
 * @param facets all of them must be met
 */
record ProblemFilter(
    long projectId,
    List<String> words,
    Optional<String> status,
    List<FacetFilter> facets,
    ProblemSort sort) {
  private static final int MOST_WORDS = 10;
  private static final List<String> FACETS =
      List.of("environment", "release", "cause", "proxy", "http_status");

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
        facets(request),
        ProblemSort.of(request.text("sort", "last_seen")));
  }

  private static List<FacetFilter> facets(ApiRequest request) {
    List<FacetFilter> facets = new ArrayList<>();
    for (String kind : FACETS) {
      request.text(kind).ifPresent(value -> facets.add(FacetFilter.of(kind, value)));
    }
    request
        .text("upstream")
        .ifPresent(
            value -> facets.add(new FacetFilter(List.of("upstream", "upstream_group"), value)));
    return List.copyOf(facets);
  }

  /** The name of the list for its cursors. */
  String listName() {
    return "problems " + this;
  }
}
