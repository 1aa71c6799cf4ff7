package dev.culprit.ingest.forward;

import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.GroupingServiceGrpc;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of batches to grouping, opened when first needed and again after it broke. Belongs to
 * one Vert.x context: it is called there and answers there. A batch that fails or is not answered
 * in time may have been committed all the same; sending it again changes nothing then.
 */
final class GroupingStream {
  private final Vertx vertx;
  private final Context context;
  private final GroupingServiceGrpc.GroupingServiceStub grouping;
  private final long timeoutMs;
  private long lastBatchId;
  private @Nullable Connection connection;

  GroupingStream(Vertx vertx, Context context, Channel channel, Duration timeout) {
    this.vertx = vertx;
    this.context = context;
    this.grouping = GroupingServiceGrpc.newStub(channel);
    this.timeoutMs = timeout.toMillis();
  }

  /** The results in the order of the events; fails when nothing is known to be committed. */
  Future<List<GroupedEvent>> send(List<IncomingEvent> events) {
    Connection current = connection;
    if (current == null) {
      current = new Connection();
      connection = current;
      grouping.groupEvents(current);
    }
    return current.send(
        GroupEventsRequest.newBuilder().setBatchId(++lastBatchId).addAllEvents(events).build());
  }

  void close() {
    Connection current = connection;
    if (current != null) {
      connection = null;
      current.complete();
    }
  }

  private record Unanswered(Promise<List<GroupedEvent>> promise, int events, long timer) {}

  private final class Connection
      implements ClientResponseObserver<GroupEventsRequest, GroupEventsResponse> {
    private final Map<Long, Unanswered> unanswered = new HashMap<>();
    private @Nullable ClientCallStreamObserver<GroupEventsRequest> requests;

    @Override
    public void beforeStart(ClientCallStreamObserver<GroupEventsRequest> stream) {
      requests = stream;
    }

    Future<List<GroupedEvent>> send(GroupEventsRequest batch) {
      Promise<List<GroupedEvent>> promise = Promise.promise();
      long timer = vertx.setTimer(timeoutMs, id -> timedOut());
      unanswered.put(batch.getBatchId(), new Unanswered(promise, batch.getEventsCount(), timer));
      try {
        stream().onNext(batch);
      } catch (RuntimeException streamIsOver) {
        broken(streamIsOver);
      }
      return promise.future();
    }

    void complete() {
      stream().onCompleted();
    }

    private ClientCallStreamObserver<GroupEventsRequest> stream() {
      ClientCallStreamObserver<GroupEventsRequest> stream = requests;
      if (stream == null) {
        throw new IllegalStateException("the stream was not started");
      }
      return stream;
    }

    /** The whole stream is given up: who did not answer one batch is not trusted with the next. */
    private void timedOut() {
      TimeoutException cause =
          new TimeoutException("grouping did not answer within " + timeoutMs + " ms");
      stream().cancel("no answer in time", cause);
      broken(cause);
    }

    @Override
    public void onNext(GroupEventsResponse response) {
      context.runOnContext(turn -> answered(response));
    }

    @Override
    public void onError(Throwable cause) {
      context.runOnContext(turn -> broken(cause));
    }

    @Override
    public void onCompleted() {
      context.runOnContext(turn -> broken(new IllegalStateException("grouping closed the stream")));
    }

    private void answered(GroupEventsResponse response) {
      Unanswered batch = unanswered.remove(response.getBatchId());
      if (batch == null) {
        return;
      }
      vertx.cancelTimer(batch.timer);
      if (response.hasFailure()) {
        batch.promise.fail(new BatchFailedException(response.getFailure().getReason()));
      } else if (response.getResultsCount() != batch.events) {
        batch.promise.fail(new BatchFailedException("the answer does not fit the batch"));
      } else {
        batch.promise.complete(response.getResultsList());
      }
    }

    private void broken(Throwable cause) {
      if (connection == this) {
        connection = null;
      }
      List<Unanswered> failed = new ArrayList<>(unanswered.values());
      unanswered.clear();
      for (Unanswered batch : failed) {
        vertx.cancelTimer(batch.timer);
        batch.promise.fail(cause);
      }
    }
  }
}
