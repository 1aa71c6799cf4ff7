package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.pipeline.BatchQueue;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.grouping.v1.BatchFailure;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream of batches. Reads the next batch only when the queue has room and the client
 * reads its answers. All of it happens on the connection's event loop.
 */
final class BatchStream implements StreamObserver<GroupEventsRequest> {

  private static final Logger log = LoggerFactory.getLogger(BatchStream.class);
  private static final int MOST_EVENTS = 1000;

  private final BatchQueue queue;
  private final EventReader reader;
  private final ServerCallStreamObserver<GroupEventsResponse> responses;
  private final Context eventLoop;
  private int unanswered;
  private boolean isHalfClosed;
  private boolean isClosed;
  private boolean waitsForReader;

  BatchStream(
      BatchQueue queue,
      EventReader reader,
      ServerCallStreamObserver<GroupEventsResponse> responses) {
    this.queue = queue;
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
    request
        .getEventsList()
        .forEach(
            incoming -> {
              EventReader.Reading reading = reader.read(incoming);
              readings.add(reading);
              if (reading.event() != null) {
                events.add(reading.event());
              }
            });
    long batchId = request.getBatchId();
    if (events.isEmpty()) {
      answer(ResultWriter.write(batchId, readings, List.of()));
      return;
    }
    queue
        .submit(events)
        .onComplete(
            done ->
                eventLoop.runOnContext(
                    ignored ->
                        answer(
                            done.succeeded()
                                ? ResultWriter.write(batchId, readings, done.result())
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
    queue.whenRoom(() -> responses.request(1));
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
