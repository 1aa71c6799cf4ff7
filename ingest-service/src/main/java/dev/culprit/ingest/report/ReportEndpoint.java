package dev.culprit.ingest.report;

import dev.culprit.ingest.grpc.RefusalStatus;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.EventRules;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.proto.ingest.v1.Acknowledgement;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.IngestServiceGrpc;
import dev.culprit.proto.ingest.v1.Kept;
import dev.culprit.proto.ingest.v1.ReportRequest;
import dev.culprit.proto.ingest.v1.ReportResponse;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import dev.culprit.proto.ingest.v1.ReportStreamResponse;
import dev.culprit.proto.ingest.v1.Wire;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The native gRPC wire, as one event loop serves it: protocol to pipeline and back. */
public final class ReportEndpoint extends IngestServiceGrpc.IngestServiceImplBase {
  /** The most bytes of one message; a larger one ends its call with RESOURCE_EXHAUSTED. */
  public static final int MOST_MESSAGE_BYTES = 4 << 20;

  private static final int LARGE = 128 << 10;

  private final IngestPipeline pipeline;
  private final Set<ReportStream> streams = ConcurrentHashMap.newKeySet();

  public ReportEndpoint(IngestPipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** What must stand before the endpoint, outermost first. */
  public static List<ServerInterceptor> interceptors() {
    return List.of(new ReportKey());
  }

  @Override
  public void report(ReportRequest request, StreamObserver<ReportResponse> observer) {
    accept(ReportKey.current(), request.getEvent())
        .onSuccess(outcome -> answer(outcome, observer))
        .onFailure(cause -> observer.onError(Status.INTERNAL.asRuntimeException()));
  }

  private static void answer(Outcome outcome, StreamObserver<ReportResponse> observer) {
    if (outcome instanceof Acceptance acceptance) {
      observer.onNext(
          ReportResponse.newBuilder().setAcknowledgement(acknowledgement(acceptance)).build());
      observer.onCompleted();
    } else if (outcome instanceof Rejection rejection) {
      observer.onError(RefusalStatus.toException(rejection));
    }
  }

  @Override
  public StreamObserver<ReportStreamRequest> reportStream(
      StreamObserver<ReportStreamResponse> observer) {
    ReportStream stream =
        new ReportStream(
            this,
            ReportKey.current(),
            (ServerCallStreamObserver<ReportStreamResponse>) observer,
            streams::remove);
    streams.add(stream);
    stream.open();
    return stream;
  }

  /** Ends every stream once what it sent so far is answered. */
  public void drain() {
    streams.forEach(ReportStream::goAway);
  }

  Future<Outcome> accept(@Nullable String key, Event event) {
    boolean large = event.getSerializedSize() > LARGE;
    return pipeline.accept(
        new Arrival(
            Wire.WIRE_GRPC,
            key,
            large,
            () -> EventRules.requireUsable(event.toBuilder().clearNotes())));
  }

  static Acknowledgement acknowledgement(Acceptance acceptance) {
    return Acknowledgement.newBuilder()
        .setKept(acceptance.committed() ? Kept.KEPT_COMMITTED : Kept.KEPT_SPOOLED)
        .setEventId(acceptance.eventId())
        .setProblemId(acceptance.problemId())
        .setDeduplicated(acceptance.deduplicated())
        .setOccurrenceCount(acceptance.occurrenceCount())
        .build();
  }
}
