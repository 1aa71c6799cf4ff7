package dev.culprit.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.alert.AlertCluster.Instance;
import dev.culprit.proto.alert.v1.Activity;
import dev.culprit.proto.alert.v1.CreateRuleRequest;
import dev.culprit.proto.alert.v1.ErrorShare;
import dev.culprit.proto.alert.v1.ErrorShareSpike;
import dev.culprit.proto.alert.v1.ProblemTransition;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.RequestDelta;
import dev.culprit.proto.alert.v1.Rule;
import dev.culprit.proto.alert.v1.ShareScope;
import dev.culprit.proto.alert.v1.TransitionKind;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestClock;
import dev.culprit.runtime.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shares of failing requests, over two instances: which of them hears of it does not matter. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorShareTest {
  private final TestClock clock = new TestClock();
  private final Activities activities = new Activities(clock);
  private AlertCluster cluster;
  private Instance one;
  private Instance other;

  @BeforeAll
  void start(TestDatabase database) throws Exception {
    cluster = new AlertCluster(database, clock, Map.of("CULPRIT_ALERT_TICK", "100ms"));
    one = cluster.start();
    other = cluster.start();
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void later() {
    clock.advance(Duration.ofDays(3));
  }

  @Test
  void aProjectWithGatewaysGetsItsDefaultRuleOnce() {
    send(one, requests("shop.example", "10.0.0.1:80", 0, 10, 0));
    send(other, requests("shop.example", "10.0.0.1:80", 0, 10, 0));

    assertThat(cluster.number("SELECT count(*) FROM alerting.rules WHERE name = 'Share of 5xx'"))
        .isEqualTo(1);
  }

  @Test
  void opensOneIncidentForAHostAndClosesItWhenTheFailingStops() {
    long rule =
        rule(
            Rule.newBuilder()
                .setErrorShare(
                    ErrorShare.newBuilder()
                        .setPercent(5)
                        .setWindowMinutes(5)
                        .setScope(ShareScope.SHARE_SCOPE_HOST)));
    send(one, activities.transition(77, TransitionKind.TRANSITION_KIND_OPENED));

    send(one, requests("a.example", "10.0.0.1:80", 0, 100, 3));
    send(other, requests("b.example", "10.0.0.2:80", 0, 100, 0));
    assertThat(open(rule)).isZero();
    send(other, requests("a.example", "10.0.0.1:80", 0, 20, 17));
    send(one, requests("a.example", "10.0.0.1:80", 0, 20, 17));

    awaitOpen(rule);
    assertThat(text("SELECT scope_kind || ' ' || scope_key FROM %s", rule))
        .isEqualTo("host a.example");
    assertThat(text("SELECT reason FROM %s", rule))
        .isEqualTo(
            "16.7 % of 120 requests to a.example failed (5xx) in the last 5 minutes; limit 5.0 %");

    clock.advance(Duration.ofMinutes(1));
    send(one, requests("a.example", "10.0.0.1:80", 0, 500, 0));
    clock.advance(Duration.ofMinutes(1));
    send(other, requests("a.example", "10.0.0.1:80", 0, 500, 0));
    await().atMost(Duration.ofSeconds(10)).until(() -> open(rule) == 0);
    assertThat(text("SELECT close_reason FROM %s", rule)).isEqualTo("calmed");
  }

  @Test
  void waitsAMomentForTheProblemBehindIt() {
    long rule =
        rule(
            Rule.newBuilder()
                .setErrorShare(
                    ErrorShare.newBuilder()
                        .setPercent(5)
                        .setWindowMinutes(5)
                        .setScope(ShareScope.SHARE_SCOPE_UPSTREAM)));
    ProblemTransition.Builder opened =
        activities.change(4711, TransitionKind.TRANSITION_KIND_OPENED).toBuilder();
    opened.getProblemBuilder().setTitle("nginx: 10.0.0.4:80 refused").setPlatform("nginx");

    send(one, requests("d.example", "10.0.0.4:80", 0, 20, 17));
    send(
        one,
        Activities.request(
            activities
                .activity()
                .addCounts(activities.delta(4711, "production", 0, 5))
                .addTransitions(opened)));

    awaitOpen(rule);
    assertThat(text("SELECT numbers ->> 'likely_problem_id' FROM %s", rule)).isEqualTo("4711");
    assertThat(text("SELECT problem ->> 'title' FROM %s", rule))
        .isEqualTo("nginx: 10.0.0.4:80 refused");
  }

  /** An incident waits a moment for the problem behind it. */
  private void awaitOpen(long rule) {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(open(rule)).isEqualTo(1));
  }

  @Test
  void countsRequestsOnceHoweverOftenTheyAreSent() {
    RecordActivitiesRequest request = requests("once.example", "10.0.0.3:80", 0, 100, 1);

    send(one, request);
    send(other, request);

    assertThat(
            cluster.number(
                "SELECT sum(requests) FROM alerting.request_minutes WHERE scope_kind = 'host' AND scope_key = 'once.example'"))
        .isEqualTo(100);
  }

  @Test
  void judgesAShareByItsOwnBaseline() {
    long rule =
        rule(
            Rule.newBuilder()
                .setErrorShareSpike(
                    ErrorShareSpike.newBuilder().setScope(ShareScope.SHARE_SCOPE_UPSTREAM)));
    for (int hour = 1; hour <= 20; hour++) {
      send(one, requests("c.example", "10.0.0.9:80", hour * 60, 1_000, 5));
    }

    send(one, requests("c.example", "10.0.0.9:80", 0, 1_000, 8));
    assertThat(open(rule)).isZero();
    send(one, requests("c.example", "10.0.0.9:80", 0, 1_000, 120));

    awaitOpen(rule);
    assertThat(text("SELECT reason FROM %s", rule))
        .contains("10.0.0.9:80")
        .contains("usually 0.5 %");
  }

  private static void send(Instance to, RecordActivitiesRequest request) {
    to.activity().recordActivities(request);
  }

  private RecordActivitiesRequest requests(
      String host, String upstream, int minutesAgo, long requests, long errors) {
    long minute = Math.floorDiv(clock.instant().getEpochSecond(), 60L) - minutesAgo;
    Activity.Builder activity =
        activities
            .activity()
            .addRequests(
                RequestDelta.newBuilder()
                    .setProjectId(Activities.PROJECT)
                    .setEnvironment("production")
                    .setMinuteEpochSeconds(minute * 60)
                    .setHost(host)
                    .setUpstream(upstream)
                    .setRequests(requests)
                    .setServerErrors(errors));
    return Activities.request(activity);
  }

  private long rule(Rule.Builder rule) {
    return one.alert()
        .createRule(
            CreateRuleRequest.newBuilder()
                .setRule(rule.setProjectId(Activities.PROJECT).setName("share").setEnabled(true))
                .build())
        .getRule()
        .getId();
  }

  private long open(long rule) {
    return cluster.number(
        "SELECT count(*) FROM alerting.incidents WHERE closed_at IS NULL AND rule_id = " + rule);
  }

  private String text(String query, long rule) {
    return cluster.text(query.formatted("alerting.incidents WHERE rule_id = " + rule));
  }
}
