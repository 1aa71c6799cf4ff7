package dev.culprit.grouping.testing;

import dev.culprit.proto.alert.v1.Activity;
import dev.culprit.proto.alert.v1.ActivityServiceGrpc;
import dev.culprit.proto.alert.v1.RecordActivitiesRequest;
import dev.culprit.proto.alert.v1.RecordActivitiesResponse;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.grpc.GrpcServers;
import dev.culprit.runtime.grpc.InternalToken;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The alert service as grouping sees it: counts activities once by their id; can be away. */
public final class FakeAlert extends ActivityServiceGrpc.ActivityServiceImplBase
    implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Map<Long, Activity> recorded = new ConcurrentSkipListMap<>();
  private final HttpServer server;
  private volatile boolean isAway;

  public FakeAlert() {
    server =
        GrpcServers.start(
                vertx,
                "127.0.0.1",
                0,
                List.of(this),
                List.of(InternalToken.server(new Secret(RunningGrouping.TOKEN))),
                32 << 20)
            .await();
  }

  public int port() {
    return server.actualPort();
  }

  /** Refuses everything from now on, or takes it again. */
  public void setAway(boolean away) {
    isAway = away;
  }

  public List<Activity> activities() {
    return List.copyOf(recorded.values());
  }

  /** All events counted so far. */
  public long counted() {
    return activities().stream()
        .flatMap(activity -> activity.getCountsList().stream())
        .mapToLong(delta -> delta.getCount())
        .sum();
  }

  @Override
  public void recordActivities(
      RecordActivitiesRequest request, StreamObserver<RecordActivitiesResponse> observer) {
    if (isAway) {
      observer.onError(Status.INTERNAL.withDescription("away").asRuntimeException());
      return;
    }
    request.getActivitiesList().forEach(activity -> recorded.put(activity.getId(), activity));
    observer.onNext(RecordActivitiesResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.close().await();
    vertx.close().await();
  }
}
