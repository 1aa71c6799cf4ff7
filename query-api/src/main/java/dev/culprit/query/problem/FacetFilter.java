package dev.culprit.query.problem;

import java.util.List;

/** Only problems that have the value as a facet of one of the kinds. */
record FacetFilter(List<String> kinds, String value) {

  static FacetFilter of(String kind, String value) {
    return new FacetFilter(List.of(kind), value);
  }

  /** The condition, with a question mark where the value belongs; the kinds are no user's text. */
  String condition() {
    return "EXISTS (SELECT FROM grouping.problem_facets f WHERE f.problem_id = p.id AND f.kind IN ('"
        + String.join("', '", kinds)
        + "') AND f.value = ?)";
  }
}
