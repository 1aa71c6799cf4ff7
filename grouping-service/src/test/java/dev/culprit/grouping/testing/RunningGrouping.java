package dev.culprit.grouping.testing;

import dev.culprit.grouping.GroupingConfig;
import dev.culprit.grouping.GroupingService;
import dev.culprit.proto.grouping.v1.CorrectionServiceGrpc;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.GroupingServiceGrpc;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A grouping service with a client, as ingest and query-api use it. */
public final class RunningGrouping implements AutoCloseable {

  public static final String TOKEN = "0123456789abcdef";

  private final Vertx vertx = Vertx.vertx();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final GroupingService service;
  private final ManagedChannel channel;
  private final AtomicLong batchIds = new AtomicLong();
  private final Map<Long, CompletableFuture<GroupEventsResponse>> unanswered =
      new ConcurrentHashMap<>();
  private final StreamObserver<GroupEventsRequest> requests;

  private RunningGrouping(Map<String, String> settings) {
    Environment environment = Environment.of(settings);
    service = new GroupingService(vertx, GroupingConfig.from(environment), metrics);
    environment.rejectUnknown();
    service.start().await();
    channel =
        GrpcChannels.open(
            "127.0.0.1:" + service.grpcPort(),
            List.of(InternalToken.client(new Secret(TOKEN))),
            64 << 20);
    requests = GroupingServiceGrpc.newStub(channel).groupEvents(new Answers());
  }

  /** Ready to be changed before {@link #start(Map)}. */
  public static Map<String, String> settings(TestDatabase database, int alertPort) {
    return settings(database.uri(), alertPort);
  }

  /** Ready to be changed before {@link #start(Map)}. */
  public static Map<String, String> settings(String databaseUri, int alertPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("CULPRIT_DATABASE_URI", databaseUri);
    settings.put("CULPRIT_INTERNAL_TOKEN", TOKEN);
    settings.put("CULPRIT_GROUPING_GRPC_PORT", "0");
    settings.put("CULPRIT_GROUPING_CLUSTER_PORT", "0");
    settings.put("CULPRIT_ALERT_ADDRESS", "127.0.0.1:" + alertPort);
    return settings;
  }

  public static RunningGrouping start(Map<String, String> settings) {
    return new RunningGrouping(settings);
  }

  public CompletableFuture<GroupEventsResponse> send(List<IncomingEvent> events) {
    GroupEventsRequest.Builder request =
        GroupEventsRequest.newBuilder().setBatchId(batchIds.incrementAndGet()).addAllEvents(events);
    CompletableFuture<GroupEventsResponse> answer = new CompletableFuture<>();
    unanswered.put(request.getBatchId(), answer);
    synchronized (requests) {
      requests.onNext(request.build());
    }
    return answer;
  }

  /** Sends one batch and waits for its results. */
  public List<GroupedEvent> group(IncomingEvent... events) {
    return group(Arrays.asList(events));
  }

  public List<GroupedEvent> group(List<IncomingEvent> events) {
    GroupEventsResponse response = send(events).orTimeout(30, TimeUnit.SECONDS).join();
    if (response.hasFailure()) {
      throw new IllegalStateException(response.getFailure().getReason());
    }
    return response.getResultsList();
  }

  public ProblemServiceGrpc.ProblemServiceBlockingStub problems() {
    return ProblemServiceGrpc.newBlockingStub(channel);
  }

  public CorrectionServiceGrpc.CorrectionServiceBlockingStub corrections() {
    return CorrectionServiceGrpc.newBlockingStub(channel);
  }

  public ManagedChannel channel() {
    return channel;
  }

  public GroupingService service() {
    return service;
  }

  public MeterRegistry metrics() {
    return metrics;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    service.stop().await();
    vertx.close().await();
  }

  /** Stops the service alone, as SIGTERM does. */
  public void stop() {
    service.stop().await();
  }

  private final class Answers implements StreamObserver<GroupEventsResponse> {

    @Override
    public void onNext(GroupEventsResponse response) {
      CompletableFuture<GroupEventsResponse> answer = unanswered.remove(response.getBatchId());
      if (answer != null) {
        answer.complete(response);
      }
    }

    @Override
    public void onError(Throwable failure) {
      unanswered.values().forEach(answer -> answer.completeExceptionally(failure));
    }

    @Override
    public void onCompleted() {
      onError(new IllegalStateException("The stream was closed"));
    }
  }
}
