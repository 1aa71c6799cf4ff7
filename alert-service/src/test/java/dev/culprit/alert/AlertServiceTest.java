package dev.culprit.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.culprit.alert.AlertCluster.Instance;
import dev.culprit.alert.Receiver.Received;
import dev.culprit.proto.alert.v1.ActivityServiceGrpc;
import dev.culprit.proto.alert.v1.Channel;
import dev.culprit.proto.alert.v1.CloseIncidentRequest;
import dev.culprit.proto.alert.v1.CreateChannelRequest;
import dev.culprit.proto.alert.v1.CreateRuleRequest;
import dev.culprit.proto.alert.v1.DeleteRuleRequest;
import dev.culprit.proto.alert.v1.EmailTarget;
import dev.culprit.proto.alert.v1.NewProblem;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.Regression;
import dev.culprit.proto.alert.v1.Rule;
import dev.culprit.proto.alert.v1.Scope;
import dev.culprit.proto.alert.v1.Spike;
import dev.culprit.proto.alert.v1.TestChannelRequest;
import dev.culprit.proto.alert.v1.Threshold;
import dev.culprit.proto.alert.v1.TransitionKind;
import dev.culprit.proto.alert.v1.WebhookTarget;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestClock;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** One instance, from activity to the notification that arrives. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertServiceTest {
  private static final AtomicLong PROBLEMS = new AtomicLong(1000);
  private static final String SECRET = "a-signing-secret-of-tests";

  private final TestClock clock = new TestClock();
  private final Activities activities = new Activities(clock);
  private AlertCluster cluster;
  private Instance alert;
  private Receiver receiver;
  private GreenMail mail;

  @BeforeAll
  void start(TestDatabase database) throws Exception {
    receiver = new Receiver();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    cluster =
        new AlertCluster(
            database,
            clock,
            Map.of(
                "CULPRIT_ALERT_ALLOW_PRIVATE_TARGETS", "true",
                "CULPRIT_ALERT_TICK", "100ms",
                "CULPRIT_ALERT_RETRY_DELAY", "20ms",
                "CULPRIT_PUBLIC_URL", "https://culprit.example",
                "CULPRIT_SMTP_HOST", "127.0.0.1",
                "CULPRIT_SMTP_PORT", Integer.toString(mail.getSmtp().getPort()),
                "CULPRIT_SMTP_FROM", "culprit@example.com"));
    alert = cluster.start();
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
    receiver.close();
    mail.stop();
  }

  @BeforeEach
  void forget() throws Exception {
    clock.advance(Duration.ofDays(2));
    receiver.received().clear();
    receiver.answer(number -> 204);
    mail.purgeEmailFromAllMailboxes();
    // A project's first activity brings the default rules.
    send(activities.events(1, 1));
  }

  @Test
  void givesAProjectItsDefaultRulesOnce() {
    assertThat(
            cluster.number(
                "SELECT count(*) FROM alerting.rules WHERE name IN ('New problem', 'Regression', 'Spike')"))
        .isEqualTo(3);

    send(activities.events(1, 1));

    assertThat(
            cluster.number(
                "SELECT count(*) FROM alerting.rules WHERE name IN ('New problem', 'Regression', 'Spike')"))
        .isEqualTo(3);
  }

  @Test
  void countsAnActivityOnce() {
    long problem = PROBLEMS.incrementAndGet();
    RecordActivitiesRequest request = activities.events(problem, 5);

    send(request);
    send(request);
    send(request.toBuilder().addActivities(request.getActivities(0)).build());

    assertThat(
            cluster.number(
                "SELECT sum(count) FROM alerting.rate_minutes WHERE problem_id = " + problem))
        .isEqualTo(5);
  }

  @Test
  void judgesWhatAnInstanceCountedButDidNotLiveToJudge(TestDatabase database) {
    long problem = PROBLEMS.incrementAndGet();
    long rule = rule(threshold(10, 5));
    RecordActivitiesRequest request = activities.events(problem, 11);
    long minute = request.getActivities(0).getCounts(0).getMinuteEpochSeconds();
    database.execute(
        "INSERT INTO alerting.counted_activities VALUES (" + request.getActivities(0).getId() + ")",
        "INSERT INTO alerting.rate_minutes VALUES (1, %d, 'production', to_timestamp(%d), 11)"
            .formatted(problem, minute));

    send(request);

    assertThat(incident(rule, "reason")).isEqualTo("11 events in 5 minutes, more than 10");
    assertThat(
            cluster.number(
                "SELECT sum(count) FROM alerting.rate_minutes WHERE problem_id = " + problem))
        .isEqualTo(11);
    delete(rule);
  }

  @Test
  void countsIgnoredProblemsForTheProjectOnly() {
    long problem = PROBLEMS.incrementAndGet();
    long before =
        cluster.number("SELECT sum(count) FROM alerting.rate_minutes WHERE problem_id = 0");

    send(
        Activities.request(
            activities
                .activity()
                .addCounts(
                    activities.delta(problem, "production", 0, 7).toBuilder().setIgnored(true))));

    assertThat(
            cluster.number(
                "SELECT count(*) FROM alerting.rate_minutes WHERE problem_id = " + problem))
        .isZero();
    assertThat(cluster.number("SELECT sum(count) FROM alerting.rate_minutes WHERE problem_id = 0"))
        .isEqualTo(before + 7);
  }

  @Test
  void tellsOfANewProblemWithASignedWebhook() throws Exception {
    long problem = PROBLEMS.incrementAndGet();
    long channel = webhook();
    long rule = rule(Rule.newBuilder().setNewProblem(NewProblem.getDefaultInstance()), channel);

    send(activities.transition(problem, TransitionKind.TRANSITION_KIND_OPENED));

    Received received = onlyRequest();
    assertThat(received.json().getString("type")).isEqualTo("incident");
    assertThat(received.json().getJsonObject("project").getString("name")).isEqualTo("The shop");
    assertThat(received.json().getJsonObject("problem").getString("title")).isEqualTo("OrderError");
    assertThat(received.json().getJsonObject("incident").getString("reason"))
        .isEqualTo("seen for the first time in production, release 1.4.2");
    assertThat(received.json().getString("url"))
        .isEqualTo("https://culprit.example/problems/" + problem);
    assertThat(received.headers().get("Culprit-Signature"))
        .isEqualTo(signature(clock.instant().getEpochSecond(), received.body()));
    assertThat(received.headers().get("Culprit-Notification-Id"))
        .isEqualTo(received.json().getLong("notification_id").toString());
    await()
        .untilAsserted(
            () ->
                assertThat(
                        cluster.text(
                            "SELECT state FROM alerting.notifications WHERE channel_id = "
                                + channel))
                    .isEqualTo("delivered"));
    delete(rule);
  }

  @Test
  void tellsOfARegressionAndClosesWhenItIsResolved() throws Exception {
    long problem = PROBLEMS.incrementAndGet();
    long rule = rule(Rule.newBuilder().setRegression(Regression.getDefaultInstance()), webhook());

    send(activities.transition(problem, TransitionKind.TRANSITION_KIND_REGRESSED));
    assertThat(onlyRequest().json().getJsonObject("incident").getString("reason"))
        .isEqualTo("came back in production after it was resolved, release 1.4.2");

    send(activities.transition(problem, TransitionKind.TRANSITION_KIND_RESOLVED));
    assertThat(incident(rule, "close_reason")).isEqualTo("resolved");
    delete(rule);
  }

  @Test
  void aSpikeReachesWebhookAndMailOnceWithinASecond() throws Exception {
    long problem = PROBLEMS.incrementAndGet();
    long rule =
        rule(
            Rule.newBuilder().setSpike(Spike.newBuilder().setScope(Scope.SCOPE_PROBLEM)),
            webhook(),
            email("a@example.com", "b@example.com"));
    send(activities.transition(problem, TransitionKind.TRANSITION_KIND_OPENED));
    clock.advance(Duration.ofHours(3));

    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      send(activities.events(problem, 10));
    }

    Received received = onlyRequest();
    System.out.println("spike to webhook: " + (received.nanoTime() - start) / 1_000_000 + " ms");
    assertThat(Duration.ofNanos(received.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    assertThat(received.json().getJsonObject("incident").getString("reason"))
        .matches("\\d+ events in 1 minute, usually none");
    await().until(() -> mail.getReceivedMessages().length == 2);
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("[The shop] Spike: OrderError");
    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo(1);
    delete(rule);
  }

  @Test
  void anIncidentClosesWhenCalmAndTheNextOneIsMutedByTheCooldown() throws Exception {
    long problem = PROBLEMS.incrementAndGet();
    long rule = rule(threshold(10, 5), webhook());
    send(activities.events(problem, 11));
    onlyRequest();

    clock.advance(Duration.ofMinutes(16));
    await().until(() -> incident(rule, "close_reason").equals("calmed"));
    send(activities.events(problem, 11));

    assertThat(
            cluster.text(
                "SELECT mute_reason FROM alerting.incidents WHERE rule_id = "
                    + rule
                    + " AND closed_at IS NULL"))
        .isEqualTo("cooldown");
    assertThat(receiver.received()).hasSize(1);
    delete(rule);
  }

  @Test
  void anIncidentStaysOpenWhileTheRateIsOverHalfTheLine() {
    long problem = PROBLEMS.incrementAndGet();
    long rule = rule(threshold(10, 5));
    send(activities.events(problem, 11));

    for (int i = 0; i < 6; i++) {
      clock.advance(Duration.ofMinutes(5));
      send(activities.events(problem, 6));
    }

    assertThat(
            cluster.number(
                "SELECT count(*) FROM alerting.incidents WHERE closed_at IS NULL AND rule_id = "
                    + rule))
        .isEqualTo(1);
    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo(1);
    delete(rule);
  }

  @Test
  void lateEventsOpenNothing() {
    long problem = PROBLEMS.incrementAndGet();
    long rule = rule(threshold(10, 5));

    send(activities.events(problem, "production", 30, 1000));

    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isZero();
    delete(rule);
  }

  @Test
  void aRuleOfOneEnvironmentHearsNoOther() {
    long problem = PROBLEMS.incrementAndGet();
    long rule = rule(threshold(10, 5).setEnvironment("staging"));

    send(activities.events(problem, "production", 0, 100));
    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isZero();

    send(activities.events(problem, "staging", 0, 11));
    assertThat(incident(rule, "environment")).isEqualTo("staging");
    assertThat(incident(rule, "reason")).isEqualTo("11 events in 5 minutes, more than 10");
    delete(rule);
  }

  @Test
  void aWholeProjectIsCountedTogether() {
    long rule =
        rule(
            Rule.newBuilder()
                .setThreshold(
                    Threshold.newBuilder()
                        .setEvents(100)
                        .setWindowMinutes(5)
                        .setScope(Scope.SCOPE_PROJECT)));

    for (int i = 0; i < 11; i++) {
      send(activities.events(PROBLEMS.incrementAndGet(), 10));
    }

    assertThat(incident(rule, "problem_id")).isEqualTo("0");
    delete(rule);
  }

  @Test
  void aStormNotifiesOfTenProblemsAndOpensIncidentsForAll() {
    long rule = rule(Rule.newBuilder().setNewProblem(NewProblem.getDefaultInstance()), webhook());

    var activity = activities.activity();
    for (int i = 0; i < 50; i++) {
      activity.addTransitions(
          activities.change(PROBLEMS.incrementAndGet(), TransitionKind.TRANSITION_KIND_OPENED));
    }
    send(Activities.request(activity));

    await().until(() -> receiver.received().size() >= 10);
    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo(50);
    assertThat(
            cluster.number(
                "SELECT count(*) FROM alerting.incidents WHERE mute_reason = 'storm' AND rule_id = "
                    + rule))
        .isEqualTo(40);
    delete(rule);
  }

  @Test
  void triesAgainUntilItIsTakenAndRecordsEachAttempt() {
    receiver.answer(number -> number < 3 ? 503 : 200);
    long channel = webhook();
    long rule = rule(threshold(10, 5), channel);

    send(activities.events(PROBLEMS.incrementAndGet(), 11));
    await()
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofSeconds(1));
              assertThat(receiver.received()).hasSize(3);
            });

    await()
        .untilAsserted(
            () ->
                assertThat(
                        cluster.text(
                            "SELECT string_agg(a.detail, ', ' ORDER BY attempt) FROM alerting.notification_attempts a"
                                + " JOIN alerting.notifications n ON n.id = notification_id WHERE channel_id = "
                                + channel))
                    .isEqualTo("answered 503, answered 503, answered 200"));
    assertThat(
            receiver.received().stream()
                .map(one -> one.headers().get("Culprit-Notification-Id"))
                .distinct())
        .hasSize(1);
    delete(rule);
  }

  @Test
  void givesUpAtOnceWhenTheReceiverSaysGone() {
    receiver.answer(number -> 410);
    long channel = webhook();
    long rule = rule(threshold(10, 5), channel);

    send(activities.events(PROBLEMS.incrementAndGet(), 11));

    await()
        .until(
            () ->
                cluster
                    .text("SELECT state FROM alerting.notifications WHERE channel_id = " + channel)
                    .equals("failed"));
    assertThat(receiver.received()).hasSize(1);
    delete(rule);
  }

  @Test
  void givesUpAfterEightAttempts() {
    receiver.answer(number -> 500);
    long channel = webhook();
    long rule = rule(threshold(10, 5), channel);

    send(activities.events(PROBLEMS.incrementAndGet(), 11));

    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofMinutes(1));
              assertThat(
                      cluster.text(
                          "SELECT state || attempts FROM alerting.notifications WHERE channel_id = "
                              + channel))
                  .isEqualTo("failed8");
            });
    delete(rule);
  }

  @Test
  void theTestButtonTellsWhatTheOtherSideAnswered() {
    long channel = webhook();
    TestChannelRequest request =
        TestChannelRequest.newBuilder()
            .setProjectId(Activities.PROJECT)
            .setChannelId(channel)
            .build();

    assertThat(alert.alert().testChannel(request).getDelivered()).isTrue();
    assertThat(onlyRequest().json().getString("type")).isEqualTo("test");

    receiver.answer(number -> 404);
    assertThat(alert.alert().testChannel(request).getDetail()).isEqualTo("answered 404");
    assertThat(
            cluster.text(
                "SELECT string_agg(state, ' ' ORDER BY id) FROM alerting.notifications WHERE channel_id = "
                    + channel))
        .isEqualTo("delivered failed");
  }

  @Test
  void closesAnIncidentByHandAndSaysWhenThereIsNone() {
    long rule = rule(threshold(10, 5));
    send(activities.events(PROBLEMS.incrementAndGet(), 11));
    long incident = Long.parseLong(incident(rule, "id"));

    alert
        .alert()
        .closeIncident(
            CloseIncidentRequest.newBuilder().setIncidentId(incident).setActorName("Ada").build());

    assertThat(incident(rule, "close_reason || ' ' || closed_by")).isEqualTo("by_hand Ada");
    assertThatThrownBy(
            () ->
                alert
                    .alert()
                    .closeIncident(
                        CloseIncidentRequest.newBuilder().setIncidentId(987654321).build()))
        .satisfies(
            cause ->
                assertThat(Status.fromThrowable(cause).getCode()).isEqualTo(Status.Code.NOT_FOUND));
    delete(rule);
  }

  @Test
  void refusesCallsWithoutTheToken() throws Exception {
    ManagedChannel stranger =
        GrpcChannels.open("127.0.0.1:" + alert.service().grpcPort(), List.of(), 1 << 20);
    try {
      assertThatThrownBy(
              () ->
                  ActivityServiceGrpc.newBlockingStub(stranger)
                      .recordActivities(activities.events(1, 1)))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused ->
                  assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    } finally {
      AlertCluster.await(GrpcChannels.close(stranger, Duration.ofSeconds(1)));
    }
  }

  private void send(RecordActivitiesRequest request) {
    alert.activity().recordActivities(request);
  }

  private Received onlyRequest() {
    await().pollInterval(Duration.ofMillis(10)).until(() -> !receiver.received().isEmpty());
    assertThat(receiver.received()).hasSize(1);
    return receiver.received().get(0);
  }

  private String incident(long rule, String column) {
    return cluster.text(
        "SELECT "
            + column
            + " FROM alerting.incidents WHERE rule_id = "
            + rule
            + " ORDER BY id LIMIT 1");
  }

  private static Rule.Builder threshold(long events, int minutes) {
    return Rule.newBuilder()
        .setThreshold(
            Threshold.newBuilder()
                .setEvents(events)
                .setWindowMinutes(minutes)
                .setScope(Scope.SCOPE_PROBLEM));
  }

  private long rule(Rule.Builder rule, Long... channels) {
    return alert
        .alert()
        .createRule(
            CreateRuleRequest.newBuilder()
                .setRule(
                    rule.setProjectId(Activities.PROJECT)
                        .setName("a rule")
                        .setEnabled(true)
                        .setCooldownMinutes(30)
                        .addAllChannelIds(List.of(channels)))
                .build())
        .getRule()
        .getId();
  }

  private void delete(long rule) {
    alert
        .alert()
        .deleteRule(
            DeleteRuleRequest.newBuilder()
                .setProjectId(Activities.PROJECT)
                .setRuleId(rule)
                .build());
  }

  private long webhook() {
    return channel(
        Channel.newBuilder()
            .setWebhook(WebhookTarget.newBuilder().setUrl(receiver.url()).setSecret(SECRET)));
  }

  private long email(String... recipients) {
    return channel(
        Channel.newBuilder()
            .setEmail(EmailTarget.newBuilder().addAllRecipients(List.of(recipients))));
  }

  private long channel(Channel.Builder channel) {
    return alert
        .alert()
        .createChannel(
            CreateChannelRequest.newBuilder()
                .setChannel(
                    channel.setProjectId(Activities.PROJECT).setName("a channel").setEnabled(true))
                .build())
        .getChannel()
        .getId();
  }

  private static String signature(long seconds, String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return "t="
        + seconds
        + ",v1="
        + HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(UTF_8)));
  }
}
