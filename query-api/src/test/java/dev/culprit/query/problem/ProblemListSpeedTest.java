package dev.culprit.query.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists over 20,000 problems read an index in order, or only what a search finds. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemListSpeedTest {
  private static final int PROBLEMS = 20_000;

  private Servers servers;
  private TestDatabase database;

  @BeforeAll
  void start(TestDatabase given) {
    database = given;
    servers = Servers.queryOnly(database);
    new Samples(database.jdbcUrl()).project("big");
    database.execute(
        "INSERT INTO grouping.problems (project_id, status, title, message, culprit, level, platform, occurrence_count, first_seen, last_seen)"
            + " SELECT 1, (ARRAY['unresolved', 'unresolved', 'unresolved', 'resolved', 'ignored'])[1 + n % 5], 'Error' || md5(n::text),"
            + " 'message ' || md5((n * 7)::text), 'Module' || n % 50, 'error', 'java', n * 7919 % 100003,"
            + " now() - n * interval '1 minute', now() - (n * 31 % 20000) * interval '1 second' FROM generate_series(1, "
            + PROBLEMS
            + ") n",
        "INSERT INTO grouping.problem_texts SELECT id, lower(title || ' ' || message || ' ' || culprit) FROM grouping.problems",
        "INSERT INTO grouping.problem_facets SELECT id, 'environment', CASE WHEN id % 1000 = 0 THEN 'rare' ELSE 'production' END"
            + " FROM grouping.problems",
        "INSERT INTO grouping.hour_rollups (project_id, problem_id, environment, bucket, count)"
            + " SELECT 1, id, 'production', date_trunc('hour', now()) - h * interval '1 hour', 3 FROM grouping.problems, generate_series(0, 9) h"
            + " WHERE id % 5 = 0",
        // As autovacuum does: it also sorts what is new into the search index.
        "VACUUM ANALYZE");
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  /** Pages touched say how much work a list is, whatever else the machine is doing. */
  @ParameterizedTest
  @CsvSource({
    "'', unresolved, '', LAST_SEEN, 200",
    // All problems of a step of the index, a minute, are read before they are sorted.
    "'', '', '', LAST_SEEN, 600",
    "'', unresolved, '', FIRST_SEEN, 200",
    // The counts here are spread evenly, so the highest step of the index is crowded as it never is
    // in life.
    "'', unresolved, '', OCCURRENCES, 3000",
    "abcd, '', '', LAST_SEEN, 3000",
    "nothing of the kind, '', '', LAST_SEEN, 3000",
    "e, '', '', LAST_SEEN, 600",
    "module7, unresolved, '', LAST_SEEN, 3000",
    "'', '', production, LAST_SEEN, 2000",
    "'', '', rare, LAST_SEEN, 1000",
    "'', '', none, LAST_SEEN, 1000",
    "'', ignored, rare, OCCURRENCES, 1000",
  })
  void touchesFewPages(String words, String status, String environment, ProblemSort sort, long most)
      throws SQLException {
    ProblemFilter filter =
        new ProblemFilter(
            1,
            words.isEmpty() ? List.of() : List.of(words.split(" ")),
            Optional.of(status).filter(text -> !text.isEmpty()),
            environment.isEmpty() ? List.of() : List.of(FacetFilter.of("environment", environment)),
            sort);
    JsonObject plan =
        new JsonArray(
                explain(
                    "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ",
                    ProblemListSql.of(filter, new long[] {}, 26)))
            .getJsonObject(0);
    JsonObject top = plan.getJsonObject("Plan");
    assertThat(top.getLong("Shared Hit Blocks") + top.getLong("Shared Read Blocks"))
        .as(plan.encodePrettily())
        .isLessThan(most);
  }

  @Test
  void isAsQuickOnLaterPages() throws SQLException {
    ProblemFilter filter =
        new ProblemFilter(
            1, List.of(), Optional.of("unresolved"), List.of(), ProblemSort.OCCURRENCES);
    String plan =
        explain(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ",
            ProblemListSql.of(filter, new long[] {100, 1}, 26));
    assertThat(
            new JsonArray(plan).getJsonObject(0).getJsonObject("Plan").getLong("Shared Hit Blocks"))
        .isLessThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"last_seen", "first_seen", "occurrences"})
  void readsTheSortIndexInOrder(String sort) throws SQLException {
    String index = sort.equals("occurrences") ? "problems_by_count" : "problems_by_" + sort;
    ProblemFilter one =
        new ProblemFilter(1, List.of(), Optional.of("unresolved"), List.of(), ProblemSort.of(sort));
    ProblemFilter all =
        new ProblemFilter(1, List.of(), Optional.empty(), List.of(), ProblemSort.of(sort));
    long key = sort.equals("occurrences") ? 50_000 : 1_900_000_000_000_000L;
    for (ProblemFilter filter : List.of(one, all)) {
      for (long[] after : List.of(new long[] {}, new long[] {key, 1})) {
        String plan = plan(ProblemListSql.of(filter, after, 26));
        assertThat(plan).contains(index).doesNotContain("Seq Scan");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rare", "none"})
  void startsFromRareEnvironments(String environment) throws SQLException {
    ProblemFilter filter =
        new ProblemFilter(
            1,
            List.of(),
            Optional.empty(),
            List.of(FacetFilter.of("environment", environment)),
            ProblemSort.LAST_SEEN);
    assertThat(plan(ProblemListSql.of(filter, new long[] {}, 26)))
        .contains("problem_facets_by_value")
        .doesNotContain("Seq Scan");
  }

  @Test
  void searchesByTrigrams() throws SQLException {
    ProblemFilter filter =
        new ProblemFilter(
            1, List.of("0123abcd"), Optional.of("unresolved"), List.of(), ProblemSort.LAST_SEEN);
    assertThat(plan(ProblemListSql.of(filter, new long[] {}, 26)))
        .contains("problem_texts_by_text");
  }

  private String plan(ProblemListSql.Statement statement) throws SQLException {
    return explain("EXPLAIN ", statement);
  }

  private String explain(String how, ProblemListSql.Statement statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement explain = connection.createStatement();
        ResultSet rows = explain.executeQuery(how + inlined(statement))) {
      StringBuilder plan = new StringBuilder();
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
      return plan.toString();
    }
  }

  private static String inlined(ProblemListSql.Statement statement) {
    Tuple values = statement.values();
    String sql = statement.sql();
    for (int i = values.size(); i >= 1; i--) {
      Object value = values.getValue(i - 1);
      String literal =
          value instanceof Number
              ? value.toString()
              : "'" + value + "'" + (value instanceof OffsetDateTime ? "::timestamptz" : "");
      sql = sql.replace("$" + i, literal);
    }
    return sql;
  }
}
