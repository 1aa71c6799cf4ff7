package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.pipeline.EventResult;
import dev.culprit.grouping.supplement.IncomingSupplement;
import dev.culprit.grouping.supplement.SupplementResult;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.grouping.v1.BatchFailure;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream of batches. Reads the next batch only when the queues have room and the client
 * reads its answers. All of it happens on the connection's event loop.
 */
final class BatchStream implements StreamObserver<GroupEventsRequest> {

  private static final Logger log = LoggerFactory.getLogger(BatchStream.class);
  private static final int MOST_EVENTS = 1000;

  private final Intake intake;
  private final EventReader reader;
  private final ServerCallStreamObserver<GroupEventsResponse> responses;
  private final Context eventLoop;
  private int unanswered;
  private boolean isHalfClosed;
  private boolean isClosed;
  private boolean waitsForReader;

  BatchStream(
      Intake intake, EventReader reader, ServerCallStreamObserver<GroupEventsResponse> responses) {
    this.intake = intake;
    this.reader = reader;
    this.responses = responses;
    this.eventLoop = Vertx.currentContext();
  }

  void open() {
    responses.disableAutoRequest();
    responses.setOnReadyHandler(this::onReady);
    responses.setOnCancelHandler(() -> isClosed = true);
    responses.request(1);
  }

  @Override
  public void onNext(GroupEventsRequest request) {
    if (isClosed) {
      return;
    }
    if (request.getEventsCount() > MOST_EVENTS) {
      isClosed = true;
      responses.onError(
          Status.INVALID_ARGUMENT
              .withDescription("a batch has at most " + MOST_EVENTS + " events")
              .asRuntimeException());
      return;
    }
    unanswered++;
    submit(request);
    askForMore();
  }

  private void submit(GroupEventsRequest request) {
    List<EventReader.Reading> readings = new ArrayList<>(request.getEventsCount());
    List<IncomingEvent> events = new ArrayList<>(request.getEventsCount());
    List<IncomingSupplement> supplements = new ArrayList<>();
    request
        .getEventsList()
        .forEach(
            incoming -> {
              EventReader.Reading reading = reader.read(incoming);
              readings.add(reading);
              if (reading.event() != null) {
                events.add(reading.event());
              } else if (reading.supplement() != null) {
                supplements.add(reading.supplement());
              }
            });
    long batchId = request.getBatchId();
    if (events.isEmpty() && supplements.isEmpty()) {
      answer(ResultWriter.write(batchId, readings, List.of(), List.of()));
      return;
    }
    Future<List<EventResult>> grouped = intake.submitEvents(events);
    Future<List<SupplementResult>> kept = intake.submitSupplements(supplements);
    Future.join(grouped, kept)
        .onComplete(
            done ->
                eventLoop.runOnContext(
                    ignored ->
                        answer(
                            done.succeeded()
                                ? ResultWriter.write(
                                    batchId, readings, grouped.result(), kept.result())
                                : failure(batchId, done.cause()))));
  }

  private static GroupEventsResponse failure(long batchId, Throwable cause) {
    log.atWarn()
        .addKeyValue("batch", batchId)
        .addKeyValue("reason", cause.toString())
        .log("A batch was not stored");
    return GroupEventsResponse.newBuilder()
        .setBatchId(batchId)
        .setFailure(BatchFailure.newBuilder().setReason(String.valueOf(cause.getMessage())))
        .build();
  }

  private void answer(GroupEventsResponse response) {
    unanswered--;
    if (!isClosed) {
      responses.onNext(response);
      completeIfDone();
    }
  }

  private void askForMore() {
    if (!responses.isReady()) {
      waitsForReader = true;
      return;
    }
    intake.whenRoom(() -> responses.request(1));
  }

  private void onReady() {
    if (waitsForReader) {
      waitsForReader = false;
      askForMore();
    }
  }

  @Override
  public void onError(Throwable cause) {
    isClosed = true;
  }

  @Override
  public void onCompleted() {
    isHalfClosed = true;
    completeIfDone();
  }

  private void completeIfDone() {
    if (isHalfClosed && unanswered == 0 && !isClosed) {
      isClosed = true;
      responses.onCompleted();
    }
  }
}
