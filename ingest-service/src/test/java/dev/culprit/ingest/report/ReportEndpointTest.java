package dev.culprit.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.Acknowledgement;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.IngestServiceGrpc;
import dev.culprit.proto.ingest.v1.Kept;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.RefusalCode;
import dev.culprit.proto.ingest.v1.ReportRequest;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import dev.culprit.proto.ingest.v1.ReportStreamResponse;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ReportEndpointTest {
  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = TestIngest.start(database, data, grouping, Map.of());
  }

  @AfterAll
  static void stop() {
    ingest.close();
    grouping.close();
  }

  @BeforeEach
  void waitForWhatEarlierTestsLeftAndForgetIt() {
    grouping.behave(FakeGrouping.Mode.COMMIT);
    int[] before = {-1};
    await()
        .atMost(java.time.Duration.ofSeconds(30))
        .until(
            () -> {
              int now = grouping.events().size();
              boolean quiet = now == before[0] && spooledBytes() == 0;
              before[0] = now;
              return quiet;
            });
    grouping.forget();
  }

  private static double spooledBytes() {
    return ingest.metrics().get("culprit.ingest.spool.bytes").gauge().value();
  }

  @Test
  void acknowledgesAnEventWithItsIds() {
    Acknowledgement acknowledgement = report(event("boom")).getAcknowledgement();

    assertThat(acknowledgement.getKept()).isEqualTo(Kept.KEPT_COMMITTED);
    assertThat(acknowledgement.getEventId()).isEqualTo(1_001);
    assertThat(acknowledgement.getProblemId()).isEqualTo(7);
    assertThat(grouping.events().get(0).getEvent().getWire()).isEqualTo(Wire.WIRE_GRPC);
  }

  @Test
  void scrubsWhatComesByGrpcToo() {
    report(event("password=hunter2").toBuilder().addNotes("forged").build());

    Event stored = grouping.events().get(0).getEvent();
    assertThat(stored.getExceptions(0).getValue()).isEqualTo("password=[scrubbed]");
    assertThat(stored.getNotesList()).isEmpty();
  }

  @Test
  void takesAMessageWithoutException() {
    Event message =
        Event.newBuilder().setMessage(LogMessage.newBuilder().setFormatted("disk full")).build();

    assertThat(report(message).getAcknowledgement().getEventId()).isPositive();
  }

  @Test
  void refusesAnEventWithNothingInIt() {
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> report(Event.getDefaultInstance()));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription()).startsWith("event needs an exception");
    assertThat(reasonOf(refused)).isEqualTo("malformed");
  }

  @Test
  void refusesAWrongAndAMissingKey() {
    ReportRequest request = ReportRequest.newBuilder().setEvent(event("m")).build();
    StatusRuntimeException wrong =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> ingest.reports("f".repeat(32)).report(request));
    StatusRuntimeException missing =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> IngestServiceGrpc.newBlockingStub(ingest.channel()).report(request));

    assertThat(wrong.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(missing.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(reasonOf(missing)).isEqualTo("unknown_key");
  }

  @Test
  void refusesAMessageOverTheLimitInGrpcTermsAndGoesOn() {
    Event large =
        event("m").toBuilder()
            .setExceptions(0, ExceptionInfo.newBuilder().setType("E").setValue("x".repeat(5 << 20)))
            .build();

    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> report(large));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(report(event("next")).getAcknowledgement().getEventId()).isPositive();
  }

  @Test
  void takesALargeEventBelowTheLimit() {
    Event large =
        event("m").toBuilder()
            .setExceptions(0, ExceptionInfo.newBuilder().setType("E").setValue("x".repeat(3 << 20)))
            .build();

    assertThat(report(large).getAcknowledgement().getEventId()).isPositive();
    assertThat(grouping.events().get(0).getEvent().getExceptions(0).getValue()).hasSize(8_192);
  }

  @Test
  void answersEachEventOfAStreamOnceAndARefusedOneSpoilsNothing() {
    Answers answers = new Answers();
    StreamObserver<ReportStreamRequest> stream =
        ingest.streams(TestIngest.KEY).reportStream(answers);

    for (int i = 1; i <= 1_000; i++) {
      Event event = i % 10 == 0 ? Event.getDefaultInstance() : event("m" + i);
      stream.onNext(ReportStreamRequest.newBuilder().setSequence(i).setEvent(event).build());
    }
    stream.onCompleted();
    answers.awaitEnd();

    assertThat(answers.failure).isNull();
    assertThat(answers.responses).hasSize(1_000);
    assertThat(answers.responses.stream().map(ReportStreamResponse::getSequence).distinct())
        .hasSize(1_000);
    assertThat(answers.responses)
        .allSatisfy(
            response -> {
              boolean refused = response.getSequence() % 10 == 0;
              assertThat(response.hasRefusal()).isEqualTo(refused);
              assertThat(response.hasAcknowledgement()).isEqualTo(!refused);
            });
    assertThat(grouping.events()).hasSize(900);
    assertThat(grouping.batches()).isLessThan(300);
  }

  @Test
  void readsNoMoreThanAThousandEventsAhead() {
    grouping.behave(FakeGrouping.Mode.HANG);
    Answers answers = new Answers();
    StreamObserver<ReportStreamRequest> stream =
        ingest.streams(TestIngest.KEY).reportStream(answers);
    io.grpc.stub.ClientCallStreamObserver<ReportStreamRequest> call =
        (io.grpc.stub.ClientCallStreamObserver<ReportStreamRequest>) stream;

    Event fat = event("x".repeat(8_000));
    await().until(call::isReady);
    int sent = 0;
    int refusedInARow = 0;
    while (refusedInARow < 40 && sent < 20_000) {
      if (call.isReady()) {
        stream.onNext(ReportStreamRequest.newBuilder().setSequence(++sent).setEvent(fat).build());
        refusedInARow = 0;
      } else {
        refusedInARow++;
        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
      }
    }

    assertThat(sent).isBetween(1_000, 5_000);
    call.cancel("enough", null);
    grouping.behave(FakeGrouping.Mode.COMMIT);
    grouping.vanish();
    grouping.start();
    await()
        .until(() -> report(event("after")).getAcknowledgement().getKept() == Kept.KEPT_COMMITTED);
  }

  @Test
  void aStreamThatIsCutHarmsNobody() {
    Answers cut = new Answers();
    Answers other = new Answers();
    StreamObserver<ReportStreamRequest> cutStream =
        ingest.streams(TestIngest.KEY).reportStream(cut);
    StreamObserver<ReportStreamRequest> otherStream =
        ingest.streams(TestIngest.KEY).reportStream(other);
    for (int i = 1; i <= 200; i++) {
      ReportStreamRequest request =
          ReportStreamRequest.newBuilder().setSequence(i).setEvent(event("m" + i)).build();
      cutStream.onNext(request);
      otherStream.onNext(request);
    }

    cutStream.onError(Status.CANCELLED.asRuntimeException());
    otherStream.onCompleted();
    other.awaitEnd();

    assertThat(other.failure).isNull();
    assertThat(other.responses).hasSize(200).allMatch(ReportStreamResponse::hasAcknowledgement);
    assertThat(report(event("next")).getAcknowledgement().getEventId()).isPositive();
  }

  @Test
  void endsAStreamWhoseKeyIsNotValid() {
    Answers answers = new Answers();
    StreamObserver<ReportStreamRequest> stream =
        ingest.streams("e".repeat(32)).reportStream(answers);

    stream.onNext(ReportStreamRequest.newBuilder().setSequence(1).setEvent(event("m")).build());
    answers.awaitEnd();

    assertThat(answers.responses.get(0).getRefusal().getCode())
        .isEqualTo(RefusalCode.REFUSAL_CODE_UNKNOWN_KEY);
    assertThat(Status.fromThrowable(answers.failure).getCode())
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void countsAnEventSentAgainOnlyOnce() {
    Event event = event("m").toBuilder().setClientEventId("order-17").build();

    report(event);
    Acknowledgement again = report(event).getAcknowledgement();

    assertThat(again.getDeduplicated()).isTrue();
    assertThat(grouping.events()).hasSize(1);
  }

  private static dev.culprit.proto.ingest.v1.ReportResponse report(Event event) {
    return ingest
        .reports(TestIngest.KEY)
        .report(ReportRequest.newBuilder().setEvent(event).build());
  }

  private static Event event(String message) {
    return Event.newBuilder()
        .addExceptions(ExceptionInfo.newBuilder().setType("E").setValue(message))
        .build();
  }

  private static String reasonOf(StatusRuntimeException refused) {
    try {
      return StatusProto.fromThrowable(refused).getDetails(0).unpack(ErrorInfo.class).getReason();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Answers implements StreamObserver<ReportStreamResponse> {
    private final List<ReportStreamResponse> responses = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    @Override
    public void onNext(ReportStreamResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable cause) {
      failure = cause;
      ended.countDown();
    }

    @Override
    public void onCompleted() {
      ended.countDown();
    }

    void awaitEnd() {
      await().until(() -> ended.getCount() == 0);
    }
  }
}
