package dev.culprit.runtime.grpc;

import com.google.protobuf.StringValue;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ServerInterceptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Servers and channels of one test, closed with it. */
final class GrpcFixture implements AutoCloseable {
  static final int MAX_MESSAGE_BYTES = 1 << 20;

  final Vertx vertx = Vertx.vertx();
  private final List<ManagedChannel> channels = new ArrayList<>();

  HttpServer serve(BindableService service, ServerInterceptor... interceptors) {
    return serve(0, service, interceptors);
  }

  HttpServer serve(int port, BindableService service, ServerInterceptor... interceptors) {
    return GrpcServers.start(
            vertx, "127.0.0.1", port, List.of(service), List.of(interceptors), MAX_MESSAGE_BYTES)
        .await();
  }

  ManagedChannel channel(HttpServer server, ClientInterceptor... interceptors) {
    return channel("127.0.0.1:" + server.actualPort(), interceptors);
  }

  ManagedChannel channel(String target, ClientInterceptor... interceptors) {
    ManagedChannel channel =
        GrpcChannels.open(target, List.of(interceptors), 4 * MAX_MESSAGE_BYTES);
    channels.add(channel);
    return channel;
  }

  static String say(ManagedChannel channel, String text) {
    return say(channel, text, CallOptions.DEFAULT);
  }

  static String say(ManagedChannel channel, String text, CallOptions options) {
    return ClientCalls.blockingUnaryCall(channel, EchoService.SAY, options, EchoService.text(text))
        .getValue();
  }

  static StreamObserver<StringValue> chat(
      ManagedChannel channel, ClientResponseObserver<StringValue, StringValue> answers) {
    return ClientCalls.asyncBidiStreamingCall(
        channel.newCall(EchoService.CHAT, CallOptions.DEFAULT), answers);
  }

  @Override
  public void close() {
    channels.forEach(channel -> GrpcChannels.close(channel, Duration.ofMillis(200)).await());
    vertx.close().await();
  }
}
