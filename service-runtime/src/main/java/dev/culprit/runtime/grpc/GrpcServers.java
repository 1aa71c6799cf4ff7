package dev.culprit.runtime.grpc;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcProtocol;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpcio.server.GrpcIoServer;
import io.vertx.grpcio.server.GrpcIoServiceBridge;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * gRPC servers carried by a Vert.x HTTP server, so that REST and gRPC can share a port. Generated
 * grpc-java services run on the event loop of their connection and must not block it. Health
 * checking and reflection are added to every server, and no interceptor sees them.
 *
 * <p>Streams have manual flow control in both directions, as in grpc-java: cast the observer to
 * {@code ServerCallStreamObserver}, then {@code disableAutoRequest()} and {@code request(n)} bound
 * what is read, {@code isReady()} and {@code setOnReadyHandler} what is written. Observers may be
 * called from any one thread at a time; calls from elsewhere than the connection's event loop are
 * moved there. {@code setOnCancelHandler} reports cancelled calls, passed deadlines and lost
 * connections.
 */
public final class GrpcServers {
  private static final int STREAM_WINDOW = 1 << 20;
  private static final int CONNECTION_WINDOW = 16 << 20;
  private static final int CONCURRENT_STREAMS = 1000;
  private static final Set<String> ENCODINGS = Set.of("identity", "gzip");

  private GrpcServers() {}

  /**
   * Interceptors run in the order of the list; a larger message is refused with RESOURCE_EXHAUSTED,
   * compressed or not.
   */
  public static Future<HttpServer> start(
      Vertx vertx,
      String host,
      int port,
      List<BindableService> services,
      List<ServerInterceptor> interceptors,
      int maxMessageBytes) {
    return start(vertx, host, port, services, interceptors, maxMessageBytes, () -> true);
  }

  /**
   * As above; health checking answers NOT_SERVING for every service by name while {@code serving}
   * says false. Asked without a name it tells only that the server is there.
   */
  public static Future<HttpServer> start(
      Vertx vertx,
      String host,
      int port,
      List<BindableService> services,
      List<ServerInterceptor> interceptors,
      int maxMessageBytes,
      BooleanSupplier serving) {
    return vertx
        .createHttpServer(httpOptions())
        .requestHandler(handler(vertx, services, interceptors, maxMessageBytes, serving))
        .listen(port, host)
        .recover(
            cause ->
                Future.failedFuture(
                    new IllegalStateException(
                        "cannot listen on " + host + ":" + port + ": " + cause.getMessage(),
                        cause)));
  }

  /**
   * Settings for a server that carries gRPC: windows that let large messages and many streams flow
   * (the defaults of 64 KiB cost up to 80 % of the throughput), everything else as Vert.x has it.
   */
  public static HttpServerOptions httpOptions() {
    return new HttpServerOptions()
        .setInitialSettings(
            new Http2Settings()
                .setInitialWindowSize(STREAM_WINDOW)
                .setMaxConcurrentStreams(CONCURRENT_STREAMS))
        .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
        .setTcpNoDelay(true);
  }

  /**
   * Only the gRPC part, for a server that also answers other requests: give it those whose content
   * type starts with application/grpc.
   */
  public static Handler<HttpServerRequest> handler(
      Vertx vertx,
      List<BindableService> services,
      List<ServerInterceptor> interceptors,
      int maxMessageBytes) {
    return handler(vertx, services, interceptors, maxMessageBytes, () -> true);
  }

  /**
   * As above; health checking answers NOT_SERVING for every service by name while {@code serving}
   * says false. Asked without a name it tells only that the server is there.
   */
  public static Handler<HttpServerRequest> handler(
      Vertx vertx,
      List<BindableService> services,
      List<ServerInterceptor> interceptors,
      int maxMessageBytes,
      BooleanSupplier serving) {
    GrpcServerOptions options =
        new GrpcServerOptions()
            .setMaxMessageSize(maxMessageBytes)
            .removeEnabledProtocol(GrpcProtocol.TRANSCODING)
            .removeEnabledProtocol(GrpcProtocol.WEB)
            .removeEnabledProtocol(GrpcProtocol.WEB_TEXT);
    GrpcIoServer server = GrpcIoServer.server(vertx, options);
    HealthService health = HealthService.create(vertx);
    services.forEach(
        service -> {
          GrpcIoServiceBridge bridge =
              GrpcIoServiceBridge.bridge(
                  GuardedService.of(service.bindService(), interceptors, maxMessageBytes));
          server.addService(bridge);
          health.register(bridge.name(), () -> Future.succeededFuture(serving.getAsBoolean()));
        });
    server.addService(health);
    server.addService(ReflectionService.v1());
    return request -> {
      if (isReadable(request)) {
        CallDeadline.hide(request.headers());
        server.handle(request);
      }
    };
  }

  /**
   * Refuses what the bridge would fail on without answering: JSON bodies and unknown compressions.
   */
  private static boolean isReadable(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaderNames.CONTENT_TYPE);
    if (type == null
        || !(type.equals("application/grpc")
            || type.startsWith("application/grpc+proto")
            || type.startsWith("application/grpc;"))) {
      request.response().setStatusCode(415).putHeader("Accept", "application/grpc").end();
      return false;
    }
    String encoding = request.getHeader("grpc-encoding");
    if (encoding != null && !ENCODINGS.contains(encoding)) {
      request
          .response()
          .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
          .putHeader("grpc-accept-encoding", "identity,gzip")
          .putHeader("grpc-status", "12")
          .putHeader("grpc-message", "compress with gzip or not at all")
          .end();
      return false;
    }
    return true;
  }
}
