package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is said in the answer, by the name of the parameter or field. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestTest {
  private Servers servers;
  private Api api;
  private long problemId;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    api = Api.of(servers);
    Samples samples = new Samples(database.jdbcUrl());
    long project = samples.project("demo");
    problemId = samples.problem(project, "unresolved", "A", "a", Instant.now(), Instant.now(), 1);
    samples.problem(project, "unresolved", "B", "b", Instant.now(), Instant.now(), 1);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/projects/demo/problems?limit=0, query, limit",
    "/projects/demo/problems?limit=101, query, limit",
    "/projects/demo/problems?limit=ten, query, limit",
    "/projects/demo/problems?limit=1.5, query, limit",
    "/projects/demo/problems?limit=99999999999999999999999, query, limit",
    "/projects/demo/problems?status=open, query, status",
    "/projects/demo/problems?sort=name, query, sort",
    "/projects/demo/problems?query=%00, query, query",
    "/projects/demo/problems?stauts=resolved, query, stauts",
    "/projects/demo/problems?status=resolved&status=ignored, query, status",
    "/projects/UPPER/problems, path, project",
    "/problems/x, path, problem_id",
    "/problems/0, path, problem_id",
    "/problems/9007199254740992, path, problem_id",
    "/events/-1, path, event_id",
    "/incidents?problem=x, query, problem",
    "/incidents?state=closing, query, state",
    "/projects/demo/events, query, client_event_id",
    "/projects/demo/rate?bucket=week, query, bucket",
    "/projects/demo/rate?from=yesterday, query, from",
    "/projects/demo/rate?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, query, from",
    "/projects/demo/rate?bucket=minute&from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z, query, from",
    "/projects/demo/rate?to=9999-12-31T23:59:59Z, query, to",
  })
  void namesWrongParameters(String path, String in, String name) {
    api.get(path).isProblem(400, "invalid_request").names(in, name);
  }

  @Test
  void namesWrongFields() {
    api.patch("/problems/1", new JsonObject().put("status", "done"))
        .isProblem(400, "invalid_request")
        .names("body", "status");
    api.patch("/problems/1", new JsonObject().put("add_tags", new JsonArray().add("")))
        .isProblem(400, "invalid_request")
        .names("body", "add_tags/0");
    api.post(
            "/projects",
            new JsonObject()
                .put("name", "x")
                .put("settings", new JsonObject().put("retention_days", "7")))
        .isProblem(400, "invalid_request")
        .names("body", "settings/retention_days");
    api.post("/projects", new JsonObject().put("name", "x").put("colour", "red"))
        .isProblem(400, "invalid_request")
        .names("body", "colour");
    assertThat(api.post("/projects", new JsonObject()).isProblem(400, "invalid_request").text())
        .contains("name");
    api.post("/projects", new JsonObject().put("name", "a\u0000b"))
        .isProblem(400, "invalid_request")
        .names("body", "name");
    api.send("POST", "/projects", "{\"name\":\"\\ud800\"}")
        .isProblem(400, "invalid_request")
        .names("body", "name");
    api.patch("/problems/1", new JsonObject()).isProblem(400, "invalid_request");
    api.post(
            "/projects/demo/channels",
            new JsonObject().put("name", "x").put("target", new JsonObject().put("kind", "slack")))
        .isProblem(400, "invalid_request")
        .names("body", "target/url");
  }

  @Test
  void refusesBodiesThatAreNoJson() {
    api.send("POST", "/projects", "{\"name\": ").isProblem(400, "malformed_json");
    api.send("POST", "/projects", "[]").isProblem(400, "invalid_request");
    api.send("POST", "/projects", "null").isProblem(400, "invalid_request");
    api.send("POST", "/projects", null).isProblem(400, "invalid_request");
    api.with("Content-Type", "text/plain")
        .send("POST", "/projects", "{\"name\":\"x\"}")
        .isProblem(415, "unsupported_media_type");
    api.send("POST", "/projects", "[".repeat(5000) + "]".repeat(5000))
        .isProblem(400, "malformed_json");
  }

  @Test
  void refusesLargeBodies() {
    api.send("POST", "/projects", "{\"name\":\"" + "x".repeat(2 << 20) + "\"}")
        .isProblem(413, "body_too_large");
  }

  @Test
  void refusesCursorsOfOtherLists() {
    String cursor =
        api.get("/projects/demo/problems?limit=1").is(200).json().getString("next_cursor");
    api.get("/projects/demo/problems?limit=1&cursor=" + cursor).is(200);
    api.get("/projects/demo/problems?limit=1&sort=first_seen&cursor=" + cursor)
        .isProblem(400, "invalid_cursor");
    api.get("/projects/demo/problems?limit=1&status=unresolved&cursor=" + cursor)
        .isProblem(400, "invalid_cursor");
    api.get("/problems/" + problemId + "/events?cursor=" + cursor).isProblem(400, "invalid_cursor");
    api.get("/projects/demo/problems?cursor=" + cursor.substring(1))
        .isProblem(400, "invalid_cursor");
    api.get("/projects/demo/problems?cursor=%20").isProblem(400, "invalid_cursor");
  }

  @Test
  void answersUnknownAddressesAsProblems() {
    api.get("/nothing").isProblem(404, "not_found");
    api.get("/problems/4711").isProblem(404, "not_found");
    api.get("/projects/nobody/problems").isProblem(404, "not_found");
    api.get("/problemsbulk").isProblem(404, "not_found");
    api.send("PUT", "/projects", "{}").isProblem(405, "method_not_allowed");
    api.get("/projects/demo/problems/").is(200);
  }

  @Test
  void addsSecurityHeadersToEveryAnswer() {
    for (var reply :
        new dev.culprit.query.testing.Reply[] {
          api.get("/projects"), api.get("/nothing"), Api.anonymous(servers).get("/projects")
        }) {
      assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(reply.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
    }
  }

  @Test
  void saysSoWhenAnOwnerIsAway() {
    var reply =
        api.patch("/problems/" + problemId, new JsonObject().put("status", "resolved"))
            .isProblem(503, "unavailable");
    assertThat(reply.header("Retry-After")).isEqualTo("2");
  }
}
