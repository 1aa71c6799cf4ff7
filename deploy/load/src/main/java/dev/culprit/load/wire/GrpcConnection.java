package dev.culprit.load.wire;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.MetadataUtils;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One connection to a gRPC server, with the key on every call, on a thread of its own. */
final class GrpcConnection {
  private static final long CONNECT_WITHIN_NANOS = 5_000_000_000L;

  private final Vertx vertx;
  private final String target;
  private final EventLoopGroup thread =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;
  private final Channel authorized;

  GrpcConnection(Vertx vertx, String target, String key) {
    this.vertx = vertx;
    this.target = target;
    this.channel =
        NettyChannelBuilder.forTarget(target)
            .usePlaintext()
            .directExecutor()
            .eventLoopGroup(thread)
            .channelType(NioSocketChannel.class)
            .flowControlWindow(1 << 20)
            .build();
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
    this.authorized =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  Channel channel() {
    return authorized;
  }

  Future<Void> connect() {
    return vertx.executeBlocking(
        () -> {
          long deadline = System.nanoTime() + CONNECT_WITHIN_NANOS;
          ConnectivityState state = channel.getState(true);
          while (state != ConnectivityState.READY) {
            if (System.nanoTime() > deadline) {
              throw new IOException("nothing speaks gRPC on " + target);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            state = channel.getState(true);
          }
          return null;
        });
  }

  Future<Void> close() {
    return vertx.executeBlocking(
        () -> {
          channel.shutdown();
          if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
            channel.shutdownNow();
          }
          thread.shutdownGracefully(0, 1, TimeUnit.SECONDS);
          return null;
        });
  }
}
