package dev.culprit.runtime.grpc;

import static dev.culprit.runtime.grpc.EchoService.text;
import static dev.culprit.runtime.grpc.GrpcFixture.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Manual flow control on the Vert.x bridge, on which every stream of the product depends. */
class FlowControlTest {
  private static final String KILOBYTES_100 = "x".repeat(100_000);
  private static final int MESSAGES = 300;

  private final GrpcFixture grpc = new GrpcFixture();

  @AfterEach
  void close() {
    grpc.close();
  }

  @Test
  void slowReaderStopsTheWriterUntilItReadsOn() {
    AtomicInteger written = new AtomicInteger();
    EchoService writer =
        new EchoService() {
          @Override
          StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
            ServerCallStreamObserver<StringValue> call =
                (ServerCallStreamObserver<StringValue>) answer;
            call.setOnReadyHandler(
                () -> {
                  while (call.isReady() && written.get() < MESSAGES) {
                    call.onNext(text(KILOBYTES_100));
                    if (written.incrementAndGet() == MESSAGES) {
                      call.onCompleted();
                    }
                  }
                });
            return super.chat(answer);
          }
        };
    Answers answers = new Answers(true);

    chat(grpc.channel(grpc.serve(writer)), answers);

    await().until(() -> written.get() > 0);
    await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> written.get() < MESSAGES / 2);
    answers.call.request(MESSAGES);
    assertThat(answers.done).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(answers.values).hasSize(MESSAGES);
  }

  @Test
  void slowServiceStopsTheSenderUntilItAsksForMore() {
    AtomicInteger received = new AtomicInteger();
    CompletableFuture<ServerCallStreamObserver<StringValue>> serverCall = new CompletableFuture<>();
    CompletableFuture<Context> context = new CompletableFuture<>();
    EchoService slow =
        new EchoService() {
          @Override
          StreamObserver<StringValue> chat(StreamObserver<StringValue> answer) {
            ServerCallStreamObserver<StringValue> call =
                (ServerCallStreamObserver<StringValue>) answer;
            call.disableAutoRequest();
            call.request(3);
            context.complete(Vertx.currentContext());
            serverCall.complete(call);
            return counting(received, answer);
          }
        };
    Answers answers = new Answers();
    StreamObserver<StringValue> requests = chat(grpc.channel(grpc.serve(slow)), answers);

    int sent = 0;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (sent < MESSAGES
        && System.nanoTime() < deadline
        && (answers.call.isReady() || received.get() < 3)) {
      if (answers.call.isReady()) {
        requests.onNext(text(KILOBYTES_100));
        sent++;
      }
    }

    assertThat(sent).as("messages that fitted into the windows").isLessThan(MESSAGES);
    await()
        .during(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(5))
        .until(() -> received.get() == 3);
    serverCall.join().request(MESSAGES);
    requests.onCompleted();
    assertThat(answers.done).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(received).hasValue(sent);
  }

  private static StreamObserver<StringValue> counting(
      AtomicInteger received, StreamObserver<StringValue> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(StringValue value) {
        received.incrementAndGet();
      }

      @Override
      public void onError(Throwable cause) {}

      @Override
      public void onCompleted() {
        answer.onCompleted();
      }
    };
  }
}
