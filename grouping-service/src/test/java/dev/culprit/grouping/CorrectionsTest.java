package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Sums;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.proto.alert.v1.TransitionKind;
import dev.culprit.proto.grouping.v1.Actor;
import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.DeleteProblemsResponse;
import dev.culprit.proto.grouping.v1.DismissLikenessRequest;
import dev.culprit.proto.grouping.v1.FingerprintId;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.MergeProblemsRequest;
import dev.culprit.proto.grouping.v1.MergeProblemsResponse;
import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.MoveOutResponse;
import dev.culprit.proto.grouping.v1.ProblemStatus;
import dev.culprit.proto.grouping.v1.SplitPart;
import dev.culprit.proto.grouping.v1.SplitProblemRequest;
import dev.culprit.proto.grouping.v1.SplitProblemResponse;
import dev.culprit.proto.grouping.v1.UndoSplitRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemResponse;
import dev.culprit.proto.grouping.v1.UpdateProblemsRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people correct, through the gRPC port. */
@ExtendWith(PostgresExtension.class)
class CorrectionsTest {

  private static final Actor ANNA = Actor.newBuilder().setUserId(7).setName("Anna").build();
  private static final AtomicLong PROJECTS = new AtomicLong(10);

  private static FakeAlert alert;
  private static RunningGrouping grouping;
  private static Tables tables;
  private static Sums sums;

  private final long project = PROJECTS.incrementAndGet();

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    sums = new Sums(tables);
    alert = new FakeAlert();
    grouping = RunningGrouping.start(RunningGrouping.settings(database, alert.port()));
  }

  @AfterAll
  static void stop() {
    grouping.close();
    alert.close();
  }

  @Test
  void theNextEventsOfAMergedProblemGoToTheTarget() {
    long target = send("com.acme.A", 3);
    long source = send("com.acme.B", 4);

    MergeProblemsResponse merged = merge(target, source);

    assertThat(merged.getOccurrenceCount()).isEqualTo(7);
    assertThat(merged.getEventsToMove()).isEqualTo(4);
    assertThat(send("com.acme.B", 2)).isEqualTo(target);
    awaitMoved();
    sums.requireExact(target, 9);
    assertThat(sums.events(source)).isZero();
    assertThat(state(source)).containsExactly("merged", target);
    assertThat(history(target)).endsWith(List.of("merged", Long.toString(source), "Anna"));
    assertThat(history(source)).endsWith(List.of("merged_into", Long.toString(target), "Anna"));
    await()
        .untilAsserted(
            () -> assertThat(told(source)).contains(TransitionKind.TRANSITION_KIND_DELETED));
  }

  @Test
  void anUnmergedProblemIsWhatItWasWithWhatCameSince() {
    long target = send("com.acme.A", 3);
    long source = send("com.acme.B", 4);
    grouping
        .problems()
        .updateProblems(
            UpdateProblemsRequest.newBuilder()
                .addProblemIds(source)
                .setStatus(ProblemStatus.PROBLEM_STATUS_IGNORED)
                .build());
    List<List<Object>> before = problems();
    List<List<Object>> fingerprints = fingerprints();
    merge(target, source);
    awaitMoved();

    UnmergeProblemResponse undone = unmerge(source);
    awaitMoved();

    assertThat(undone.getFromId()).isEqualTo(target);
    assertThat(undone.getOccurrenceCount()).isEqualTo(4);
    assertThat(problems()).isEqualTo(before);
    assertThat(fingerprints()).isEqualTo(fingerprints);
    sums.requireExact(target, 3);
    sums.requireExact(source, 4);
    assertThat(
            tables.number(
                "SELECT count(counted_on) FROM grouping.events WHERE project_id = " + project))
        .isZero();

    merge(target, source);
    awaitMoved();
    grouping.group(incoming(project, exception("com.acme.B").setRelease("2.0")));
    send("com.acme.A", 1);
    unmerge(source);
    awaitMoved();

    sums.requireExact(target, 4);
    sums.requireExact(source, 5);
    assertThat(send("com.acme.B", 1)).isEqualTo(source);
    assertThat(send("com.acme.A", 1)).isEqualTo(target);
    sums.requireExact(target, 5);
    sums.requireExact(source, 6);
    assertThat(history(source)).contains(List.of("unmerged_from", Long.toString(target), "Anna"));
  }

  @Test
  void whatWasMergedBeforeStaysWithItsProblem() {
    long outer = send("com.acme.A", 1);
    long middle = send("com.acme.B", 2);
    long inner = send("com.acme.C", 4);
    merge(middle, inner);
    awaitMoved();
    send("com.acme.C", 8);
    merge(outer, middle);
    awaitMoved();
    send("com.acme.C", 16);
    sums.requireExact(outer, 31);

    assertRefused(() -> unmerge(inner), "was merged into " + outer);
    unmerge(middle);
    awaitMoved();
    sums.requireExact(outer, 1);
    sums.requireExact(middle, 30);
    unmerge(inner);
    awaitMoved();

    sums.requireExact(middle, 2);
    sums.requireExact(inner, 28);
  }

  @Test
  void oldEventsWithoutAFingerprintFollowTheirProblem() {
    long target = send("com.acme.A", 2);
    long source = send("com.acme.B", 3);
    tables.execute("UPDATE grouping.events SET fingerprint = NULL WHERE project_id = " + project);

    merge(target, source);
    awaitMoved();
    sums.requireExact(target, 5);
    unmerge(source);
    awaitMoved();

    sums.requireExact(target, 2);
    sums.requireExact(source, 3);
  }

  @Test
  void fingerprintsMoveOutAndBack() {
    long target = send("com.acme.A", 3);
    long source = send("com.acme.B", 4);
    // Merged for good: as if near matching had brought both hashes.
    tables.execute(
        "UPDATE grouping.fingerprints SET problem_id = " + target + " WHERE problem_id = " + source,
        "DELETE FROM grouping.events WHERE problem_id = " + source,
        "DELETE FROM grouping.problems WHERE id = " + source);
    assertThat(send("com.acme.B", 5)).isEqualTo(target);
    List<FingerprintId> hashes = hashes(target);

    MoveOutResponse moved =
        grouping
            .corrections()
            .moveOut(
                MoveOutRequest.newBuilder()
                    .setProblemId(target)
                    .addFingerprints(hashes.get(1))
                    .setActor(ANNA)
                    .build());
    awaitMoved();

    long made = moved.getProblemId();
    assertThat(moved.getOccurrenceCount()).isEqualTo(5);
    assertThat(moved.getEventsToMove()).isEqualTo(5);
    sums.requireExact(target, 3);
    sums.requireExact(made, 5);
    assertThat(send("com.acme.B", 1)).isEqualTo(made);
    assertThat(send("com.acme.A", 1)).isEqualTo(target);
    assertThat(history(target)).contains(List.of("move_out", Long.toString(made), "Anna"));
    merge(target, made);
    awaitMoved();
    sums.requireExact(target, 10);
    assertThat(send("com.acme.B", 1)).isEqualTo(target);
    assertRefused(
        () ->
            grouping
                .corrections()
                .moveOut(
                    MoveOutRequest.newBuilder()
                        .setProblemId(target)
                        .addFingerprints(hashes.get(1))
                        .build()),
        "problem " + made);
  }

  @Test
  void singleEventsOfOneHashMoveOutAndTeachNothing() {
    List<GroupedEvent> events =
        grouping.group(
            incoming(project, exception("com.acme.A")),
            incoming(project, exception("com.acme.A").setEnvironment("test")),
            incoming(project, exception("com.acme.A")));
    long problem = events.get(0).getProblemId();

    MoveOutResponse moved =
        grouping
            .corrections()
            .moveOut(
                MoveOutRequest.newBuilder()
                    .setProblemId(problem)
                    .addEventIds(events.get(1).getEventId())
                    .setActor(ANNA)
                    .build());

    sums.requireExact(problem, 2);
    sums.requireExact(moved.getProblemId(), 1);
    assertThat(send("com.acme.A", 1)).isEqualTo(problem);
    merge(problem, moved.getProblemId());
    awaitMoved();
    sums.requireExact(problem, 4);
    unmerge(moved.getProblemId());
    awaitMoved();
    sums.requireExact(problem, 3);
    sums.requireExact(moved.getProblemId(), 1);
  }

  @Test
  void aSplitMovesStoredEventsAndIsUndone() {
    for (String server : List.of("one", "two", "one", "three", "one", "two")) {
      grouping.group(incoming(project, exception("com.acme.A").setServerName(server)));
    }
    long problem = send("com.acme.A", 0);

    SplitProblemResponse split = split(problem, "server");

    assertThat(split.getPartsList())
        .extracting(SplitPart::getValue)
        .containsExactly("one", "two", "three");
    assertThat(split.getPartsList())
        .extracting(SplitPart::getOccurrenceCount)
        .containsExactly(3L, 2L, 1L);
    assertThat(split.getParts(0).getProblemId()).isEqualTo(problem);
    split
        .getPartsList()
        .forEach(part -> sums.requireExact(part.getProblemId(), part.getOccurrenceCount()));
    assertThat(
            tables.rows(
                "SELECT attribute FROM grouping.split_fingerprints WHERE problem_id = " + problem))
        .containsExactly(List.of("server"));
    assertRefused(() -> split(problem, "level"), "split by server");

    undoSplit(problem);

    sums.requireExact(problem, 6);
    assertThat(problems()).hasSize(1);
    assertThat(
            tables.number(
                "SELECT count(*) FROM grouping.split_fingerprints WHERE problem_id = " + problem))
        .isZero();
    assertRefused(() -> undoSplit(problem), "is not split");
    assertThat(split(problem, "server").getPartsList())
        .extracting(SplitPart::getOccurrenceCount)
        .containsExactly(3L, 2L, 1L);
    sums.requireExact(problem, 3);
  }

  @Test
  void undoingASplitFindsWhatLaterEventsOpened() {
    for (String tenant : List.of("t1", "t1", "t2")) {
      grouping.group(incoming(project, exception("com.acme.A").putTags("tenant", tenant)));
    }
    long problem = send("com.acme.A", 0);
    long other = send("com.acme.B", 1);
    long opened = split(problem, "tag.tenant").getParts(1).getProblemId();
    // As if the value had come after the split.
    tables.execute(
        "DELETE FROM grouping.corrections WHERE other_id = " + opened,
        "UPDATE grouping.fingerprints SET origin = 'opened' WHERE problem_id = " + opened);

    undoSplit(problem);

    sums.requireExact(problem, 3);
    sums.requireExact(other, 1);
    assertThat(problems()).hasSize(2);
  }

  @Test
  void aPartThatOthersWereMergedIntoIsNotTakenBack() {
    for (String tenant : List.of("t1", "t1", "t2")) {
      grouping.group(incoming(project, exception("com.acme.A").putTags("tenant", tenant)));
    }
    long problem = send("com.acme.A", 0);
    long other = send("com.acme.B", 1);
    long part = split(problem, "tag.tenant").getParts(1).getProblemId();
    merge(part, other);
    awaitMoved();

    assertRefused(() -> undoSplit(problem), "problem %d was merged into %d".formatted(other, part));
  }

  @Test
  void laterEventsFollowASplitByTheirValue() {
    for (String tenant : List.of("t1", "t2", "t1")) {
      grouping.group(incoming(project, exception("com.acme.A").putTags("tenant", tenant)));
    }
    long problem = grouping.group(ofTenant("t1")).get(0).getProblemId();
    SplitProblemResponse split = split(problem, "tag.tenant");

    assertThat(grouping.group(ofTenant("t1")).get(0).getProblemId()).isEqualTo(problem);
    assertThat(grouping.group(ofTenant("t2")).get(0).getProblemId())
        .isEqualTo(split.getParts(1).getProblemId());
    GroupedEvent opened = grouping.group(ofTenant("t3")).get(0);
    assertThat(opened.getOccurrenceCount()).isEqualTo(1);

    grouping
        .corrections()
        .undoSplit(UndoSplitRequest.newBuilder().setProblemId(problem).setActor(ANNA).build());
    awaitMoved();
    assertThat(grouping.group(ofTenant("t2")).get(0).getProblemId()).isEqualTo(problem);
  }

  private IncomingEvent ofTenant(String tenant) {
    return incoming(project, exception("com.acme.A").putTags("tenant", tenant));
  }

  @Test
  void splitsByAColumnOfEvents() {
    for (String environment : List.of("test", "production", "test")) {
      grouping.group(incoming(project, exception("com.acme.A").setEnvironment(environment)));
    }
    long problem = send("com.acme.A", 0);

    SplitProblemResponse split = split(problem, "environment");

    assertThat(split.getPartsList())
        .extracting(SplitPart::getValue)
        .containsExactly("test", "production");
    sums.requireExact(problem, 2);
    sums.requireExact(split.getParts(1).getProblemId(), 1);
  }

  @Test
  void refusesWhatCannotBe() {
    long a = send("com.acme.A", 1);
    long b = send("com.acme.B", 1);
    long c = send("com.acme.C", 1);
    long other =
        grouping.group(incoming(project + 1000, exception("com.acme.A"))).get(0).getProblemId();

    assertStatus(() -> merge(a, 999_999), Status.Code.NOT_FOUND);
    assertStatus(() -> merge(a, a), Status.Code.INVALID_ARGUMENT);
    assertStatus(() -> merge(a), Status.Code.INVALID_ARGUMENT);
    assertStatus(() -> merge(a, other), Status.Code.INVALID_ARGUMENT);
    assertStatus(() -> split(a, "weather"), Status.Code.INVALID_ARGUMENT);
    assertRefused(() -> unmerge(a), "is not merged");
    assertStatus(() -> unmerge(999_999), Status.Code.NOT_FOUND);
    merge(a, b);
    awaitMoved();
    assertRefused(() -> merge(b, c), "was merged into " + a);
    assertRefused(() -> merge(c, b), "was merged into " + a);
    assertRefused(() -> split(a, "level"), "was merged into this one");
    assertStatus(
        () ->
            grouping
                .corrections()
                .moveOut(
                    MoveOutRequest.newBuilder()
                        .setProblemId(a)
                        .addAllFingerprints(hashes(a))
                        .build()),
        Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void aMergedProblemIsNotThereForCommandsAndGoesWithItsTarget() {
    long target = send("com.acme.A", 1);
    long source = send("com.acme.B", 2);
    merge(target, source);
    awaitMoved();

    assertThat(
            grouping
                .problems()
                .updateProblems(
                    UpdateProblemsRequest.newBuilder()
                        .addProblemIds(source)
                        .setAssigneeId(7)
                        .build())
                .getUnknownIdsList())
        .containsExactly(source);
    assertThat(delete(source).getUnknownIdsList()).containsExactly(source);
    sums.requireExact(target, 3);
    assertThat(delete(target).getDeletedIdsList()).containsExactly(target);

    assertThat(problems()).isEmpty();
    assertThat(
            tables.number(
                "SELECT (SELECT count(*) FROM grouping.events WHERE project_id = %1$d)"
                        .formatted(project)
                    + " + (SELECT count(*) FROM grouping.hour_rollups WHERE problem_id <> 0"
                    + " AND project_id = %1$d)".formatted(project)))
        .isZero();
    assertThat(send("com.acme.B", 1)).isGreaterThan(source);
  }

  @Test
  void whileEventsAreOnTheirWayTheirProblemsWait() {
    long target = send("com.acme.A", 1);
    long source = send("com.acme.B", 1);
    long third = send("com.acme.C", 1);
    long fourth = send("com.acme.D", 1);
    // A lock on the row that has to move keeps the mover from finishing.
    try (var held = tables.hold("SELECT 1 FROM grouping.events WHERE problem_id = " + source)) {
      merge(target, source);
      String waiting = "events of problem %d are still being moved (0 %%)".formatted(target);
      assertRefused(() -> merge(target, third), waiting);
      assertRefused(() -> delete(target), "still being moved");
      assertThat(send("com.acme.B", 1)).isEqualTo(target);
      merge(third, fourth);
    }
    awaitMoved();

    merge(target, third);
    awaitMoved();
    sums.requireExact(target, 5);
  }

  @Test
  void aLikenessIsDismissed() {
    long a = send("com.acme.A", 1);
    long b = send("com.acme.B", 1);
    tables.execute(
        "INSERT INTO grouping.problem_likeness (problem_id, like_problem_id, likeness) VALUES (%d, %d, 0.7)"
            .formatted(b, a));

    DismissLikenessRequest.Builder request =
        DismissLikenessRequest.newBuilder().setProblemId(a).setLikeProblemId(b).setActor(ANNA);
    grouping.corrections().dismissLikeness(request.build());

    assertThat(
            tables.number(
                "SELECT count(dismissed_at) FROM grouping.problem_likeness WHERE problem_id = "
                    + b))
        .isEqualTo(1);
    assertStatus(
        () -> grouping.corrections().dismissLikeness(request.setLikeProblemId(999_999).build()),
        Status.Code.NOT_FOUND);
  }

  /** The problem that the events of that type go to; with 0, where the last one went. */
  private long send(String type, int count) {
    long problem =
        count == 0
            ? tables.number("SELECT max(id) FROM grouping.problems WHERE project_id = " + project)
            : 0;
    for (int i = 0; i < count; i++) {
      problem = grouping.group(incoming(project, exception(type))).get(0).getProblemId();
    }
    return problem;
  }

  private static MergeProblemsResponse merge(long target, long... sources) {
    MergeProblemsRequest.Builder request =
        MergeProblemsRequest.newBuilder().setTargetId(target).setActor(ANNA);
    for (long source : sources) {
      request.addSourceIds(source);
    }
    return grouping.corrections().mergeProblems(request.build());
  }

  private static UnmergeProblemResponse unmerge(long problem) {
    return grouping
        .corrections()
        .unmergeProblem(
            UnmergeProblemRequest.newBuilder().setProblemId(problem).setActor(ANNA).build());
  }

  private static SplitProblemResponse split(long problem, String attribute) {
    return grouping
        .corrections()
        .splitProblem(
            SplitProblemRequest.newBuilder()
                .setProblemId(problem)
                .setAttribute(attribute)
                .setActor(ANNA)
                .build());
  }

  private static void undoSplit(long problem) {
    grouping
        .corrections()
        .undoSplit(UndoSplitRequest.newBuilder().setProblemId(problem).setActor(ANNA).build());
    awaitMoved();
  }

  private static DeleteProblemsResponse delete(long problem) {
    return grouping
        .problems()
        .deleteProblems(DeleteProblemsRequest.newBuilder().addProblemIds(problem).build());
  }

  private static void awaitMoved() {
    await()
        .untilAsserted(
            () -> assertThat(tables.number("SELECT count(*) FROM grouping.event_moves")).isZero());
  }

  private List<List<Object>> problems() {
    return tables.rows(
        "SELECT id, status, status_changed_at, merged_into, occurrence_count, first_seen, last_seen, first_event_id,"
            + " last_event_id FROM grouping.problems WHERE project_id = "
            + project
            + " ORDER BY id");
  }

  private List<List<Object>> fingerprints() {
    return tables.rows(
        "SELECT encode(hash, 'hex'), problem_id, origin, created_at FROM grouping.fingerprints"
            + " WHERE project_id = "
            + project
            + " ORDER BY 1");
  }

  private static List<FingerprintId> hashes(long problem) {
    return tables
        .rows(
            "SELECT version, hash FROM grouping.fingerprints WHERE problem_id = "
                + problem
                + " ORDER BY created_at")
        .stream()
        .map(
            row ->
                FingerprintId.newBuilder()
                    .setVersion((Integer) row.get(0))
                    .setHash(ByteString.copyFrom((byte[]) row.get(1)))
                    .build())
        .toList();
  }

  private static List<Object> state(long problem) {
    return tables
        .rows("SELECT status, merged_into FROM grouping.problems WHERE id = " + problem)
        .get(0);
  }

  private static List<List<Object>> history(long problem) {
    return tables.rows(
        "SELECT kind, detail, actor_name FROM grouping.problem_history WHERE problem_id = "
            + problem
            + " ORDER BY id");
  }

  private static List<TransitionKind> told(long problem) {
    return alert.activities().stream()
        .flatMap(activity -> activity.getTransitionsList().stream())
        .filter(transition -> transition.getProblemId() == problem)
        .map(transition -> transition.getKind())
        .toList();
  }

  private static void assertRefused(ThrowingCallable call, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure -> {
              assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(failure.getStatus().getDescription()).contains(reason);
            });
  }

  private static void assertStatus(ThrowingCallable call, Status.Code code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code));
  }
}
