package dev.culprit.ingest.otlp;

import dev.culprit.ingest.grpc.RefusalStatus;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceResponse;
import io.opentelemetry.proto.collector.profiles.v1development.ProfilesServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * OTLP over gRPC, as one event loop serves it; metrics and profiles say that they are not taken.
 */
public final class OtlpServices {
  /** The most bytes of one message, as sent and inflated. */
  public static final int MOST_MESSAGE_BYTES = OtlpLimits.MOST_BYTES;

  private OtlpServices() {}

  public static List<BindableService> of(ExportIntake intake) {
    return Stream.of(
            new Traces(intake), new Logs(intake), new Metrics(intake), new Profiles(intake))
        .<BindableService>map(
            service -> () -> ServerInterceptors.intercept(service.bindService(), new OtlpKey()))
        .toList();
  }

  private static <R> void answer(
      Future<ExportOutcome> outcome,
      Function<ExportOutcome.Kept, R> response,
      StreamObserver<R> observer) {
    Unary.answer(outcome.compose(known -> response(known, response)), observer);
  }

  private static <R> Future<R> response(
      ExportOutcome outcome, Function<ExportOutcome.Kept, R> response) {
    if (outcome instanceof ExportOutcome.Kept kept) {
      return Future.succeededFuture(response.apply(kept));
    }
    return Future.failedFuture(
        RefusalStatus.toException(((ExportOutcome.Refusal) outcome).rejection()));
  }

  private static final class Traces extends TraceServiceGrpc.TraceServiceImplBase {
    private final ExportIntake intake;

    Traces(ExportIntake intake) {
      this.intake = intake;
    }

    @Override
    public void export(
        ExportTraceServiceRequest request, StreamObserver<ExportTraceServiceResponse> observer) {
      answer(
          intake.take(
              OtlpKey.current(), request.getSerializedSize(), () -> SpanExceptions.read(request)),
          Signal::traces,
          observer);
    }
  }

  private static final class Logs extends LogsServiceGrpc.LogsServiceImplBase {
    private final ExportIntake intake;

    Logs(ExportIntake intake) {
      this.intake = intake;
    }

    @Override
    public void export(
        ExportLogsServiceRequest request, StreamObserver<ExportLogsServiceResponse> observer) {
      answer(
          intake.take(
              OtlpKey.current(), request.getSerializedSize(), () -> LogExceptions.read(request)),
          Signal::logs,
          observer);
    }
  }

  private static final class Metrics extends MetricsServiceGrpc.MetricsServiceImplBase {
    private final ExportIntake intake;

    Metrics(ExportIntake intake) {
      this.intake = intake;
    }

    @Override
    public void export(
        ExportMetricsServiceRequest request,
        StreamObserver<ExportMetricsServiceResponse> observer) {
      answer(
          intake.refuse(OtlpKey.current(), OtlpLimits.notTaken("metrics")),
          kept -> ExportMetricsServiceResponse.getDefaultInstance(),
          observer);
    }
  }

  private static final class Profiles extends ProfilesServiceGrpc.ProfilesServiceImplBase {
    private final ExportIntake intake;

    Profiles(ExportIntake intake) {
      this.intake = intake;
    }

    @Override
    public void export(
        ExportProfilesServiceRequest request,
        StreamObserver<ExportProfilesServiceResponse> observer) {
      answer(
          intake.refuse(OtlpKey.current(), OtlpLimits.notTaken("profiles")),
          kept -> ExportProfilesServiceResponse.getDefaultInstance(),
          observer);
    }
  }
}
