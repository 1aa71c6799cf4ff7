package dev.culprit.runtime.grpc;

import static dev.culprit.runtime.grpc.EchoService.text;
import static dev.culprit.runtime.grpc.GrpcFixture.chat;
import static dev.culprit.runtime.grpc.GrpcFixture.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import dev.culprit.runtime.config.Secret;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcServersTest {
  private final GrpcFixture grpc = new GrpcFixture();

  @AfterEach
  void close() {
    grpc.close();
  }

  @Test
  void answersUnaryCalls() {
    ManagedChannel channel = grpc.channel(grpc.serve(new EchoService() {}));

    assertThat(say(channel, "hello")).isEqualTo("hello");
  }

  @Test
  void runsServicesOnAnEventLoop() {
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              void say(StringValue request, StreamObserver<StringValue> answer) {
                Unary.answer(
                    Future.succeededFuture(text(String.valueOf(Context.isOnEventLoopThread()))),
                    answer);
              }
            });

    assertThat(say(grpc.channel(server), "")).isEqualTo("true");
  }

  @Test
  void mapsFailuresToStatuses() {
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              void say(StringValue request, StreamObserver<StringValue> answer) {
                switch (request.getValue()) {
                  case "bad" ->
                      Unary.answer(
                          Future.failedFuture(new IllegalArgumentException("no such colour")),
                          answer);
                  case "none" ->
                      Unary.answer(
                          Future.failedFuture(new NoSuchElementException("no book 7")), answer);
                  case "bug" -> throw new IllegalStateException("a secret detail");
                  default -> throw new IllegalArgumentException("thrown, not returned");
                }
              }
            });
    ManagedChannel channel = grpc.channel(server);

    assertStatus(() -> say(channel, "bad"), Status.Code.INVALID_ARGUMENT, "no such colour");
    assertStatus(() -> say(channel, "none"), Status.Code.NOT_FOUND, "no book 7");
    assertStatus(() -> say(channel, "bug"), Status.Code.INTERNAL, "internal error");
    assertStatus(() -> say(channel, "other"), Status.Code.INVALID_ARGUMENT, "thrown, not returned");
  }

  @Test
  void refusesCallsWithoutTheInternalToken() {
    HttpServer server =
        grpc.serve(new EchoService() {}, InternalToken.server(new Secret("correct horse")));

    assertThat(say(grpc.channel(server, InternalToken.client(new Secret("correct horse"))), "in"))
        .isEqualTo("in");
    assertStatus(
        () -> say(grpc.channel(server), "out"), Status.Code.UNAUTHENTICATED, "shared token");
    ManagedChannel wrong = grpc.channel(server, InternalToken.client(new Secret("correct house")));
    assertStatus(() -> say(wrong, "out"), Status.Code.UNAUTHENTICATED, "shared token");
  }

  @Test
  void refusesStreamsWithoutTheInternalToken() {
    HttpServer server =
        grpc.serve(new EchoService() {}, InternalToken.server(new Secret("correct horse")));
    Answers answers = new Answers();

    chat(grpc.channel(server), answers).onNext(text("out"));

    assertThat(answers.done)
        .failsWithin(5, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingCause()
        .withMessageContaining("UNAUTHENTICATED");
  }

  @Test
  void interceptorsRunInTheOrderOfTheirList() {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer server =
        grpc.serve(new EchoService() {}, recording("first", seen), recording("second", seen));

    say(grpc.channel(server), "x");

    assertThat(seen).containsExactly("first", "second");
  }

  @Test
  void healthAndReflectionNeedNoToken() throws Exception {
    ManagedChannel channel =
        grpc.channel(
            grpc.serve(new EchoService() {}, InternalToken.server(new Secret("correct horse"))));
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
    CompletableFuture<ServerReflectionResponse> reflected = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> ask =
        ServerReflectionGrpc.newStub(channel).serverReflectionInfo(first(reflected));

    ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());

    assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
        .isEqualTo(ServingStatus.SERVING);
    assertThat(
            health
                .check(HealthCheckRequest.newBuilder().setService(EchoService.NAME).build())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    assertThat(reflected.get(5, TimeUnit.SECONDS).getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(EchoService.NAME, "grpc.health.v1.Health");
    ask.onCompleted();
  }

  @Test
  void healthFollowsTheService() {
    AtomicBoolean serving = new AtomicBoolean(true);
    HttpServer server =
        GrpcServers.start(
                grpc.vertx,
                "127.0.0.1",
                0,
                List.of(new EchoService() {}),
                List.of(),
                1024,
                serving::get)
            .await();
    HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(grpc.channel(server));
    HealthCheckRequest ask = HealthCheckRequest.newBuilder().setService(EchoService.NAME).build();
    assertThat(health.check(ask).getStatus()).isEqualTo(ServingStatus.SERVING);

    serving.set(false);

    assertThat(health.check(ask).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void refusesTooLargeMessagesAndKeepsTheConnection() {
    ManagedChannel channel = grpc.channel(grpc.serve(new EchoService() {}));
    String large = "x".repeat(GrpcFixture.MAX_MESSAGE_BYTES + 1);

    assertStatus(() -> say(channel, large), Status.Code.RESOURCE_EXHAUSTED, "");
    assertStatus(
        () -> say(channel, large, CallOptions.DEFAULT.withCompression("gzip")),
        Status.Code.RESOURCE_EXHAUSTED,
        "larger than");
    assertThat(say(channel, "y".repeat(GrpcFixture.MAX_MESSAGE_BYTES / 2)))
        .hasSize(GrpcFixture.MAX_MESSAGE_BYTES / 2);
    assertThat(say(channel, "small", CallOptions.DEFAULT.withCompression("gzip")))
        .isEqualTo("small");
  }

  @Test
  void holdsOneServiceToSmallerMessages() {
    HttpServer server = grpc.serve(MessageLimit.of(new EchoService() {}, 100_000));
    ManagedChannel channel = grpc.channel(server);
    String large = "x".repeat(100_000);

    assertStatus(() -> say(channel, large), Status.Code.RESOURCE_EXHAUSTED, "100000 bytes");
    assertStatus(
        () -> say(channel, large, CallOptions.DEFAULT.withCompression("gzip")),
        Status.Code.RESOURCE_EXHAUSTED,
        "100000 bytes");
    assertThat(say(channel, "y".repeat(90_000))).hasSize(90_000);
    assertThat(say(channel, "z".repeat(90_000), CallOptions.DEFAULT.withCompression("gzip")))
        .hasSize(90_000);
  }

  @Test
  void refusesBytesThatAreNoMessage() {
    ManagedChannel channel = grpc.channel(grpc.serve(new EchoService() {}));
    MethodDescriptor<byte[], StringValue> raw =
        EchoService.SAY.toBuilder(new RawBytes(), EchoService.SAY.getResponseMarshaller()).build();
    byte[] truncated = {0x0A, 0x7F, 'x'};

    assertStatus(
        () -> ClientCalls.blockingUnaryCall(channel, raw, CallOptions.DEFAULT, truncated),
        Status.Code.INVALID_ARGUMENT,
        "not valid protobuf");
    assertThat(say(channel, "still there")).isEqualTo("still there");
  }

  @Test
  void streamMayAnswerBeforeItIsAsked() {
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
                answer.onNext(text("welcome"));
                return super.chat(answer);
              }
            });
    Answers answers = new Answers();

    StreamObserver<StringValue> requests = chat(grpc.channel(server), answers);
    requests.onNext(text("one"));
    requests.onCompleted();

    assertThat(answers.done).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(answers.values).containsExactly("welcome", "one");
  }

  @Test
  void answersFromAnotherThreadKeepTheirOrder() {
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              void say(StringValue request, StreamObserver<StringValue> answer) {
                new Thread(() -> super.say(request, answer)).start();
              }

              @Override
              StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
                new Thread(
                        () -> {
                          for (int i = 0; i < 1000; i++) {
                            answer.onNext(text(String.valueOf(i)));
                          }
                          answer.onCompleted();
                        })
                    .start();
                return super.chat(answer);
              }
            });
    ManagedChannel channel = grpc.channel(server);
    Answers answers = new Answers();

    chat(channel, answers);

    assertThat(answers.done).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(answers.values).hasSize(1000).startsWith("0", "1", "2").endsWith("999");
    assertThat(say(channel, "aside")).isEqualTo("aside");
  }

  @Test
  void passedDeadlineCancelsTheCall() {
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              void say(StringValue request, StreamObserver<StringValue> answer) {
                ServerCallStreamObserver<StringValue> call =
                    (ServerCallStreamObserver<StringValue>) answer;
                call.setOnCancelHandler(() -> cancelled.complete(call.isCancelled()));
                if (request.getValue().equals("connect")) {
                  super.say(request, answer);
                }
              }
            });
    ManagedChannel channel = grpc.channel(server);
    say(channel, "connect");

    assertStatus(
        () ->
            say(channel, "slow", CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS)),
        Status.Code.DEADLINE_EXCEEDED,
        "");
    assertThat(cancelled).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(true);
  }

  @Test
  void lostConnectionCancelsTheStream() {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    CompletableFuture<Void> began = new CompletableFuture<>();
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
                ((ServerCallStreamObserver<StringValue>) answer)
                    .setOnCancelHandler(() -> cancelled.complete(null));
                began.complete(null);
                return super.chat(answer);
              }
            });
    ManagedChannel channel = grpc.channel(server);
    chat(channel, new Answers()).onNext(text("hello"));
    began.join();

    channel.shutdownNow();

    assertThat(cancelled).succeedsWithin(5, TimeUnit.SECONDS);
  }

  @Test
  void tooLargeMessageEndsItsStreamOnBothSides() {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
                ((ServerCallStreamObserver<StringValue>) answer)
                    .setOnCancelHandler(() -> cancelled.complete(null));
                return super.chat(answer);
              }
            });
    ManagedChannel channel = grpc.channel(server);
    Answers answers = new Answers();

    chat(channel, answers).onNext(text("x".repeat(GrpcFixture.MAX_MESSAGE_BYTES + 1)));

    assertThat(answers.done)
        .failsWithin(5, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingCause()
        .withMessageContaining("RESOURCE_EXHAUSTED");
    assertThat(cancelled).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(say(channel, "neighbour")).isEqualTo("neighbour");
  }

  @Test
  void damagedCompressionEndsTheCall() {
    HttpServer server = grpc.serve(new EchoService() {});
    Buffer junk = Buffer.buffer(new byte[] {1, 0, 0, 0, 4, 'j', 'u', 'n', 'k'});

    int status = onEventLoop(() -> postCompressed(server, junk)).await();

    assertThat(status).isNotEqualTo(Status.Code.OK.value());
  }

  @Test
  void refusesAnotherContentType() throws Exception {
    HttpServer server = grpc.serve(new EchoService() {});
    int status =
        grpc.vertx
            .createHttpClient()
            .request(
                HttpMethod.POST,
                server.actualPort(),
                "127.0.0.1",
                "/" + EchoService.SAY.getFullMethodName())
            .compose(
                request -> request.putHeader("content-type", "application/grpc+json").send("{}"))
            .await()
            .statusCode();

    assertThat(status).isEqualTo(415);
  }

  @Test
  void saysWhichPortIsTaken() {
    HttpServer server = grpc.serve(new EchoService() {});

    assertThatThrownBy(
            () ->
                grpc.serve(
                    server.actualPort(), new EchoService() {}, recording("other", List.of())))
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server.actualPort());
  }

  private static void assertStatus(ThrowingCallable call, Status.Code code, String description) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).as(e.toString()).isEqualTo(code);
              assertThat(String.valueOf(e.getStatus().getDescription())).contains(description);
            });
  }

  /** Elsewhere the answer's body could be over before anyone asks for it. */
  private <T> Future<T> onEventLoop(Supplier<Future<T>> step) {
    return Future.future(
        promise -> grpc.vertx.runOnContext(turn -> step.get().onComplete(promise)));
  }

  private Future<Integer> postCompressed(HttpServer server, Buffer body) {
    HttpClientOptions http2 =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    return grpc.vertx
        .createHttpClient(http2)
        .request(
            HttpMethod.POST,
            server.actualPort(),
            "127.0.0.1",
            "/" + EchoService.SAY.getFullMethodName())
        .compose(
            request ->
                request
                    .putHeader("content-type", "application/grpc")
                    .putHeader("grpc-encoding", "gzip")
                    .send(body))
        .compose(response -> response.body().map(read -> grpcStatus(response)))
        .timeout(10, TimeUnit.SECONDS);
  }

  private static int grpcStatus(HttpClientResponse response) {
    String trailer = response.getTrailer("grpc-status");
    return Integer.parseInt(trailer == null ? response.getHeader("grpc-status") : trailer);
  }

  private static ServerInterceptor recording(String name, List<String> seen) {
    return new ServerInterceptor() {
      @Override
      public <Q, R> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        seen.add(name);
        return next.startCall(call, headers);
      }
    };
  }

  private static <T> StreamObserver<T> first(CompletableFuture<T> result) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        result.complete(value);
      }

      @Override
      public void onError(Throwable cause) {
        result.completeExceptionally(cause);
      }

      @Override
      public void onCompleted() {}
    };
  }

  private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException();
    }
  }
}
