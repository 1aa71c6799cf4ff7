package dev.culprit.ingest.testing;

import com.google.protobuf.ByteString;
import dev.culprit.proto.grouping.v1.BatchFailure;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.GroupingServiceGrpc;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.TransitionKind;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.grpc.InternalToken;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Grouping as ingest sees it, on a real port: commits what it is sent, each event once, or fails,
 * or keeps silent, or is not there at all. What it committed outlives its restarts.
 */
public final class FakeGrouping implements AutoCloseable {
  /** How it behaves. */
  public enum Mode {
    COMMIT,
    FAIL,
    HANG,
    COMMIT_BUT_KEEP_SILENT,
    REJECT_EVENTS,
    /** Fails every batch with an exception of type CURSED in it. */
    FAIL_CURSED_BATCHES
  }

  private final Secret token;
  private final Map<ByteString, IncomingEvent> committed = new HashMap<>();
  private final List<ReceivedEvent> inOrder = new ArrayList<>();
  private volatile Mode mode = Mode.COMMIT;
  private @Nullable Server server;
  private int port;
  private int batches;

  public FakeGrouping(Secret token) {
    this.token = token;
  }

  public FakeGrouping start() {
    try {
      Server started =
          NettyServerBuilder.forAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .directExecutor()
              .maxInboundMessageSize(32 << 20)
              .intercept(InternalToken.server(token))
              .addService(new Service())
              .build()
              .start();
      server = started;
      port = started.getPort();
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Like a process that is killed; {@link #start} brings it back on the same port. */
  public void vanish() {
    Server running = server;
    if (running != null) {
      running.shutdownNow();
      try {
        running.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      server = null;
    }
  }

  public void behave(Mode wanted) {
    mode = wanted;
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Every committed event, in the order of the commits. */
  public synchronized List<ReceivedEvent> events() {
    return List.copyOf(inOrder);
  }

  public synchronized int batches() {
    return batches;
  }

  public synchronized void forget() {
    committed.clear();
    inOrder.clear();
    batches = 0;
  }

  @Override
  public void close() {
    vanish();
  }

  private synchronized GroupEventsResponse commit(GroupEventsRequest request) {
    batches++;
    GroupEventsResponse.Builder response =
        GroupEventsResponse.newBuilder().setBatchId(request.getBatchId());
    for (IncomingEvent event : request.getEventsList()) {
      if (mode == Mode.REJECT_EVENTS) {
        response.addResults(GroupedEvent.newBuilder().setRejection("The event is cursed"));
        continue;
      }
      boolean known = committed.putIfAbsent(event.getEventUid(), event) != null;
      if (!known) {
        inOrder.add(ReceivedEvent.of(event));
      }
      response.addResults(
          GroupedEvent.newBuilder()
              .setEventId(1_000 + inOrder.size())
              .setProblemId(7)
              .setDeduplicated(known)
              .setOccurrenceCount(inOrder.size())
              .setTransition(
                  inOrder.size() == 1
                      ? TransitionKind.TRANSITION_KIND_OPENED
                      : TransitionKind.TRANSITION_KIND_REPEATED));
    }
    return response.build();
  }

  private static boolean isCursed(GroupEventsRequest request) {
    return request.getEventsList().stream()
        .map(ReceivedEvent::of)
        .anyMatch(event -> event.getEvent().getExceptions(0).getType().equals("CURSED"));
  }

  private static GroupEventsResponse failure(GroupEventsRequest request) {
    return GroupEventsResponse.newBuilder()
        .setBatchId(request.getBatchId())
        .setFailure(BatchFailure.newBuilder().setReason("no database"))
        .build();
  }

  private final class Service extends GroupingServiceGrpc.GroupingServiceImplBase {
    @Override
    public StreamObserver<GroupEventsRequest> groupEvents(
        StreamObserver<GroupEventsResponse> responses) {
      return new StreamObserver<>() {
        @Override
        public void onNext(GroupEventsRequest request) {
          switch (mode) {
            case COMMIT, REJECT_EVENTS -> responses.onNext(commit(request));
            case FAIL_CURSED_BATCHES ->
                responses.onNext(isCursed(request) ? failure(request) : commit(request));
            case COMMIT_BUT_KEEP_SILENT -> commit(request);
            case FAIL -> responses.onNext(failure(request));
            case HANG -> {}
          }
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
          responses.onCompleted();
        }
      };
    }
  }
}
