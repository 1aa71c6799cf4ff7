package dev.culprit.query.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.GatewaySamples;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
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

/** What was corrected, read from the tables in which grouping keeps it. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorrectedProblemsTest {
  private static final String OLDEST = "7fffffffffffffff" + "00".repeat(8);
  private static final String NEWER = "fffffffffffffffe" + "11".repeat(8);

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(7200);
  private Servers servers;
  private Api api;
  private Samples samples;
  private GatewaySamples gateways;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    api = Api.of(servers);
    samples = new Samples(database.jdbcUrl());
    gateways = new GatewaySamples(samples);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void aProblemThatNobodyCorrectedSaysSo() {
    long problem = problem(samples.project("plain"), "Plain");

    JsonObject shown = api.get("/problems/" + problem).is(200).json();

    assertThat(shown.getValue("merged_into")).isNull();
    assertThat(shown.getValue("split_by")).isNull();
    assertThat(shown.getJsonArray("merged_problems")).isEmpty();
    assertThat(shown.getJsonArray("looks_like")).isEmpty();
    assertThat(shown.getLong("moving_events")).isZero();
  }

  @Test
  void aMergedProblemIsShownByItsNumberAndInNoList() {
    long project = samples.project("merged");
    long target = problem(project, "Target");
    long source = problem(project, "Source");
    samples.facet(source, "upstream", "10.0.0.9:80");
    merge(source, target);

    JsonObject shown = api.get("/problems/" + source).is(200).json();
    assertThat(shown.getString("status")).isEqualTo("merged");
    assertThat(shown.getLong("merged_into")).isEqualTo(target);
    JsonObject into =
        api.get("/problems/" + target)
            .is(200)
            .json()
            .getJsonArray("merged_problems")
            .getJsonObject(0);
    assertThat(into)
        .isEqualTo(
            new JsonObject().put("id", source).put("title", "Source").put("occurrence_count", 3));

    assertThat(ids(api.get("/projects/merged/problems").is(200).data())).containsExactly(target);
    assertThat(api.get("/projects/merged/problems?query=source").is(200).data()).isEmpty();
    assertThat(api.get("/projects/merged/facets").is(200).json().getJsonArray("upstreams"))
        .isEmpty();
    assertThat(openProblems("merged")).isEqualTo(1);
    api.get("/projects/merged/problems?status=merged").isProblem(400, "invalid_request");
    api.patch("/problems/" + target, new JsonObject().put("status", "merged"))
        .isProblem(400, "invalid_request");
  }

  @Test
  void aMergedProblemIsNotRelatedToAnything() {
    long project = samples.project("relations");
    long gateway = gateways.problem(project, "10.0.0.1:80", "upstream_refused", start);
    gateways.minute(project, gateway, start, 40);
    long opened = gateways.application(project, "Opened", start);
    gateways.minute(project, opened, start, 9);
    long sibling = gateways.problem(project, "10.0.0.1:80", "upstream_reset", start);
    gateways.minute(project, sibling, start, 9);
    assertThat(related(gateway)).containsExactlyInAnyOrder(opened, sibling);

    merge(opened, problem(project, "Elsewhere long ago"));
    merge(sibling, gateway);

    assertThat(related(gateway)).doesNotContain(opened, sibling);
    long application = gateways.application(project, "Other", start);
    gateways.minute(project, application, start, 9);
    assertThat(related(application)).containsExactly(gateway);
  }

  @Test
  void looksLikeBothWaysUntilSomebodyDismissesIt() {
    long project = samples.project("alike");
    long problem = problem(project, "Subject");
    long found = problem(project, "Found");
    long finder = problem(project, "Finder");
    long dismissed = problem(project, "Dismissed");
    long gone = problem(project, "Merged meanwhile");
    alike(problem, found, 0.71);
    alike(finder, problem, 0.9);
    alike(problem, finder, 0.8);
    alike(problem, dismissed, 0.85);
    alike(dismissed, problem, 0.85);
    samples.run(
        "UPDATE grouping.problem_likeness SET dismissed_at = now() WHERE problem_id = ? AND like_problem_id = ?",
        problem,
        dismissed);
    alike(problem, gone, 0.99);
    merge(gone, found);

    JsonArray alike = api.get("/problems/" + problem).is(200).json().getJsonArray("looks_like");

    assertThat(alike)
        .containsExactly(
            new JsonObject().put("id", finder).put("title", "Finder").put("likeness", 0.9),
            new JsonObject().put("id", found).put("title", "Found").put("likeness", 0.71));
    for (int i = 0; i < 6; i++) {
      alike(problem(project, "More " + i), problem, 0.5);
    }
    assertThat(api.get("/problems/" + problem).is(200).json().getJsonArray("looks_like"))
        .hasSize(5);
  }

  @Test
  void tellsTheSplitAndTheEventsOnTheirWay() {
    long project = samples.project("split");
    long problem = problem(project, "Split");
    long part = problem(project, "Part");
    samples.run(
        "INSERT INTO grouping.split_fingerprints (project_id, version, hash, problem_id, attribute) VALUES (?, 2, decode(?, 'hex'), ?, 'tag.tenant')",
        project,
        OLDEST,
        problem);
    samples.run(
        "INSERT INTO grouping.event_moves OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::\"grouping\".event_moves, ?::jsonb)",
        new JsonObject()
            .put("id", 1)
            .put("project_id", project)
            .put("kind", "move_out")
            .put("from_id", problem)
            .put("to_id", part)
            .put("fingerprints", new JsonArray())
            .put("family", new JsonArray())
            .put("moves_unsaid", false)
            .put("events_before", 100)
            .put("moved", 30)
            .put("below", Long.MAX_VALUE)
            .put("created_at", start.toString())
            .encode());

    JsonObject shown = api.get("/problems/" + problem).is(200).json();

    assertThat(shown.getString("split_by")).isEqualTo("tag.tenant");
    assertThat(shown.getLong("moving_events")).isEqualTo(70);
    assertThat(api.get("/problems/" + part).is(200).json().getLong("moving_events")).isEqualTo(70);
  }

  @Test
  void fingerprintsTellHowTheyCameAndHowManyEventsHaveThem() {
    long project = samples.project("hashes");
    long problem = problem(project, "Hashes");
    fingerprint(project, problem, 1, OLDEST, "opened", null, "2026-01-01");
    fingerprint(project, problem, 2, NEWER, "near_match", 0.93, "2026-02-01");
    event(project, problem, null);
    event(project, problem, Long.MAX_VALUE);
    event(project, problem, -2L);
    event(project, problem, 12345L);

    JsonObject list = api.get("/problems/" + problem + "/fingerprints").is(200).json();

    JsonObject oldest = list.getJsonArray("data").getJsonObject(0);
    assertThat(oldest.getString("hash")).isEqualTo(OLDEST);
    assertThat(oldest.getString("origin")).isEqualTo("opened");
    assertThat(oldest.getValue("likeness")).isNull();
    assertThat(oldest.getLong("events")).isEqualTo(2);
    JsonObject newer = list.getJsonArray("data").getJsonObject(1);
    assertThat(newer.getString("hash")).isEqualTo(NEWER);
    assertThat(newer.getInteger("version")).isEqualTo(2);
    assertThat(newer.getDouble("likeness")).isEqualTo(0.93);
    assertThat(newer.getLong("events")).isEqualTo(1);
    assertThat(list.getLong("counted_events")).isEqualTo(4);
    assertThat(list.getBoolean("counted_all")).isTrue();
    api.get("/problems/999999/fingerprints").isProblem(404, "not_found");
  }

  private long problem(long project, String title) {
    return samples.problem(project, "unresolved", title, "", start, start, 3);
  }

  private void merge(long source, long target) {
    samples.run(
        "UPDATE grouping.problems SET status = 'merged', merged_into = ? WHERE id = ?",
        target,
        source);
  }

  private void alike(long problem, long other, double likeness) {
    samples.run(
        "INSERT INTO grouping.problem_likeness (problem_id, like_problem_id, likeness) VALUES (?, ?, ?)",
        problem,
        other,
        likeness);
  }

  private void fingerprint(
      long project,
      long problem,
      int version,
      String hash,
      String origin,
      Double likeness,
      String day) {
    samples.run(
        "INSERT INTO grouping.fingerprints (project_id, version, hash, problem_id, origin, likeness, created_at) VALUES (?, ?, decode(?, 'hex'), ?, ?, ?::real, ?::timestamptz)",
        project,
        version,
        hash,
        problem,
        origin,
        likeness,
        day);
  }

  private void event(long project, long problem, Long fingerprint) {
    long id = gateways.event(project, problem, start);
    if (fingerprint != null) {
      samples.run("UPDATE grouping.events SET fingerprint = ? WHERE id = ?", fingerprint, id);
    }
  }

  private long openProblems(String slug) {
    return api.get("/overview").is(200).json().getJsonArray("projects").stream()
        .map(JsonObject.class::cast)
        .filter(project -> project.getString("slug").equals(slug))
        .findFirst()
        .orElseThrow()
        .getLong("open_problems");
  }

  private List<Long> related(long problem) {
    JsonObject related = api.get("/problems/" + problem + "/related").is(200).json();
    List<Long> found = new ArrayList<>();
    for (String list : List.of("problems", "siblings")) {
      related.getJsonArray(list).forEach(entry -> found.add(((JsonObject) entry).getLong("id")));
    }
    return found;
  }

  private static List<Long> ids(List<JsonObject> problems) {
    return problems.stream().map(problem -> problem.getLong("id")).toList();
  }
}
