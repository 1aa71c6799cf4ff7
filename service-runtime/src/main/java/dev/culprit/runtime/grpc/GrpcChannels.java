package dev.culprit.runtime.grpc;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Channels to other services. Callbacks run on the channel's own event loop, so hand them to a
 * Vert.x context before doing work ({@link Unary} does). Unary calls wait until the other side is
 * there and are tried up to four times when it is UNAVAILABLE, within their deadline or {@link
 * #UNARY_DEADLINE}; streams fail at once, because only their owner knows what to send again. A lost
 * server is noticed within about 15 seconds even when its connection stays open, and a server that
 * comes back is used again within about a second.
 */
public final class GrpcChannels {
  /** How long a unary call may take when its caller sets no deadline. */
  public static final Duration UNARY_DEADLINE = Duration.ofSeconds(10);

  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);
  private static final ScheduledExecutorService RECONNECTS =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "grpc-reconnect");
            thread.setDaemon(true);
            return thread;
          });

  private GrpcChannels() {}

  /**
   * The target is {@code host:port}, or several separated by commas, over which calls are spread in
   * turn.
   */
  public static ManagedChannel open(
      String target, List<ClientInterceptor> interceptors, int maxMessageBytes) {
    List<ClientInterceptor> all = new ArrayList<>(interceptors);
    all.add(new UnaryDefaults(UNARY_DEADLINE));
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(AddressList.target(target))
            .usePlaintext()
            .directExecutor()
            .intercept(all)
            .maxInboundMessageSize(maxMessageBytes)
            .keepAliveTime(10, TimeUnit.SECONDS)
            .keepAliveTimeout(5, TimeUnit.SECONDS)
            .enableRetry()
            .defaultServiceConfig(serviceConfig())
            .build();
    reconnectSoon(channel);
    return channel;
  }

  /** Lets running calls finish within the bound, then cancels them; always succeeds. */
  public static Future<Void> close(ManagedChannel channel, Duration bound) {
    Promise<Void> promise = Promise.promise();
    Context context = Vertx.currentContext();
    channel.shutdown();
    Thread closing =
        new Thread(
            () -> {
              awaitTermination(channel, bound);
              if (context == null) {
                promise.complete();
              } else {
                context.runOnContext(turn -> promise.complete());
              }
            },
            "grpc-channel-close");
    closing.setDaemon(true);
    closing.start();
    return promise.future();
  }

  private static void awaitTermination(ManagedChannel channel, Duration bound) {
    try {
      if (!channel.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        channel.shutdownNow();
        channel.awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * gRPC doubles its pause between attempts up to two minutes, which is too long for a service that
   * was only restarted.
   */
  private static void reconnectSoon(ManagedChannel channel) {
    ScheduledFuture<?>[] task = new ScheduledFuture<?>[1];
    Runnable reset =
        () -> {
          if (!channel.isShutdown()) {
            channel.resetConnectBackoff();
          } else {
            task[0].cancel(false);
          }
        };
    long pause = RECONNECT_PAUSE.toMillis();
    task[0] = RECONNECTS.scheduleWithFixedDelay(reset, pause, pause, TimeUnit.MILLISECONDS);
  }

  private static Map<String, ?> serviceConfig() {
    Map<String, ?> retry =
        Map.of(
            "maxAttempts",
            4.0,
            "initialBackoff",
            "0.1s",
            "maxBackoff",
            "1s",
            "backoffMultiplier",
            2.0,
            "retryableStatusCodes",
            List.of("UNAVAILABLE"));
    return Map.of(
        "loadBalancingConfig", List.of(Map.of("round_robin", Map.of())),
        "methodConfig", List.of(Map.of("name", List.of(Map.of()), "retryPolicy", retry)));
  }
}
