package dev.culprit.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.alert.AlertCluster.Instance;
import dev.culprit.proto.alert.v1.Channel;
import dev.culprit.proto.alert.v1.CreateChannelRequest;
import dev.culprit.proto.alert.v1.CreateChannelResponse;
import dev.culprit.proto.alert.v1.CreateRuleRequest;
import dev.culprit.proto.alert.v1.DeleteChannelRequest;
import dev.culprit.proto.alert.v1.DeleteRuleRequest;
import dev.culprit.proto.alert.v1.EmailTarget;
import dev.culprit.proto.alert.v1.NewProblem;
import dev.culprit.proto.alert.v1.Rule;
import dev.culprit.proto.alert.v1.Scope;
import dev.culprit.proto.alert.v1.SlackTarget;
import dev.culprit.proto.alert.v1.Spike;
import dev.culprit.proto.alert.v1.TestChannelRequest;
import dev.culprit.proto.alert.v1.TestChannelResponse;
import dev.culprit.proto.alert.v1.Threshold;
import dev.culprit.proto.alert.v1.UpdateChannelRequest;
import dev.culprit.proto.alert.v1.UpdateRuleRequest;
import dev.culprit.proto.alert.v1.WebhookTarget;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be stored, what is refused and what is never shown. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesAndChannelsTest {
  private static final String HIDDEN = "T000/B000/hidden-part-of-the-address";
  private AlertCluster cluster;
  private Instance alert;

  @BeforeAll
  void start(TestDatabase database) throws Exception {
    cluster =
        new AlertCluster(
            database, Clock.systemUTC(), Map.of("CULPRIT_ALERT_DELIVERY_TIMEOUT", "2s"));
    alert = cluster.start();
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
  }

  static Stream<Arguments> badRules() {
    return Stream.of(
        Arguments.of("rule.name", rule().setName(" ")),
        Arguments.of("rule.name", rule().setName("n".repeat(129))),
        Arguments.of("rule.name", rule().setName("a\u0000b")),
        Arguments.of("rule.project_id", rule().setProjectId(0)),
        Arguments.of("rule.environment", rule().setEnvironment("e".repeat(129))),
        Arguments.of("rule.cooldown_minutes", rule().setCooldownMinutes(-1)),
        Arguments.of("rule.cooldown_minutes", rule().setCooldownMinutes(10_081)),
        Arguments.of("rule.channel_ids", rule().addChannelIds(999_999)),
        Arguments.of(
            "rule.channel_ids",
            rule().addAllChannelIds(Stream.iterate(1L, id -> id + 1).limit(21).toList())),
        Arguments.of("rule.condition", rule().clearCondition()),
        Arguments.of("rule.threshold.events", threshold(0, 5)),
        Arguments.of("rule.threshold.events", threshold(1_000_000_001, 5)),
        Arguments.of("rule.threshold.window_minutes", threshold(5, 0)),
        Arguments.of("rule.threshold.window_minutes", threshold(5, 1441)),
        Arguments.of(
            "rule.threshold.scope",
            rule().setThreshold(Threshold.newBuilder().setEvents(1).setWindowMinutes(1))),
        Arguments.of("rule.spike.scope", rule().setSpike(Spike.getDefaultInstance())),
        Arguments.of(
            "rule.spike.minimum_events",
            spike()
                .setSpike(Spike.newBuilder().setScope(Scope.SCOPE_PROBLEM).setMinimumEvents(-1))),
        Arguments.of(
            "rule.spike.sensitivity",
            spike()
                .setSpike(
                    Spike.newBuilder().setScope(Scope.SCOPE_PROBLEM).setSensitivityValue(77))));
  }

  @ParameterizedTest
  @MethodSource("badRules")
  void refusesABadRuleNamingTheField(String field, Rule.Builder rule) {
    assertRefused(field, () -> create(rule));
  }

  static Stream<Arguments> badChannels() {
    return Stream.of(
        Arguments.of("channel.name", webhook("https://example.com").setName("")),
        Arguments.of("channel.target", channel()),
        Arguments.of("channel.webhook.url", webhook("ftp://example.com")),
        Arguments.of("channel.webhook.url", webhook("http://127.0.0.1/")),
        Arguments.of("channel.webhook.url", webhook("http://[::ffff:10.0.0.1]/")),
        Arguments.of("channel.webhook.url", webhook("http://169.254.169.254/latest/meta-data")),
        Arguments.of("channel.webhook.url", webhook("http://localhost:8080/")),
        Arguments.of(
            "channel.webhook.secret",
            channel()
                .setWebhook(
                    WebhookTarget.newBuilder()
                        .setUrl("https://example.com")
                        .setSecret("too-short"))),
        Arguments.of(
            "channel.email.recipients", channel().setEmail(EmailTarget.getDefaultInstance())),
        Arguments.of(
            "channel.email.recipients",
            channel().setEmail(EmailTarget.newBuilder().addRecipients("nobody"))),
        Arguments.of(
            "channel.email.recipients",
            channel().setEmail(EmailTarget.newBuilder().addRecipients("a@b.c\r\nBcc: d@e.f"))),
        Arguments.of("channel.slack.url", channel().setSlack(SlackTarget.getDefaultInstance())),
        Arguments.of(
            "channel.slack.url",
            channel().setSlack(SlackTarget.newBuilder().setUrl("hooks.slack.com"))));
  }

  @ParameterizedTest
  @MethodSource("badChannels")
  void refusesABadChannelNamingTheField(String field, Channel.Builder channel) {
    assertRefused(field, () -> create(channel));
  }

  @Test
  void keepsARuleAsItWasGivenAndReplacesIt() {
    Rule created = create(spike().setEnvironment("production"));
    assertThat(created.getSpike().getMinimumEvents()).isEqualTo(20);

    Rule changed = threshold(7, 3).setId(created.getId()).setEnabled(false).build();
    Rule updated =
        alert.alert().updateRule(UpdateRuleRequest.newBuilder().setRule(changed).build()).getRule();

    assertThat(updated).isEqualTo(changed);
    assertThat(cluster.text("SELECT condition FROM alerting.rules WHERE id = " + created.getId()))
        .isEqualTo("{\"scope\": \"problem\", \"events\": 7, \"window_minutes\": 3}");
  }

  @Test
  void knowsNoRuleOrChannelOfAnotherProject() {
    Rule rule = create(rule());
    Channel channel = create(webhook("https://example.com")).getChannel();

    assertNotFound(
        () ->
            alert
                .alert()
                .updateRule(
                    UpdateRuleRequest.newBuilder()
                        .setRule(rule.toBuilder().setProjectId(2))
                        .build()));
    assertNotFound(
        () ->
            alert
                .alert()
                .deleteRule(
                    DeleteRuleRequest.newBuilder()
                        .setProjectId(2)
                        .setRuleId(rule.getId())
                        .build()));
    assertNotFound(
        () ->
            alert
                .alert()
                .deleteChannel(
                    DeleteChannelRequest.newBuilder()
                        .setProjectId(2)
                        .setChannelId(channel.getId())
                        .build()));
    assertNotFound(
        () ->
            alert
                .alert()
                .testChannel(
                    TestChannelRequest.newBuilder()
                        .setProjectId(2)
                        .setChannelId(channel.getId())
                        .build()));
    assertRefused(
        "rule.channel_ids", () -> create(rule().setProjectId(2).addChannelIds(channel.getId())));
  }

  @Test
  void tellsAGeneratedSecretOnceAndStoresItSealed() {
    CreateChannelResponse created = create(webhook("https://example.com/hook"));

    assertThat(created.getGeneratedSecret()).hasSize(48);
    assertThat(created.getChannel().getWebhook().getSecret()).isEmpty();
    assertThat(
            cluster.text(
                "SELECT encode(sealed, 'escape') FROM alerting.channel_secrets WHERE channel_id = "
                    + created.getChannel().getId()))
        .isNotEmpty()
        .doesNotContain(created.getGeneratedSecret());
    assertThat(
            cluster.number(
                "SELECT count(*) FROM information_schema.role_table_grants WHERE grantee = 'culprit_reader' AND table_name = 'channel_secrets'"))
        .isZero();
  }

  @Test
  void neverShowsASlackAddressAndKeepsItWhenNoneIsGiven() {
    Channel created =
        create(
                channel()
                    .setSlack(
                        SlackTarget.newBuilder()
                            .setUrl("https://no-such-host.invalid/services/" + HIDDEN)))
            .getChannel();
    assertThat(created.toString()).doesNotContain(HIDDEN);

    Channel renamed =
        created.toBuilder().setName("renamed").setSlack(SlackTarget.getDefaultInstance()).build();
    alert.alert().updateChannel(UpdateChannelRequest.newBuilder().setChannel(renamed).build());

    assertThat(
            cluster.text(
                "SELECT name || ' ' || settings FROM alerting.channels WHERE id = "
                    + created.getId()))
        .isEqualTo("renamed {\"host\": \"no-such-host.invalid\"}");
    TestChannelResponse tested =
        alert
            .alert()
            .testChannel(
                TestChannelRequest.newBuilder()
                    .setProjectId(1)
                    .setChannelId(created.getId())
                    .build());
    assertThat(tested.getDetail()).isEqualTo("the host name could not be resolved");
    assertThat(cluster.text("SELECT string_agg(detail, '') FROM alerting.notification_attempts"))
        .doesNotContain(HIDDEN);
  }

  @Test
  void aChannelKeepsItsKind() {
    Channel created = create(webhook("https://example.com")).getChannel();

    assertRefused(
        "channel.target",
        () ->
            alert
                .alert()
                .updateChannel(
                    UpdateChannelRequest.newBuilder()
                        .setChannel(
                            created.toBuilder()
                                .setEmail(EmailTarget.newBuilder().addRecipients("a@b.example")))
                        .build()));
  }

  @Test
  void aDeletedChannelLeavesItsRules() {
    Channel channel = create(webhook("https://example.com")).getChannel();
    Rule rule = create(rule().addChannelIds(channel.getId()));

    alert
        .alert()
        .deleteChannel(
            DeleteChannelRequest.newBuilder()
                .setProjectId(1)
                .setChannelId(channel.getId())
                .build());

    assertThat(cluster.text("SELECT channel_ids FROM alerting.rules WHERE id = " + rule.getId()))
        .isEqualTo("{}");
  }

  private static Rule.Builder rule() {
    return Rule.newBuilder()
        .setProjectId(1)
        .setName("a rule")
        .setEnabled(true)
        .setNewProblem(NewProblem.getDefaultInstance());
  }

  private static Rule.Builder threshold(long events, int minutes) {
    return rule()
        .setThreshold(
            Threshold.newBuilder()
                .setEvents(events)
                .setWindowMinutes(minutes)
                .setScope(Scope.SCOPE_PROBLEM));
  }

  private static Rule.Builder spike() {
    return rule().setSpike(Spike.newBuilder().setScope(Scope.SCOPE_PROBLEM));
  }

  private static Channel.Builder channel() {
    return Channel.newBuilder().setProjectId(1).setName("a channel").setEnabled(true);
  }

  private static Channel.Builder webhook(String url) {
    return channel().setWebhook(WebhookTarget.newBuilder().setUrl(url));
  }

  private Rule create(Rule.Builder rule) {
    return alert.alert().createRule(CreateRuleRequest.newBuilder().setRule(rule).build()).getRule();
  }

  private CreateChannelResponse create(Channel.Builder channel) {
    return alert
        .alert()
        .createChannel(CreateChannelRequest.newBuilder().setChannel(channel).build());
  }

  private static void assertRefused(String field, Supplier<?> call) {
    assertThatThrownBy(call::get)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> {
              assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(refused.getStatus().getDescription()).startsWith(field + " ");
            });
  }

  private static void assertNotFound(Supplier<?> call) {
    assertThatThrownBy(call::get)
        .satisfies(
            cause ->
                assertThat(Status.fromThrowable(cause).getCode()).isEqualTo(Status.Code.NOT_FOUND));
  }
}
