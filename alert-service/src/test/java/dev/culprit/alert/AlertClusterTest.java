package dev.culprit.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.culprit.alert.AlertCluster.Instance;
import dev.culprit.proto.alert.v1.Channel;
import dev.culprit.proto.alert.v1.CloseIncidentRequest;
import dev.culprit.proto.alert.v1.CreateChannelRequest;
import dev.culprit.proto.alert.v1.CreateRuleRequest;
import dev.culprit.proto.alert.v1.DeleteRuleRequest;
import dev.culprit.proto.alert.v1.EmailTarget;
import dev.culprit.proto.alert.v1.IncidentChange;
import dev.culprit.proto.alert.v1.IncidentChangeKind;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.Rule;
import dev.culprit.proto.alert.v1.Scope;
import dev.culprit.proto.alert.v1.Threshold;
import dev.culprit.proto.alert.v1.TransitionKind;
import dev.culprit.proto.alert.v1.WatchIncidentsRequest;
import dev.culprit.proto.alert.v1.WebhookTarget;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestClock;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several instances: real Hazelcast members over one database. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertClusterTest {
  private static final String SECRET = "a-signing-secret-of-tests";
  private static long problems = 5000;

  private final TestClock clock = new TestClock();
  private final Activities activities = new Activities(clock);
  private final ExecutorService senders = Executors.newFixedThreadPool(8);
  private final List<Long> rules = new ArrayList<>();
  private AlertCluster cluster;
  private Instance first;
  private Instance second;
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
                "CULPRIT_ALERT_DELIVERY_TIMEOUT", "1s",
                "CULPRIT_ALERT_TICK", "200ms",
                "CULPRIT_SMTP_HOST", "127.0.0.1",
                "CULPRIT_SMTP_PORT", Integer.toString(mail.getSmtp().getPort()),
                "CULPRIT_SMTP_FROM", "culprit@example.com"));
  }

  @BeforeEach
  void haveTwoInstances() throws Exception {
    while (cluster.running().size() < 2) {
      cluster.start();
    }
    while (cluster.running().size() > 2) {
      cluster.stop(cluster.running().get(2));
    }
    first = cluster.running().get(0);
    second = cluster.running().get(1);
    for (long rule : rules) {
      first
          .alert()
          .deleteRule(
              DeleteRuleRequest.newBuilder()
                  .setProjectId(Activities.PROJECT)
                  .setRuleId(rule)
                  .build());
    }
    rules.clear();
    await()
        .until(
            () ->
                cluster.number(
                        "SELECT count(*) FROM alerting.notifications WHERE state = 'pending'")
                    == 0);
    receiver.received().clear();
    mail.purgeEmailFromAllMailboxes();
  }

  @AfterAll
  void stop() throws Exception {
    senders.shutdownNow();
    cluster.close();
    receiver.close();
    mail.stop();
  }

  @Test
  void aBurstOverBothInstancesOpensOneIncidentAndNotifiesOnce() throws Exception {
    long problem = ++problems;
    long rule = rule(100);
    List<RecordActivitiesRequest> burst = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      burst.add(activities.events(problem, 3));
    }

    // Every activity goes to both instances, as when grouping sends again.
    List<Future<?>> sent = new ArrayList<>();
    for (RecordActivitiesRequest request : burst) {
      sent.add(senders.submit(() -> first.activity().recordActivities(request)));
      sent.add(senders.submit(() -> second.activity().recordActivities(request)));
    }
    for (Future<?> one : sent) {
      one.get();
    }

    assertThat(
            cluster.number(
                "SELECT sum(count) FROM alerting.rate_minutes WHERE problem_id = " + problem))
        .isEqualTo(180);
    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo(1);
    await()
        .until(
            () ->
                cluster.number(
                        "SELECT count(*) FROM alerting.notifications WHERE state <> 'delivered'")
                    == 0);
    assertThat(receiver.received()).hasSize(1);
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void identicalTransitionsAtBothInstancesNotifyOnce() throws Exception {
    long problem = ++problems;
    first.activity().recordActivities(activities.events(1, 1));
    RecordActivitiesRequest opened =
        activities.transition(problem, TransitionKind.TRANSITION_KIND_OPENED);

    Future<?> one = senders.submit(() -> first.activity().recordActivities(opened));
    Future<?> other = senders.submit(() -> second.activity().recordActivities(opened));
    one.get();
    other.get();

    assertThat(
            cluster.number("SELECT count(*) FROM alerting.incidents WHERE problem_id = " + problem))
        .isEqualTo(1);
  }

  @Test
  void ratesSurviveTheSuddenDeathOfAnInstance() throws Exception {
    List<Long> half = new ArrayList<>();
    long rule = rule(10);
    for (int i = 0; i < 12; i++) {
      half.add(++problems);
      // Some are judged here and some there.
      (i % 2 == 0 ? first : second).activity().recordActivities(activities.events(problems, 6));
    }

    cluster.kill(first);
    for (long problem : half) {
      second.activity().recordActivities(activities.events(problem, 5));
    }

    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo(12);
  }

  @Test
  void aNewInstanceTakesOverWithoutForgettingOrRepeating() throws Exception {
    long rule = rule(10);
    List<Long> half = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      half.add(++problems);
      first.activity().recordActivities(activities.events(problems, 6));
    }

    Instance third = cluster.start();
    for (long problem : half) {
      third.activity().recordActivities(activities.events(problem, 5));
      first.activity().recordActivities(activities.events(problem, 1));
    }

    assertThat(cluster.number("SELECT count(*) FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo(12);
  }

  @Test
  void aRestartOfAllInstancesReadsTheRatesAgain() throws Exception {
    long problem = ++problems;
    long rule = rule(10);
    first.activity().recordActivities(activities.events(problem, 6));
    cluster.stop(first);
    cluster.stop(second);

    Instance restarted = cluster.start();
    restarted.activity().recordActivities(activities.events(problem, 5));

    assertThat(cluster.text("SELECT reason FROM alerting.incidents WHERE rule_id = " + rule))
        .isEqualTo("11 events in 5 minutes, more than 10");
  }

  @Test
  void aDeliveryThatAStoppedInstanceHadNotMadeIsMadeByTheOther() throws Exception {
    receiver.stayReceptiveButSilent(true);
    long rule = rule(10);
    first.activity().recordActivities(activities.events(++problems, 11));
    await().until(() -> !receiver.received().isEmpty());

    receiver.stayReceptiveButSilent(false);
    cluster.stop(first);

    // Its attempt ended without an answer; the next one is due seconds later.
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofSeconds(5));
              assertThat(
                      cluster.number(
                          "SELECT count(*) FROM alerting.notifications n JOIN alerting.incidents i ON i.id = incident_id"
                              + " WHERE state = 'delivered' AND channel_kind = 'webhook' AND rule_id = "
                              + rule))
                  .isEqualTo(1);
            });
  }

  @Test
  void aRuleMadeAtOneInstanceIsKnownAtTheOtherAndWatchersOfBothHear() throws Exception {
    List<IncidentChange> heard = new CopyOnWriteArrayList<>();
    for (Instance instance : List.of(first, second)) {
      senders.submit(() -> watch(instance, heard));
    }
    await().until(() -> bothHear(heard));
    long rule = rule(10);
    long problem = ++problems;
    await()
        .untilAsserted(
            () -> {
              second.activity().recordActivities(activities.events(problem, 11));
              assertThat(ofIncident(heard, incidentOf(rule))).hasSize(2);
            });
    long incident = incidentOf(rule);
    first.alert().closeIncident(CloseIncidentRequest.newBuilder().setIncidentId(incident).build());

    await().untilAsserted(() -> assertThat(ofIncident(heard, incident)).hasSize(4));
    assertThat(ofIncident(heard, incident))
        .containsExactly(
            IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED,
            IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED,
            IncidentChangeKind.INCIDENT_CHANGE_KIND_CLOSED,
            IncidentChangeKind.INCIDENT_CHANGE_KIND_CLOSED);
  }

  /** Both watches are up once both have heard of one incident. */
  private boolean bothHear(List<IncidentChange> heard) {
    long problem = ++problems;
    first
        .activity()
        .recordActivities(activities.transition(problem, TransitionKind.TRANSITION_KIND_OPENED));
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    return kinds(heard, problem).size() == 2;
  }

  /** 0 while there is none. */
  private long incidentOf(long rule) {
    return cluster.number(
        "SELECT coalesce(max(id), 0) FROM alerting.incidents WHERE rule_id = " + rule);
  }

  /** Not by problem: the other instance may know a rule of an earlier test for a moment more. */
  private static List<IncidentChangeKind> ofIncident(List<IncidentChange> heard, long incident) {
    return heard.stream()
        .filter(change -> change.getIncidentId() == incident)
        .map(IncidentChange::getKind)
        .toList();
  }

  private static List<IncidentChangeKind> kinds(List<IncidentChange> heard, long problem) {
    return heard.stream()
        .filter(change -> change.getProblemId() == problem)
        .map(IncidentChange::getKind)
        .toList();
  }

  private static void watch(Instance instance, List<IncidentChange> heard) {
    try {
      Iterator<IncidentChange> changes =
          instance.alert().watchIncidents(WatchIncidentsRequest.getDefaultInstance());
      while (changes.hasNext()) {
        heard.add(changes.next());
      }
    } catch (StatusRuntimeException e) {
      // The instance was stopped.
    }
  }

  private long rule(long events) {
    Channel webhook =
        Channel.newBuilder()
            .setProjectId(Activities.PROJECT)
            .setName("hook")
            .setEnabled(true)
            .setWebhook(WebhookTarget.newBuilder().setUrl(receiver.url()).setSecret(SECRET))
            .build();
    Channel email =
        Channel.newBuilder()
            .setProjectId(Activities.PROJECT)
            .setName("mail")
            .setEnabled(true)
            .setEmail(EmailTarget.newBuilder().addRecipients("a@example.com"))
            .build();
    long rule = createRule(events, create(webhook), create(email));
    rules.add(rule);
    return rule;
  }

  private long createRule(long events, long webhook, long email) {
    return first
        .alert()
        .createRule(
            CreateRuleRequest.newBuilder()
                .setRule(
                    Rule.newBuilder()
                        .setProjectId(Activities.PROJECT)
                        .setName("burst")
                        .setEnabled(true)
                        .addChannelIds(webhook)
                        .addChannelIds(email)
                        .setThreshold(
                            Threshold.newBuilder()
                                .setEvents(events)
                                .setWindowMinutes(5)
                                .setScope(Scope.SCOPE_PROBLEM)))
                .build())
        .getRule()
        .getId();
  }

  private long create(Channel channel) {
    return first
        .alert()
        .createChannel(CreateChannelRequest.newBuilder().setChannel(channel).build())
        .getChannel()
        .getId();
  }
}
