package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.proto.alert.v1.TransitionKind;
import dev.culprit.proto.grouping.v1.Actor;
import dev.culprit.proto.grouping.v1.ChangeKind;
import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.DeleteProblemsResponse;
import dev.culprit.proto.grouping.v1.ProblemChange;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.proto.grouping.v1.ProblemStatus;
import dev.culprit.proto.grouping.v1.UpdateProblemsRequest;
import dev.culprit.proto.grouping.v1.UpdateProblemsResponse;
import dev.culprit.proto.grouping.v1.WatchProblemsRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do to problems, through the gRPC port. */
@ExtendWith(PostgresExtension.class)
class ProblemCommandsTest {

  private static final Actor ANNA = Actor.newBuilder().setUserId(7).setName("Anna").build();

  private static FakeAlert alert;
  private static RunningGrouping grouping;
  private static Tables tables;

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    alert = new FakeAlert();
    grouping = RunningGrouping.start(RunningGrouping.settings(database, alert.port()));
  }

  @AfterAll
  static void stop() {
    grouping.close();
    alert.close();
  }

  @Test
  void changesStatusAssigneeAndTagsAndWritesHistory() {
    long problem = open(1, "com.acme.Edited");

    UpdateProblemsResponse response =
        update(
            UpdateProblemsRequest.newBuilder()
                .addProblemIds(problem)
                .addProblemIds(999_999)
                .setActor(ANNA)
                .setStatus(ProblemStatus.PROBLEM_STATUS_RESOLVED)
                .setAssigneeId(7)
                .addAddTags("payments")
                .addAddTags("\"quoted\", {odd}"));

    assertThat(response.getUpdatedIdsList()).containsExactly(problem);
    assertThat(response.getUnknownIdsList()).containsExactly(999_999L);
    assertThat(
            tables.rows(
                "SELECT status, assignee_id, tags = ARRAY['payments', '\"quoted\", {odd}']"
                    + " FROM grouping.problems WHERE id = "
                    + problem))
        .containsExactly(List.of("resolved", 7L, true));
    assertThat(
            tables.rows(
                "SELECT kind, detail, actor_name FROM grouping.problem_history WHERE problem_id = "
                    + problem
                    + " AND kind <> 'opened' ORDER BY id"))
        .containsExactly(
            List.of("resolved", "", "Anna"),
            List.of("assigned", "7", "Anna"),
            List.of("tagged", "payments", "Anna"),
            List.of("tagged", "\"quoted\", {odd}", "Anna"));
    await()
        .untilAsserted(
            () -> assertThat(kindsOf(problem)).contains(TransitionKind.TRANSITION_KIND_RESOLVED));
  }

  @Test
  void doingItAgainChangesNothing() {
    long problem = open(1, "com.acme.Twice");
    UpdateProblemsRequest.Builder resolve =
        UpdateProblemsRequest.newBuilder()
            .addProblemIds(problem)
            .setStatus(ProblemStatus.PROBLEM_STATUS_RESOLVED);
    update(resolve);

    assertThat(update(resolve).getUpdatedIdsList()).containsExactly(problem);

    assertThat(
            tables.number(
                "SELECT count(*) FROM grouping.problem_history WHERE kind = 'resolved' AND problem_id = "
                    + problem))
        .isEqualTo(1);
  }

  @Test
  void unassignsAndUntags() {
    long problem = open(1, "com.acme.Undone");
    update(
        UpdateProblemsRequest.newBuilder().addProblemIds(problem).setAssigneeId(7).addAddTags("a"));

    update(
        UpdateProblemsRequest.newBuilder()
            .addProblemIds(problem)
            .setAssigneeId(0)
            .addRemoveTags("a"));

    assertThat(
            tables.rows(
                "SELECT assignee_id IS NULL, cardinality(tags) FROM grouping.problems WHERE id = "
                    + problem))
        .containsExactly(List.of(true, 0));
  }

  @Test
  void deletesEverythingButTheProjectsSums() {
    long problem = open(2, "com.acme.Deleted");
    grouping.group(
        incoming(2, exception("com.acme.Deleted")), incoming(2, exception("com.acme.Kept")));

    DeleteProblemsResponse response =
        grouping
            .problems()
            .deleteProblems(
                DeleteProblemsRequest.newBuilder()
                    .addProblemIds(problem)
                    .addProblemIds(888_888)
                    .setActor(ANNA)
                    .build());

    assertThat(response.getDeletedIdsList()).containsExactly(problem);
    assertThat(response.getUnknownIdsList()).containsExactly(888_888L);
    for (String table :
        List.of(
            "events",
            "minute_rollups",
            "hour_rollups",
            "problem_facets",
            "problem_history",
            "fingerprints",
            "problem_texts")) {
      assertThat(
              tables.number(
                  "SELECT count(*) FROM grouping." + table + " WHERE problem_id = " + problem))
          .as(table)
          .isZero();
    }
    assertThat(
            tables.number(
                "SELECT count(*) FROM grouping.payloads p WHERE NOT EXISTS"
                    + " (SELECT 1 FROM grouping.events e WHERE e.id = p.event_id)"))
        .isZero();
    assertThat(
            tables.number(
                "SELECT sum(count) FROM grouping.hour_rollups WHERE project_id = 2 AND problem_id = 0"))
        .isEqualTo(3);
    await()
        .untilAsserted(
            () -> assertThat(kindsOf(problem)).contains(TransitionKind.TRANSITION_KIND_DELETED));
  }

  @Test
  void refusesWhatIsOutOfBounds() {
    assertInvalid(UpdateProblemsRequest.newBuilder());
    assertInvalid(UpdateProblemsRequest.newBuilder().addProblemIds(1).addAddTags(""));
    assertInvalid(UpdateProblemsRequest.newBuilder().addProblemIds(1).addAddTags("x".repeat(65)));
    assertInvalid(UpdateProblemsRequest.newBuilder().addProblemIds(1).setAssigneeId(-1));
    assertInvalid(UpdateProblemsRequest.newBuilder().addProblemIds(1).setStatusValue(99));
  }

  @Test
  void watchersHearOfEveryKindOfChangeAndFoldedOnes() {
    List<ProblemChange> changes = new CopyOnWriteArrayList<>();
    ProblemServiceGrpc.newStub(grouping.channel())
        .watchProblems(WatchProblemsRequest.getDefaultInstance(), new Collecting(changes));
    long problem = open(3, "com.acme.Watched");
    // The watch is open once the first change of any problem arrives.
    await()
        .untilAsserted(
            () -> {
              grouping.group(incoming(3, exception("com.acme.Watched")));
              assertThat(changes).isNotEmpty();
            });
    long opened = open(3, "com.acme.Fresh");
    await()
        .untilAsserted(
            () -> assertThat(kinds(changes, opened)).contains(ChangeKind.CHANGE_KIND_OPENED));
    update(
        UpdateProblemsRequest.newBuilder()
            .addProblemIds(problem)
            .setStatus(ProblemStatus.PROBLEM_STATUS_RESOLVED));
    await()
        .untilAsserted(
            () -> assertThat(kinds(changes, problem)).contains(ChangeKind.CHANGE_KIND_UPDATED));
    grouping.group(incoming(3, exception("com.acme.Watched")));
    await()
        .untilAsserted(
            () -> assertThat(kinds(changes, problem)).contains(ChangeKind.CHANGE_KIND_REGRESSED));
    grouping
        .problems()
        .deleteProblems(DeleteProblemsRequest.newBuilder().addProblemIds(problem).build());
    await()
        .untilAsserted(
            () -> assertThat(kinds(changes, problem)).contains(ChangeKind.CHANGE_KIND_DELETED));

    int before = changes.size();
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      grouping.group(incoming(3, exception("com.acme.Fresh")));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    await()
        .untilAsserted(
            () -> assertThat(changes.get(changes.size() - 1).getOccurrenceCount()).isEqualTo(51));
    assertThat(changes.size() - before).isLessThanOrEqualTo((int) (4 * seconds) + 3);
  }

  private static long open(long project, String type) {
    return grouping.group(incoming(project, exception(type))).get(0).getProblemId();
  }

  private static UpdateProblemsResponse update(UpdateProblemsRequest.Builder request) {
    return grouping.problems().updateProblems(request.build());
  }

  private static void assertInvalid(UpdateProblemsRequest.Builder request) {
    assertThatThrownBy(() -> update(request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure ->
                assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
  }

  private static List<TransitionKind> kindsOf(long problem) {
    return alert.activities().stream()
        .flatMap(activity -> activity.getTransitionsList().stream())
        .filter(transition -> transition.getProblemId() == problem)
        .map(transition -> transition.getKind())
        .toList();
  }

  private static List<ChangeKind> kinds(List<ProblemChange> changes, long problem) {
    return changes.stream()
        .filter(change -> change.getProblemId() == problem)
        .map(ProblemChange::getKind)
        .toList();
  }

  private record Collecting(List<ProblemChange> changes) implements StreamObserver<ProblemChange> {

    @Override
    public void onNext(ProblemChange change) {
      changes.add(change);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
