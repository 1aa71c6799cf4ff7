package dev.culprit.query.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Reply;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemListTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Servers servers;
  private Api api;
  private Samples samples;
  private long projectId;
  private long newest;
  private long oldest;
  private long busiest;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    api = Api.of(servers);
    samples = new Samples(database.jdbcUrl());
    projectId = samples.project("shop");
    oldest =
        samples.problem(
            projectId,
            "unresolved",
            "TimeoutError",
            "took 100% of 5_000 ms",
            NOON.minusSeconds(9000),
            NOON.minusSeconds(90),
            5);
    busiest =
        samples.problem(
            projectId,
            "resolved",
            "PaymentException",
            "card \\refused\\",
            NOON.minusSeconds(500),
            NOON.minusSeconds(50),
            900);
    newest =
        samples.problem(
            projectId,
            "ignored",
            "NullPointerException",
            "Ünexpected",
            NOON.minusSeconds(10),
            NOON,
            7);
    samples.facet(oldest, "environment", "production");
    samples.facet(oldest, "release", "1.5");
    samples.facet(newest, "environment", "staging");
    long other = samples.project("other");
    samples.problem(other, "unresolved", "TimeoutError", "elsewhere", NOON, NOON, 1);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void sortsByWhatIsAskedFor() {
    assertThat(ids("")).containsExactly(newest, busiest, oldest);
    assertThat(ids("sort=first_seen")).containsExactly(newest, busiest, oldest);
    assertThat(ids("sort=occurrences")).containsExactly(busiest, newest, oldest);
  }

  @Test
  void filters() {
    assertThat(ids("status=resolved")).containsExactly(busiest);
    assertThat(ids("environment=production")).containsExactly(oldest);
    assertThat(ids("release=1.5")).containsExactly(oldest);
    assertThat(ids("release=1.50")).isEmpty();
    assertThat(ids("environment=production&status=ignored")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "timeout, 1",
    "TIMEOUT, 1",
    "error 5_000, 1",
    "100%, 1",
    "5x000, 0",
    "%, 1",
    "_, 1",
    "refused\\, 1",
    "'\\', 1",
    "zzz, 0",
    "orderservice, 3",
    "e, 3",
    "Ünexpected, 1"
  })
  void findsWordsAsTheyAre(String words, int found) {
    assertThat(ids("query=" + Api.encode(words))).hasSize(found);
  }

  @Test
  void neverShowsTheSameProblemTwiceNorSkipsOne() {
    long tied = samples.project("tied");
    for (int i = 0; i < 23; i++) {
      String status = List.of("unresolved", "resolved", "ignored").get(i % 3);
      samples.problem(tied, status, "Same", "", NOON, NOON.plus(i / 5, ChronoUnit.MICROS), 4);
    }
    for (String sort : List.of("last_seen", "first_seen", "occurrences")) {
      List<Long> seen = new ArrayList<>();
      String cursor = "";
      do {
        Reply page = api.get("/projects/tied/problems?limit=4&sort=" + sort + cursor).is(200);
        page.data().forEach(problem -> seen.add(problem.getLong("id")));
        String next = page.json().getString("next_cursor");
        cursor = next == null ? "" : "&cursor=" + next;
      } while (!cursor.isEmpty());
      assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    }
  }

  @Test
  void showsTheLastDayHourByHour() {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    samples.rollup("hour_rollups", projectId, oldest, "production", hour, 3);
    samples.rollup("hour_rollups", projectId, oldest, "staging", hour, 4);
    samples.rollup(
        "hour_rollups", projectId, oldest, "production", hour.minus(23, ChronoUnit.HOURS), 1);
    samples.rollup(
        "hour_rollups", projectId, oldest, "production", hour.minus(24, ChronoUnit.HOURS), 100);
    JsonObject problem =
        api.get("/projects/shop/problems?include=sparkline&query=timeout").is(200).data().get(0);
    assertThat(problem.getJsonArray("sparkline").getLong(23)).isEqualTo(7);
    assertThat(problem.getJsonArray("sparkline").getLong(0)).isEqualTo(1);
    assertThat(
            problem.getJsonArray("sparkline").stream()
                .mapToLong(n -> ((Number) n).longValue())
                .sum())
        .isEqualTo(8);
    assertThat(api.get("/projects/shop/problems").is(200).data().get(0).containsKey("sparkline"))
        .isFalse();
  }

  @Test
  void takesAProjectByIdOrSlug() {
    assertThat(api.get("/projects/" + projectId + "/problems").is(200).data()).hasSize(3);
  }

  private List<Long> ids(String query) {
    return api.get("/projects/shop/problems?" + query).is(200).data().stream()
        .map(problem -> problem.getLong("id"))
        .toList();
  }
}
