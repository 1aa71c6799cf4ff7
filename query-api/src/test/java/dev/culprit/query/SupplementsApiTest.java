package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Reply;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attachments, feedback, releases, monitors and losses as grouping stores them. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupplementsApiTest {
  private static final long DAY = 2255L << 37;

  private Servers servers;
  private Api api;
  private Samples samples;
  private long project;
  private long problem;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    api = Api.of(servers);
    samples = new Samples(database.jdbcUrl());
    project = samples.project("shop");
    problem = samples.problem(project, "unresolved", "E", "", Instant.now(), Instant.now(), 3);
    for (String table : List.of("events", "attachments")) {
      for (int day = 0; day < 2; day++) {
        database.execute(
            "CREATE TABLE grouping."
                + table
                + "_"
                + day
                + " PARTITION OF grouping."
                + table
                + " FOR VALUES FROM ("
                + (DAY + ((long) day << 37))
                + ") TO ("
                + (DAY + ((long) (day + 1) << 37))
                + ")");
      }
    }
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void listsFilesOfAnEventAlsoThoseOfTheNextDay() {
    UUID uid = UUID.randomUUID();
    long event = event(DAY + 1, uid);
    long other = event(DAY + 2, UUID.randomUUID());
    attachment(DAY + 10, uid, "log.txt", "text/plain", "hello");
    attachment(DAY + (1L << 37) + 1, uid, "late.png", "image/png", "png");

    assertThat(api.get("/events/" + event).is(200).json().getJsonArray("attachments"))
        .extracting(file -> ((JsonObject) file).getString("name"))
        .containsExactly("log.txt", "late.png");
    assertThat(api.get("/events/" + event + "/attachments/" + (DAY + 10)).is(200).text())
        .isEqualTo("hello");
    api.get("/events/" + other + "/attachments/" + (DAY + 10)).isProblem(404, "not_found");
    api.get("/events/" + event + "/attachments/7").isProblem(404, "not_found");
    Api.anonymous(servers)
        .get("/events/" + event + "/attachments/" + (DAY + 10))
        .isProblem(401, "unauthenticated");
  }

  @Test
  void whateverAFileClaimsToBeItIsOnlySaved() {
    UUID uid = UUID.randomUUID();
    long event = event(DAY + 3, uid);
    attachment(
        DAY + 11,
        uid,
        "../../x\"; filename=evil.html\r\nSet-Cookie: a=b \u00fc.html",
        "text/html",
        "<script>alert(1)</script>");

    Reply reply = api.get("/events/" + event + "/attachments/" + (DAY + 11)).is(200);

    assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(reply.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(reply.header("Set-Cookie")).isEmpty();
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"x_; filename=evil.htmlSet-Cookie: a=b _.html\";"
                + " filename*=UTF-8''x%22%3B%20filename%3Devil.htmlSet-Cookie%3A%20a%3Db%20%C3%BC.html");
  }

  @Test
  void listsFeedbackPageByPage() {
    UUID uid = UUID.randomUUID();
    long event = event(DAY + 4, uid);
    for (int i = 0; i < 3; i++) {
      samples.run(
          """
          INSERT INTO grouping.user_feedback (project_id, feedback_uid, event_uid, event_id, problem_id,
            occurred_at, received_at, name, email, comments, url)
          VALUES (?, ?, ?, ?, ?, now(), now(), 'Ada', 'ada@example.com', ?, '')""",
          project,
          UUID.randomUUID(),
          uid,
          event,
          problem,
          "comment " + i);
    }
    samples.run(
        """
        INSERT INTO grouping.user_feedback (project_id, feedback_uid, occurred_at, received_at, name, email, comments, url)
        VALUES (?, gen_random_uuid(), now(), now(), '', '', 'about nothing', 'https://x/')""",
        project);

    assertThat(api.get("/events/" + event).is(200).json().getJsonArray("feedback")).hasSize(3);
    Reply first = api.get("/problems/" + problem + "/feedback?limit=2").is(200);
    assertThat(first.data())
        .extracting(entry -> entry.getString("comments"))
        .containsExactly("comment 2", "comment 1");
    String next = first.json().getString("next_cursor");
    assertThat(api.get("/problems/" + problem + "/feedback?limit=2&cursor=" + next).is(200).data())
        .extracting(entry -> entry.getString("comments"))
        .containsExactly("comment 0");
    assertThat(api.get("/projects/shop/feedback").is(200).data())
        .extracting(entry -> entry.getValue("event_id"))
        .containsExactly(null, event, event, event);
    api.get("/problems/999999/feedback").isProblem(404, "not_found");
    api.get("/projects/shop/feedback?cursor=" + next).isProblem(400, "invalid_cursor");
  }

  @Test
  void tellsTheCrashFreeRateOfEachRelease() {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    samples.release(project, "2.0", hour.minus(1, ChronoUnit.HOURS), 1);
    samples.release(project, "1.9", hour, 1);
    samples.run(
        """
        INSERT INTO grouping.release_sessions VALUES
          (?, now() - interval '1 hour', '2.0', 'production', 300, 3, 2, 1, 4),
          (?, now() - interval '2 hours', '2.0', 'staging', 100, 0, 0, 0, 0),
          (?, now() - interval '9 days', '1.0', 'production', 10, 0, 0, 0, 10)""",
        project,
        project,
        project);

    List<JsonObject> releases = api.get("/projects/shop/releases").is(200).data();

    assertThat(releases)
        .extracting(release -> release.getString("release"))
        .containsExactly("1.9", "2.0", "1.0");
    assertThat(releases)
        .extracting(release -> release.getDouble("crash_free_rate"))
        .containsExactly(null, 0.99, 0.0);
    assertThat(releases.get(1).getLong("sessions")).isEqualTo(400);
    assertThat(releases.get(1).getLong("events")).isEqualTo(1);
    assertThat(releases.get(2).getLong("events")).isZero();
  }

  @Test
  void showsMonitorsWithTheirLastRuns() {
    long monitor =
        samples.number(
            """
            INSERT INTO grouping.monitors (project_id, slug, crontab, timezone, created_at)
            VALUES (?, 'nightly', '0 3 * * *', 'Europe/Berlin', now()) RETURNING id""",
            project);
    samples.run(
        """
        INSERT INTO grouping.monitor_environments VALUES
          (?, 'production', 'missed', now(), now() + interval '1 hour', 1),
          (?, 'staging', 'waiting', now(), NULL, 0)""",
        monitor,
        monitor);
    samples.run(
        """
        INSERT INTO grouping.monitor_check_ins (project_id, monitor_id, environment, check_in_id, status, started_at, release)
        SELECT ?, ?, 'production', gen_random_uuid(), CASE WHEN n = 40 THEN 'missed' ELSE 'ok' END,
          now() - interval '50 hours' + n * interval '1 hour', '2.0' FROM generate_series(1, 40) n""",
        project,
        monitor);
    samples.run(
        "INSERT INTO grouping.monitors (project_id, slug, created_at) VALUES (?, 'adhoc', now())",
        project);

    Reply first = api.get("/projects/shop/monitors?limit=1").is(200);
    JsonObject nightly = first.data().get(0);
    assertThat(nightly.getJsonObject("schedule").getString("crontab")).isEqualTo("0 3 * * *");
    JsonObject production = nightly.getJsonArray("environments").getJsonObject(0);
    assertThat(production.getString("status")).isEqualTo("missed");
    assertThat(production.getJsonArray("runs")).hasSize(30);
    assertThat(production.getJsonArray("runs").getJsonObject(0).getString("status"))
        .isEqualTo("missed");
    assertThat(nightly.getJsonArray("environments").getJsonObject(1).getValue("next_due_at"))
        .isNull();
    JsonObject adhoc =
        api.get("/projects/shop/monitors?cursor=" + first.json().getString("next_cursor"))
            .is(200)
            .data()
            .get(0);
    assertThat(adhoc.getJsonObject("schedule").getString("type")).isEqualTo("unknown");
  }

  @Test
  void tellsWhatWasLostAndRefusedInWholeHours() {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    for (int ago : new int[] {0, 23, 30}) {
      Timestamp at = Timestamp.from(hour.minus(ago, ChronoUnit.HOURS));
      samples.run(
          "INSERT INTO grouping.lost_events VALUES (?, ?, 'error', 'send_error', 5)", project, at);
      samples.run("INSERT INTO ingest.refusals VALUES (?, 'rate_limited', ?, 7)", project, at);
    }

    JsonObject day = api.get("/projects/shop/lost-events").is(200).json();
    assertThat(day.getJsonArray("lost").getJsonObject(0).getLong("quantity")).isEqualTo(10);
    assertThat(day.getJsonArray("refused").getJsonObject(0).getLong("count")).isEqualTo(14);
    JsonObject week =
        api.get("/projects/shop/lost-events?from=" + hour.minus(7, ChronoUnit.DAYS)).is(200).json();
    assertThat(week.getJsonArray("lost").getJsonObject(0).getLong("quantity")).isEqualTo(15);
    api.get("/projects/shop/lost-events?from=" + hour + "&to=" + hour)
        .isProblem(400, "invalid_request")
        .names("query", "from");
    api.get("/projects/shop/lost-events?from=2020-01-01T00:00:00Z&to=" + hour)
        .isProblem(400, "invalid_request")
        .names("query", "from");
    api.get("/projects/shop/lost-events?to=yesterday").isProblem(400, "invalid_request");
  }

  private long event(long id, UUID uid) {
    return samples.number(
        """
        INSERT INTO grouping.events (id, project_id, problem_id, event_uid, occurred_at, received_at, environment, release, level)
        VALUES (?, ?, ?, ?, now(), now(), 'production', '', 'error') RETURNING id""",
        id,
        project,
        problem,
        uid);
  }

  private void attachment(long id, UUID event, String name, String type, String body) {
    samples.run(
        """
        INSERT INTO grouping.attachments (id, project_id, event_uid, attachment_uid, name, content_type, type, size, received_at, body)
        VALUES (?, ?, ?, gen_random_uuid(), ?, ?, 'event.attachment', ?, now(), convert_to(?, 'UTF8'))""",
        id,
        project,
        event,
        name,
        type,
        body.length(),
        body);
  }
}
