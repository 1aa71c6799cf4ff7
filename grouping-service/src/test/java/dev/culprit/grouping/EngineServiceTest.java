package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.frame;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.proto.grouping.v1.Actor;
import dev.culprit.proto.grouping.v1.EngineServiceGrpc;
import dev.culprit.proto.grouping.v1.ExplainEventRequest;
import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.ExplainedFrame;
import dev.culprit.proto.grouping.v1.ExplanationLayer;
import dev.culprit.proto.grouping.v1.FingerprintOrigin;
import dev.culprit.proto.grouping.v1.GetSettingsRequest;
import dev.culprit.proto.grouping.v1.GetSettingsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.GroupingSettings;
import dev.culprit.proto.grouping.v1.TriedProblem;
import dev.culprit.proto.grouping.v1.TrySettingsRequest;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import dev.culprit.proto.grouping.v1.UpdateSettingsRequest;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class EngineServiceTest {

  private static final Actor ANNA = Actor.newBuilder().setUserId(7).setName("Anna").build();

  private static FakeAlert alert;
  private static RunningGrouping grouping;
  private static EngineServiceGrpc.EngineServiceBlockingStub engine;

  @BeforeAll
  static void start(TestDatabase database) {
    new Tables(database).createProjects();
    alert = new FakeAlert();
    grouping = RunningGrouping.start(RunningGrouping.settings(database, alert.port()));
    engine = EngineServiceGrpc.newBlockingStub(grouping.channel());
  }

  @AfterAll
  static void stop() {
    grouping.close();
    alert.close();
  }

  @Test
  void aNewProjectGroupsByTheNewestVersionWithNearMatches() {
    GetSettingsResponse settings = settings(1);

    assertThat(settings.getSettings())
        .isEqualTo(
            GroupingSettings.newBuilder()
                .setVersion(settings.getNewestVersion())
                .setNearMatching(true)
                .build());
    assertThat(settings.getDefaultSameFrom()).isGreaterThan(settings.getDefaultPerhapsFrom());
    assertThat(settings.getChangesList()).isEmpty();
  }

  @Test
  void aRuleDecidesFromTheMomentItIsSaved() {
    long one = send(2, exception("com.acme.ReadTimeout")).getProblemId();
    save(2, 0, rules(2, "type:*Timeout -> slow"));

    long two = send(2, exception("com.acme.ReadTimeout")).getProblemId();
    long three = send(2, exception("com.acme.WriteTimeout")).getProblemId();

    assertThat(two).isNotEqualTo(one);
    assertThat(three).isEqualTo(two);
    GetSettingsResponse stored = settings(2);
    assertThat(stored.getSettings().getRevision()).isEqualTo(1);
    assertThat(stored.getSettings().getUpdatedBy()).isEqualTo("Anna");
    assertThat(stored.getChanges(0).getUserId()).isEqualTo(7);
    assertThat(stored.getChanges(0).getSettings()).isEqualTo(stored.getSettings());
  }

  @Test
  void twoPeopleDoNotOverwriteEachOther() {
    save(3, 0, rules(2, "# one"));

    assertThatThrownBy(() -> save(3, 0, rules(2, "# two")))
        .extracting(EngineServiceTest::code)
        .isEqualTo(Status.Code.ABORTED);
    assertThat(settings(3).getSettings().getRules()).isEqualTo("# one");
  }

  @Test
  void rulesThatCannotBeReadAreRefusedWithTheirPlace() {
    assertThatThrownBy(() -> save(4, 0, rules(2, "type:a -> x\ncolour:red -> y")))
        .hasMessageContaining("INVALID_ARGUMENT: rules: line 2, column 1");
    assertThatThrownBy(
            () -> save(4, 0, rules(2, "").toBuilder().setSameFrom(0.2).setPerhapsFrom(0.5).build()))
        .hasMessageContaining("same_from must not be less than perhaps_from");
    assertThatThrownBy(() -> save(4, 0, rules(99, ""))).hasMessageContaining("no version 99");
    assertThat(settings(4).getSettings().getRevision()).isZero();
  }

  @Test
  void aTrialSaysWhatRulesWouldJoinAndSplitAndChangesNothing() {
    List<Long> problems = new ArrayList<>();
    for (String type : List.of("com.acme.ATimeout", "com.acme.BTimeout", "com.acme.CTimeout")) {
      for (int i = 0; i < 4; i++) {
        problems.add(send(5, exception(type)).getProblemId());
      }
    }
    for (String tenant : List.of("t1", "t2", "t1")) {
      send(5, exception("com.acme.Other").putTags("tenant", tenant));
    }

    TrySettingsResponse tried =
        engine.trySettings(
            TrySettingsRequest.newBuilder()
                .setProjectId(5)
                .setSettings(
                    rules(2, "type:*Timeout -> slow\n# and\ntag.tenant:t1 -> {{ default }} t1"))
                .build());

    assertThat(tried.getTriedEvents()).isEqualTo(15);
    assertThat(tried.getTriedProblems()).isEqualTo(4);
    assertThat(tried.getChangedEvents()).isEqualTo(14);
    assertThat(tried.getJoinsList()).hasSize(1);
    assertThat(tried.getJoins(0).getEvents()).isEqualTo(12);
    assertThat(tried.getJoins(0).getRule()).isEqualTo("type:*Timeout -> slow");
    assertThat(tried.getJoins(0).getProblemsList())
        .extracting(TriedProblem::getProblemId)
        .containsExactlyInAnyOrderElementsOf(problems.stream().distinct().toList());
    assertThat(tried.getJoins(0).getProblems(0).getTitle()).endsWith("Timeout");
    assertThat(tried.getSplitsList()).hasSize(1);
    assertThat(tried.getSplits(0).getGroups()).isEqualTo(2);
    assertThat(tried.getRulesList())
        .extracting(rule -> rule.getLine() + ": " + rule.getEvents())
        .containsExactly("1: 12", "3: 2");
    assertThat(send(5, exception("com.acme.ATimeout")).getProblemId()).isEqualTo(problems.get(0));
  }

  @Test
  void anEventIsExplainedAndComparedWithAnotherProblem() {
    GroupedEvent event = send(6, exception("com.acme.Gone"));
    Event.Builder alike = exception("com.acme.Gone");
    alike.getExceptionsBuilder(0).setFrames(1, frame("com.acme.Batch", "run", true));
    GroupedEvent other = send(6, alike);

    ExplainEventResponse told = explain(event.getEventId(), other.getProblemId());

    assertThat(told.getLayer()).isEqualTo(ExplanationLayer.EXPLANATION_LAYER_FRAMES);
    assertThat(told.getLeadsToProblemId()).isEqualTo(event.getProblemId());
    assertThat(told.getOrigin()).isEqualTo(FingerprintOrigin.FINGERPRINT_ORIGIN_OPENED);
    assertThat(told.getFramesList())
        .extracting(ExplainedFrame::getVerdict)
        .containsExactly("used", "used", "not_in_app");
    assertThat(told.getComponentsList())
        .extracting(part -> part.getKind() + " " + part.getName())
        .contains("frame place", "frame post");
    assertThat(told.getDifference().getLikeness()).isBetween(0.1, 0.99);
    assertThat(told.getDifference().getFramesList())
        .extracting(frame -> frame.getName() + " " + frame.getPosition())
        .containsExactly("post 1", "run 1");
  }

  @Test
  void anEventThatIsNotStoredIsNotExplained() {
    assertThatThrownBy(() -> explain(5, 0))
        .extracting(EngineServiceTest::code)
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  private static Status.Code code(Throwable failure) {
    return ((StatusRuntimeException) failure).getStatus().getCode();
  }

  private static GetSettingsResponse settings(long project) {
    return engine.getSettings(GetSettingsRequest.newBuilder().setProjectId(project).build());
  }

  private static GroupingSettings rules(int version, String rules) {
    return GroupingSettings.newBuilder()
        .setVersion(version)
        .setRules(rules)
        .setNearMatching(true)
        .build();
  }

  private static void save(long project, long revision, GroupingSettings settings) {
    engine.updateSettings(
        UpdateSettingsRequest.newBuilder()
            .setProjectId(project)
            .setSettings(settings)
            .setExpectedRevision(revision)
            .setActor(ANNA)
            .build());
  }

  private static ExplainEventResponse explain(long event, long compareWith) {
    return engine.explainEvent(
        ExplainEventRequest.newBuilder()
            .setEventId(event)
            .setCompareProblemId(compareWith)
            .build());
  }

  private static GroupedEvent send(long project, Event.Builder event) {
    return grouping.group(incoming(project, event)).get(0);
  }
}
