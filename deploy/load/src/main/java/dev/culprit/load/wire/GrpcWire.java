package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.Template;
import io.grpc.CallOptions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The native protocol: several ReportStreams over one connection, each with a window of unanswered
 * events.
 */
public final class GrpcWire implements Wire {
  private static final long CONNECT_WITHIN_NANOS = 5_000_000_000L;

  private final Vertx vertx;
  private final String target;
  private final int streams;
  private final int window;
  private final EventLoopGroup thread =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ManagedChannel channel;
  private final io.grpc.Channel authorized;
  private final List<GrpcLane> lanes = new ArrayList<>();
  private int next;

  public GrpcWire(Vertx vertx, String target, String key, int streams, int window) {
    this.vertx = vertx;
    this.target = target;
    this.streams = streams;
    this.window = window;
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

  @Override
  public String name() {
    return "grpc";
  }

  @Override
  public byte[] write(SampleEvent event) {
    return ProtoEvent.write(event).toByteArray();
  }

  @Override
  public Future<Void> open(AnswerListener listener) {
    return connect().onSuccess(connected -> openLanes(listener));
  }

  private Future<Void> connect() {
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

  private void openLanes(AnswerListener listener) {
    for (int i = 0; i < streams; i++) {
      GrpcLane lane =
          new GrpcLane(
              vertx,
              () -> authorized.newCall(StreamRequest.METHOD, CallOptions.DEFAULT),
              window,
              listener);
      lanes.add(lane);
      lane.open();
    }
  }

  @Override
  public boolean trySend(long sequence, long epochMicros, Template template) {
    for (int tried = 0; tried < lanes.size(); tried++) {
      GrpcLane lane = lanes.get(next);
      next = (next + 1) % lanes.size();
      if (lane.hasRoom()) {
        lane.send(sequence, StreamRequest.of(sequence, epochMicros, template));
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Future<Void> close() {
    lanes.forEach(GrpcLane::close);
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
