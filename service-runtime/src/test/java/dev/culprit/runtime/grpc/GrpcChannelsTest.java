package dev.culprit.runtime.grpc;

import static dev.culprit.runtime.grpc.EchoService.text;
import static dev.culprit.runtime.grpc.GrpcFixture.chat;
import static dev.culprit.runtime.grpc.GrpcFixture.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.testing.FreePort;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcChannelsTest {
  private final GrpcFixture grpc = new GrpcFixture();

  @AfterEach
  void close() {
    grpc.close();
  }

  @Test
  void triesUnavailableUnaryCallsAgain() {
    AtomicInteger calls = new AtomicInteger();
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              void say(StringValue request, StreamObserver<StringValue> answer) {
                if (calls.incrementAndGet() < 3) {
                  answer.onError(Status.UNAVAILABLE.asRuntimeException());
                } else {
                  super.say(request, answer);
                }
              }
            });

    assertThat(say(grpc.channel(server), "at last")).isEqualTo("at last");
    assertThat(calls).hasValue(3);
  }

  @Test
  void unaryCallsWaitForAServerThatIsStillStarting() {
    int port = FreePort.next();
    ManagedChannel channel = grpc.channel("127.0.0.1:" + port);
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(
            () -> say(channel, "patient"), task -> new Thread(task).start());
    assertThat(answer).isNotCompleted();

    grpc.serve(port, new EchoService() {});

    assertThat(answer).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo("patient");
  }

  @Test
  void unaryCallsDoNotWaitLongerThanTheirDeadline() {
    ManagedChannel channel = grpc.channel("127.0.0.1:" + FreePort.next());

    assertThatThrownBy(
            () ->
                say(
                    channel,
                    "x",
                    CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS)))
        .hasMessageContaining("DEADLINE_EXCEEDED");
  }

  @Test
  void streamsFailAtOnceWhenTheServerIsAway() {
    Answers answers = new Answers();

    chat(grpc.channel("127.0.0.1:" + FreePort.next()), answers).onNext(text("x"));

    assertThat(answers.done)
        .failsWithin(3, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingCause()
        .withMessageContaining("UNAVAILABLE");
  }

  @Test
  void usesARestartedServerAgainSoon() {
    HttpServer server = grpc.serve(new EchoService() {});
    int port = server.actualPort();
    ManagedChannel channel = grpc.channel(server);
    say(channel, "before");
    server.close().await();
    assertThatThrownBy(
        () ->
            say(channel, "meanwhile", CallOptions.DEFAULT.withDeadlineAfter(3, TimeUnit.SECONDS)));

    grpc.serve(port, new EchoService() {});

    assertThat(say(channel, "after", CallOptions.DEFAULT.withDeadlineAfter(4, TimeUnit.SECONDS)))
        .isEqualTo("after");
  }

  @Test
  void spreadsCallsOverAllAddresses() {
    HttpServer one = grpc.serve(named("one"));
    HttpServer two = grpc.serve(named("two"));
    ManagedChannel channel =
        grpc.channel("127.0.0.1:" + one.actualPort() + ", 127.0.0.1:" + two.actualPort());
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < 200 && seen.size() < 2; i++) {
      seen.add(say(channel, ""));
    }

    assertThat(seen).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void goesOnWithTheOthersWhenOneAddressIsDead() {
    HttpServer alive = grpc.serve(named("alive"));
    ManagedChannel channel =
        grpc.channel(
            "no-such-host.invalid:1,127.0.0.1:"
                + FreePort.next()
                + ",127.0.0.1:"
                + alive.actualPort());

    for (int i = 0; i < 10; i++) {
      assertThat(say(channel, "")).isEqualTo("alive");
    }
  }

  @Test
  void refusesTargetsThatAreNoAddress() {
    assertThatThrownBy(() -> grpc.channel("grouping"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("host:port");
    assertThatThrownBy(() -> grpc.channel(" , ")).isInstanceOf(ConfigException.class);
  }

  @Test
  void unaryFutureCompletesOnTheContext() {
    ManagedChannel channel = grpc.channel(grpc.serve(new EchoService() {}));
    Context context = grpc.vertx.getOrCreateContext();
    CompletableFuture<Context> completedOn = new CompletableFuture<>();

    Unary.<StringValue, StringValue>call(
            context,
            (request, observer) ->
                ClientCalls.asyncUnaryCall(
                    channel.newCall(EchoService.SAY, CallOptions.DEFAULT), request, observer),
            text("x"))
        .onComplete(done -> completedOn.complete(Vertx.currentContext()));

    assertThat(completedOn).succeedsWithin(5, TimeUnit.SECONDS).isSameAs(context);
  }

  @Test
  void closeCancelsWhatOutlastsItsBound() {
    HttpServer server =
        grpc.serve(
            new EchoService() {
              @Override
              void say(StringValue request, StreamObserver<StringValue> answer) {}
            });
    ManagedChannel channel = grpc.channel(server);
    CompletableFuture<String> call =
        CompletableFuture.supplyAsync(
            () -> say(channel, "for ever"), task -> new Thread(task).start());

    GrpcChannels.close(channel, Duration.ofMillis(100)).await();

    assertThat(channel.isTerminated()).isTrue();
    assertThat(call).failsWithin(5, TimeUnit.SECONDS);
  }

  private static EchoService named(String name) {
    return new EchoService() {
      @Override
      void say(StringValue request, StreamObserver<StringValue> answer) {
        super.say(text(name), answer);
      }
    };
  }
}
