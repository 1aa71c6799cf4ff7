package dev.culprit.runtime.lifecycle;

import dev.culprit.runtime.grpc.GrpcServers;
import dev.culprit.runtime.management.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** A small service that a test starts as a process of its own. */
final class SampleMain {
  private SampleMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "sample",
        (vertx, environment, metrics) ->
            new Sample(
                vertx,
                environment.port("CULPRIT_SAMPLE_PORT", 0),
                environment.text("CULPRIT_SAMPLE_STOP", "quick")));
  }

  private record Sample(Vertx vertx, int port, String stopping, Readiness readiness)
      implements RunningService {
    Sample(Vertx vertx, int port, String stopping) {
      this(vertx, port, stopping, new Readiness(vertx));
    }

    @Override
    public Future<Void> start() {
      return GrpcServers.start(vertx, "127.0.0.1", port, List.of(), List.of(), 1024).mapEmpty();
    }

    @Override
    public Future<Void> stop() {
      return switch (stopping) {
        case "never" -> Future.future(never -> {});
        default -> vertx.timer(300).onSuccess(drained -> System.out.println("drained")).mapEmpty();
      };
    }
  }
}
