package dev.culprit.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.FakeGrouping.Mode;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Kept;
import dev.culprit.proto.ingest.v1.ReportRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events while grouping is away, against a real server that comes and goes. */
@ExtendWith(PostgresExtension.class)
class SpoolingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path data;
  private FakeGrouping grouping;
  private TestDatabase database;
  private TestIngest ingest;

  @BeforeEach
  void start(TestDatabase given) {
    database = given;
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = ingest(data, Map.of());
  }

  @AfterEach
  void stop() {
    ingest.close();
    grouping.close();
  }

  private TestIngest ingest(Path directory, Map<String, String> more) {
    Map<String, String> settings = new java.util.HashMap<>(more);
    settings.put("CULPRIT_INGEST_GROUPING_TIMEOUT", "500ms");
    return TestIngest.start(database, directory, grouping, settings);
  }

  @Test
  void keepsEventsWhileGroupingIsAwayAndDeliversThemInOrderWhenItIsBack() {
    assertThat(ingest.post(error(0)).statusCode()).isEqualTo(201);
    grouping.vanish();

    for (int i = 1; i <= 50; i++) {
      HttpResponse<String> answer = ingest.post(error(i));
      assertThat(answer.statusCode()).isEqualTo(202);
      assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("accepted");
    }
    grouping.start();

    await().atMost(PATIENCE).until(() -> grouping.events().size() == 51);
    assertThat(classes()).containsExactlyElementsOf(names(51));
    await().atMost(PATIENCE).until(() -> ingest.post(error(99)).statusCode() == 201);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(segments(data)).isEmpty());
  }

  @Test
  void tellsGrpcClientsThatAnEventIsOnlySpooled() {
    grouping.vanish();

    assertThat(report("x").getKept()).isEqualTo(Kept.KEPT_SPOOLED);
    assertThat(report("y").getEventId()).isZero();
  }

  @Test
  void spoolsWhenGroupingAnswersThatItCannotCommit() {
    grouping.behave(Mode.FAIL);

    assertThat(ingest.post(error(1)).statusCode()).isEqualTo(202);
    grouping.behave(Mode.COMMIT);

    await().atMost(PATIENCE).until(() -> grouping.events().size() == 1);
  }

  @Test
  void spoolsAfterTheTimeOutWhenGroupingHangsAndDoesNotWaitTwice() {
    grouping.behave(Mode.HANG);
    assertThat(ingest.post(error(1)).statusCode()).isEqualTo(202);

    long start = System.nanoTime();
    assertThat(ingest.post(error(2)).statusCode()).isEqualTo(202);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(400));

    grouping.behave(Mode.COMMIT);
    await().atMost(PATIENCE).until(() -> grouping.events().size() == 2);
  }

  @Test
  void countsOnceWhatWasCommittedButNotAnswered() {
    grouping.behave(Mode.COMMIT_BUT_KEEP_SILENT);
    assertThat(ingest.post(error(1)).statusCode()).isEqualTo(202);
    grouping.behave(Mode.COMMIT);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(segments(data)).isEmpty());
    assertThat(grouping.events()).hasSize(1);
  }

  @Test
  void deliversAfterACrashWhatItAcknowledgedBeforeIt(@TempDir Path crashed) throws IOException {
    grouping.vanish();
    for (int i = 0; i < 30; i++) {
      assertThat(ingest.post(error(i)).statusCode()).isEqualTo(202);
    }
    // What a kill -9 leaves behind: the files as they are now, with a record half written.
    Path spool = Files.createDirectories(crashed.resolve("spool"));
    for (Path segment : segments(data)) {
      byte[] bytes = Files.readAllBytes(segment);
      byte[] torn = java.util.Arrays.copyOf(bytes, bytes.length + 20);
      System.arraycopy(bytes, 0, torn, bytes.length, 20);
      Files.write(spool.resolve(segment.getFileName()), torn);
    }
    ingest.close();
    grouping.start();

    ingest = ingest(crashed, Map.of());

    await().atMost(PATIENCE).until(() -> grouping.events().size() == 30);
    assertThat(classes()).containsExactlyElementsOf(names(30));
  }

  @Test
  void refusesWithARetryHintWhenTheSpoolIsFullAndLosesNothingItTook(@TempDir Path small) {
    ingest.close();
    ingest = ingest(small, Map.of("CULPRIT_INGEST_SPOOL_BYTES", "1048576"));
    grouping.vanish();
    String fat =
        "\"context\":{\"a\":\"" + "x".repeat(8_000) + "\",\"b\":\"" + "y".repeat(7_000) + "\"}";
    Set<String> kept = new HashSet<>();
    HttpResponse<String> answer = null;
    for (int i = 0; i < 200 && (answer == null || answer.statusCode() == 202); i++) {
      answer = ingest.post("{\"error\":{\"class\":\"E" + i + "\"}," + fat + "}");
      if (answer.statusCode() == 202) {
        kept.add("E" + i);
      }
    }

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("overloaded");
    StatusRuntimeException refused =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            StatusRuntimeException.class, () -> report("z".repeat(8_000)));
    while (refused == null) {
      refused =
          org.assertj.core.api.Assertions.catchThrowableOfType(
              StatusRuntimeException.class, () -> report("z".repeat(8_000)));
    }
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(
            refused
                .getTrailers()
                .get(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER)))
        .isEqualTo("10");
    await().atMost(PATIENCE).until(() -> !ingest.service().readiness().ready());

    grouping.start();
    await().atMost(PATIENCE).until(() -> classes().containsAll(kept));
    await().atMost(PATIENCE).until(() -> ingest.post(error(1)).statusCode() == 201);
  }

  @Test
  void losesNothingWhenGroupingComesAndGoesUnderLoad() throws Exception {
    List<java.util.concurrent.CompletableFuture<HttpResponse<String>>> answers =
        new java.util.ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      if (i == 500 || i == 1_300) {
        grouping.vanish();
      } else if (i == 900 || i == 1_700) {
        grouping.start();
      }
      answers.add(
          ingest
              .http()
              .sendAsync(
                  ingest
                      .report()
                      .POST(java.net.http.HttpRequest.BodyPublishers.ofString(error(i)))
                      .build(),
                  HttpResponse.BodyHandlers.ofString()));
      if (i % 50 == 0) {
        answers.get(i).get();
      }
    }
    for (var answer : answers) {
      assertThat(answer.get().statusCode()).isIn(201, 202);
    }

    await().atMost(PATIENCE).until(() -> grouping.events().size() == 2_000);
    assertThat(new HashSet<>(classes())).hasSize(2_000);
  }

  @Test
  void setsAsideAnEventThatFailsForEverWhileOthersAreCommitted() {
    grouping.behave(Mode.FAIL_CURSED_BATCHES);
    grouping.vanish();
    assertThat(ingest.post(error(1)).statusCode()).isEqualTo(202);
    assertThat(ingest.post("{\"error\":{\"class\":\"CURSED\"}}").statusCode()).isEqualTo(202);
    assertThat(ingest.post(error(2)).statusCode()).isEqualTo(202);

    grouping.start();

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              ingest.post(error(3));
              return classes().containsAll(List.of("E1", "E2", "E3")) && segments(data).isEmpty();
            });
    assertThat(classes()).doesNotContain("CURSED");
    assertThat(data.resolve("spool").resolve("set-aside")).isNotEmptyFile();
  }

  @Test
  void endsStreamsAndIdleConnectionsPromptlyWhenItIsStopped() {
    java.util.concurrent.CompletableFuture<Throwable> ended =
        new java.util.concurrent.CompletableFuture<>();
    var stream =
        ingest
            .streams(TestIngest.KEY)
            .reportStream(
                new io.grpc.stub.StreamObserver<>() {
                  @Override
                  public void onNext(dev.culprit.proto.ingest.v1.ReportStreamResponse answer) {}

                  @Override
                  public void onError(Throwable cause) {
                    ended.complete(cause);
                  }

                  @Override
                  public void onCompleted() {
                    ended.complete(new IllegalStateException("completed"));
                  }
                });
    stream.onNext(
        dev.culprit.proto.ingest.v1.ReportStreamRequest.newBuilder()
            .setSequence(1)
            .setEvent(Event.newBuilder().addExceptions(ExceptionInfo.newBuilder().setType("S")))
            .build());
    await().until(() -> grouping.events().size() == 1);
    ingest.post(error(1));

    long start = System.nanoTime();
    ingest.stop();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(Status.fromThrowable(ended.join()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void finishesWhatItAcceptedWhenItIsStopped() throws Exception {
    var answers =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    ingest
                        .http()
                        .sendAsync(
                            ingest
                                .report()
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(error(i)))
                                .build(),
                            HttpResponse.BodyHandlers.ofString()))
            .toList();
    await().until(() -> grouping.events().size() > 5);

    ingest.stop();

    long acknowledged =
        answers.stream()
            .filter(
                answer -> {
                  try {
                    return answer.get().statusCode() == 201;
                  } catch (Exception refusedConnection) {
                    return false;
                  }
                })
            .count();
    assertThat((long) grouping.events().size()).isGreaterThanOrEqualTo(acknowledged);
    assertThat(acknowledged).isPositive();
    assertThat(ingest.service().readiness().ready()).isFalse();
  }

  private dev.culprit.proto.ingest.v1.Acknowledgement report(String message) {
    Event event =
        Event.newBuilder()
            .addExceptions(ExceptionInfo.newBuilder().setType("G").setValue(message))
            .build();
    return ingest
        .reports(TestIngest.KEY)
        .report(ReportRequest.newBuilder().setEvent(event).build())
        .getAcknowledgement();
  }

  private List<String> classes() {
    return grouping.events().stream()
        .map(event -> event.getEvent().getExceptions(0).getType())
        .toList();
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "E" + i).toList();
  }

  private static String error(int number) {
    return "{\"error\":{\"class\":\"E" + number + "\",\"message\":\"m\"}}";
  }

  private static List<Path> segments(Path directory) {
    try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
