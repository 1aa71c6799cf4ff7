package dev.culprit.query.problem;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement for one page of problems. Each status is its own branch, because the sort indexes
 * begin with it: a branch then reads its index in order and stops after a page, whichever of them
 * the list shows.
 */
final class ProblemListSql {
  private static final List<String> STATUSES = List.of("unresolved", "resolved", "ignored");

  private final StringBuilder conditions = new StringBuilder("p.project_id = $1");
  private final Tuple values = Tuple.tuple();
  private final ProblemFilter filter;

  private ProblemListSql(ProblemFilter filter) {
    this.filter = filter;
    values.addValue(filter.projectId());
  }

  record Statement(String sql, Tuple values) {}

  /** After the position, which is empty for the first page. */
  static Statement of(ProblemFilter filter, long[] after, int limit) {
    return new ProblemListSql(filter).statement(after, limit);
  }

  private Statement statement(long[] after, int limit) {
    addWords();
    filter.facets().forEach(facet -> and(facet.condition(), facet.value()));
    if (after.length > 0) {
      String key = placeholder(filter.sort().valueOf(after[0]));
      String id = placeholder(after[1]);
      conditions.append(" AND ").append(filter.sort().after(key, id));
    }
    String order = " ORDER BY " + filter.sort().order() + " LIMIT " + placeholder(limit);
    List<String> statuses = filter.status().map(List::of).orElse(STATUSES);
    String branches =
        statuses.stream()
            .map(
                status ->
                    "(SELECT "
                        + ProblemView.COLUMNS
                        + filter.sort().orderColumns()
                        + " FROM grouping.problems p WHERE p.status = '"
                        + status
                        + "' AND "
                        + conditions
                        + order
                        + ")")
            .collect(Collectors.joining(" UNION ALL "));
    return new Statement(statuses.size() == 1 ? branches : branches + order, values);
  }

  /** The texts stand apart from the problems, so that a search can begin with them. */
  private void addWords() {
    if (!filter.words().isEmpty()) {
      String matches =
          filter.words().stream()
              .map(
                  word -> "t.search_text LIKE lower(" + placeholder("%" + escape(word) + "%") + ")")
              .collect(Collectors.joining(" AND "));
      conditions
          .append(
              " AND EXISTS (SELECT FROM grouping.problem_texts t WHERE t.problem_id = p.id AND ")
          .append(matches)
          .append(')');
    }
  }

  private void and(String condition, Object value) {
    conditions.append(" AND ").append(condition.replace("?", placeholder(value)));
  }

  private String placeholder(Object value) {
    values.addValue(value);
    return "$" + values.size();
  }

  private static String escape(String word) {
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
