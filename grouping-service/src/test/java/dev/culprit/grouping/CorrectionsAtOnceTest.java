package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Sums;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.proto.grouping.v1.FingerprintId;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.MergeProblemsRequest;
import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemRequest;
import dev.culprit.runtime.testing.FreePort;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Corrections while two instances, members of one cluster, store events of the same problems. */
@ExtendWith(PostgresExtension.class)
class CorrectionsAtOnceTest {

  private static final int TYPES = 4;

  private static final List<RunningGrouping> instances = new ArrayList<>();
  private static FakeAlert alert;
  private static Tables tables;
  private static Sums sums;

  private final AtomicLong sent = new AtomicLong();

  @BeforeAll
  static void start(TestDatabase database) {
    tables = new Tables(database);
    tables.createProjects();
    sums = new Sums(tables);
    alert = new FakeAlert();
    List<Integer> ports = List.of(FreePort.next(), FreePort.next());
    for (int port : ports) {
      Map<String, String> settings = RunningGrouping.settings(database, alert.port());
      settings.put("CULPRIT_GROUPING_CLUSTER_PORT", Integer.toString(port));
      settings.put(
          "CULPRIT_GROUPING_CLUSTER_MEMBERS",
          String.join(",", ports.stream().map(other -> "127.0.0.1:" + other).toList()));
      instances.add(RunningGrouping.start(settings));
    }
  }

  @AfterAll
  static void stop() {
    instances.forEach(RunningGrouping::close);
    alert.close();
  }

  @Test
  void noEventIsLostOrCountedTwiceWhileProblemsAreMergedAndUnmerged() {
    List<Long> problems = open(1);
    AtomicBoolean isOver = new AtomicBoolean();
    List<CompletableFuture<Void>> floods = flood(1, isOver);

    for (int round = 0; round < 12; round++) {
      RunningGrouping instance = instances.get(round % 2);
      instance
          .corrections()
          .mergeProblems(
              MergeProblemsRequest.newBuilder()
                  .setTargetId(problems.get(round % TYPES))
                  .addSourceIds(problems.get((round + 1) % TYPES))
                  .addSourceIds(problems.get((round + 2) % TYPES))
                  .build());
      awaitMoved();
      long before = sent.get();
      await().until(() -> sent.get() > before + 100);
      for (int source : List.of(1, 2)) {
        instances
            .get((round + 1) % 2)
            .corrections()
            .unmergeProblem(
                UnmergeProblemRequest.newBuilder()
                    .setProblemId(problems.get((round + source) % TYPES))
                    .build());
        awaitMoved();
      }
    }
    isOver.set(true);
    floods.forEach(flood -> flood.orTimeout(60, TimeUnit.SECONDS).join());

    requireExact(1);
    for (int type = 0; type < TYPES; type++) {
      assertThat(send(instances.get(0), 1, type, 1)).isEqualTo(problems.get(type));
      assertThat(send(instances.get(1), 1, type, 1)).isEqualTo(problems.get(type));
      assertThat(sums.events(problems.get(type)))
          .isEqualTo(sums.count(problems.get(type)))
          .isGreaterThanOrEqualTo(sent.get() / TYPES / 2);
    }
  }

  @Test
  void noEventIsLostOrCountedTwiceWhileFingerprintsMoveOutAndBack() {
    List<Long> problems = open(2);
    long target = problems.get(0);
    // One problem with several hashes, as near matches make them.
    for (long other : problems.subList(1, TYPES)) {
      tables.execute(
          "UPDATE grouping.fingerprints SET problem_id = %d WHERE problem_id = %d"
              .formatted(target, other),
          "DELETE FROM grouping.events WHERE problem_id = " + other,
          "DELETE FROM grouping.hour_rollups WHERE project_id = 2 AND problem_id = " + other,
          "DELETE FROM grouping.minute_rollups WHERE project_id = 2 AND problem_id = " + other,
          "DELETE FROM grouping.problems WHERE id = " + other);
    }
    List<FingerprintId> hashes = hashes(target);
    AtomicBoolean isOver = new AtomicBoolean();
    List<CompletableFuture<Void>> floods = flood(2, isOver);

    for (int type = 1; type < TYPES; type++) {
      long before = sent.get();
      await().until(() -> sent.get() > before + 100);
      instances
          .get(type % 2)
          .corrections()
          .moveOut(
              MoveOutRequest.newBuilder()
                  .setProblemId(target)
                  .addFingerprints(hashes.get(type))
                  .build());
      awaitMoved();
    }
    isOver.set(true);
    floods.forEach(flood -> flood.orTimeout(60, TimeUnit.SECONDS).join());

    requireExact(2);
    assertThat(
            tables.rows(
                "SELECT p.id FROM grouping.problems p WHERE p.project_id = 2 AND ("
                    + " SELECT count(DISTINCT e.fingerprint) FROM grouping.events e"
                    + " WHERE e.problem_id = p.id) <> 1"))
        .isEmpty();
  }

  /** Both instances store events of all types until it is over. */
  private List<CompletableFuture<Void>> flood(long project, AtomicBoolean isOver) {
    List<CompletableFuture<Void>> floods = new ArrayList<>();
    for (RunningGrouping instance : instances) {
      for (int lane = 0; lane < 2; lane++) {
        floods.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!isOver.get()) {
                    send(instance, project, -1, 8);
                  }
                }));
      }
    }
    return floods;
  }

  private long send(RunningGrouping instance, long project, int onlyType, int count) {
    List<IncomingEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int type = onlyType >= 0 ? onlyType : i % TYPES;
      events.add(incoming(project, exception("com.acme.Type" + type)));
    }
    GroupEventsResponse response = instance.send(events).orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(response.hasFailure()).isFalse();
    sent.addAndGet(count);
    return response.getResults(0).getProblemId();
  }

  private List<Long> open(long project) {
    List<Long> problems = new ArrayList<>();
    for (int type = 0; type < TYPES; type++) {
      problems.add(send(instances.get(type % 2), project, type, 1));
    }
    assertThat(problems).doesNotHaveDuplicates();
    return problems;
  }

  private void requireExact(long project) {
    List<List<Object>> problems =
        tables.rows(
            "SELECT id, occurrence_count FROM grouping.problems WHERE project_id = " + project);
    problems.forEach(row -> sums.requireExact((Long) row.get(0), (Long) row.get(1)));
    long counted = problems.stream().mapToLong(row -> (Long) row.get(1)).sum();
    // What a test took out by hand was in the sum of the project, too.
    assertThat(counted)
        .isEqualTo(
            tables.number("SELECT count(*) FROM grouping.events WHERE project_id = " + project));
    assertThat(sent.get())
        .isEqualTo(
            tables.number(
                "SELECT sum(count) FROM grouping.hour_rollups WHERE problem_id = 0 AND project_id = "
                    + project));
    await().untilAsserted(() -> assertThat(told(project)).isEqualTo(sent.get()));
  }

  private static long told(long project) {
    return alert.activities().stream()
        .flatMap(activity -> activity.getCountsList().stream())
        .filter(delta -> delta.getProjectId() == project)
        .mapToLong(delta -> delta.getCount())
        .sum();
  }

  private static List<FingerprintId> hashes(long problem) {
    return tables
        .rows(
            "SELECT version, hash FROM grouping.fingerprints WHERE problem_id = %d ORDER BY created_at"
                .formatted(problem))
        .stream()
        .map(
            row ->
                FingerprintId.newBuilder()
                    .setVersion((Integer) row.get(0))
                    .setHash(ByteString.copyFrom((byte[]) row.get(1)))
                    .build())
        .toList();
  }

  private static void awaitMoved() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThat(tables.number("SELECT count(*) FROM grouping.event_moves")).isZero());
  }
}
