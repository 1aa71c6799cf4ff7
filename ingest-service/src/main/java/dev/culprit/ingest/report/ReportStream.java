package dev.culprit.ingest.report;

import dev.culprit.ingest.grpc.RefusalStatus;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import dev.culprit.proto.ingest.v1.ReportStreamResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.AsyncResult;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of events. Reads at most a thousand ahead of its answers, and not at all while the
 * client does not take its answers. An event that was read is dealt with to its end even when the
 * stream is cut.
 */
final class ReportStream implements StreamObserver<ReportStreamRequest> {
  private static final int MOST_UNANSWERED = 1_000;
  private static final Rejection BROKEN =
      new Rejection.Overloaded("The event could not be processed", Duration.ofSeconds(1));

  private final ReportEndpoint endpoint;
  private final @Nullable String key;
  private final ServerCallStreamObserver<ReportStreamResponse> client;
  private final Consumer<ReportStream> onEnd;
  private int unanswered;
  private int owedReads;
  private boolean halfClosed;
  private boolean ended;
  private @Nullable StatusRuntimeException closing;

  ReportStream(
      ReportEndpoint endpoint,
      @Nullable String key,
      ServerCallStreamObserver<ReportStreamResponse> client,
      Consumer<ReportStream> onEnd) {
    this.endpoint = endpoint;
    this.key = key;
    this.client = client;
    this.onEnd = onEnd;
  }

  void open() {
    client.disableAutoRequest();
    client.setOnCancelHandler(this::cut);
    client.setOnReadyHandler(this::readMore);
    if (key == null) {
      closeWith(RefusalStatus.toException(new Rejection.UnknownKey()));
    } else {
      client.request(MOST_UNANSWERED);
    }
  }

  @Override
  public void onNext(ReportStreamRequest request) {
    if (ended) {
      return;
    }
    unanswered++;
    endpoint
        .accept(key, request.getEvent())
        .onComplete(result -> answer(request.getSequence(), result));
  }

  private void answer(long sequence, AsyncResult<Outcome> result) {
    unanswered--;
    if (ended) {
      return;
    }
    ReportStreamResponse.Builder response = ReportStreamResponse.newBuilder().setSequence(sequence);
    Outcome outcome = result.succeeded() ? result.result() : BROKEN;
    if (outcome instanceof Acceptance acceptance) {
      response.setAcknowledgement(ReportEndpoint.acknowledgement(acceptance));
    } else if (outcome instanceof Rejection rejection) {
      response.setRefusal(Refusals.toMessage(rejection));
    }
    client.onNext(response.build());
    // A key that is not, or no longer, valid will not become so during this stream.
    if (outcome instanceof Rejection.UnknownKey unknownKey) {
      closeWith(RefusalStatus.toException(unknownKey));
      return;
    }
    owedReads++;
    readMore();
    endIfDone();
  }

  private void readMore() {
    if (owedReads > 0 && !ended && closing == null && client.isReady()) {
      int reads = owedReads;
      owedReads = 0;
      client.request(reads);
    }
  }

  /** Reads no more, and ends the stream when everything that was read is answered. */
  void goAway() {
    closeWith(
        RefusalStatus.toException(
            new Rejection.Overloaded("This server is stopping", Duration.ofSeconds(1))));
  }

  private void closeWith(StatusRuntimeException status) {
    closing = closing == null ? status : closing;
    endIfDone();
  }

  private void endIfDone() {
    if (ended || unanswered > 0) {
      return;
    }
    StatusRuntimeException status = closing;
    if (status != null) {
      end();
      client.onError(status);
    } else if (halfClosed) {
      end();
      client.onCompleted();
    }
  }

  @Override
  public void onCompleted() {
    halfClosed = true;
    endIfDone();
  }

  @Override
  public void onError(Throwable cut) {
    cut();
  }

  private void cut() {
    end();
  }

  private void end() {
    ended = true;
    onEnd.accept(this);
  }
}
