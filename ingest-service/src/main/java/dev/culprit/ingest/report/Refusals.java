package dev.culprit.ingest.report;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.proto.ingest.v1.Refusal;
import dev.culprit.proto.ingest.v1.RefusalCode;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;

/** Refusals in gRPC terms: a status with details for calls, a message for events of a stream. */
final class Refusals {
  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);
  private static final String DOMAIN = "culprit.dev";

  private Refusals() {}

  static StatusRuntimeException toException(Rejection rejection) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(rejection).getNumber())
            .setMessage(rejection.reason())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(rejection.code()).setDomain(DOMAIN).build()));
    Metadata trailers = new Metadata();
    Duration retryAfter = rejection.retryAfter();
    if (!retryAfter.isZero()) {
      status.addDetails(
          Any.pack(
              RetryInfo.newBuilder()
                  .setRetryDelay(
                      com.google.protobuf.Duration.newBuilder()
                          .setSeconds(retryAfter.getSeconds())
                          .setNanos(retryAfter.getNano()))
                  .build()));
      trailers.put(RETRY_AFTER, Long.toString((retryAfter.toMillis() + 999) / 1_000));
    }
    return StatusProto.toStatusRuntimeException(status.build(), trailers);
  }

  static Refusal toMessage(Rejection rejection) {
    return Refusal.newBuilder()
        .setCode(refusalCode(rejection))
        .setReason(rejection.reason())
        .setRetryAfterMs(rejection.retryAfter().toMillis())
        .build();
  }

  private static Code code(Rejection rejection) {
    return switch (refusalCode(rejection)) {
      case REFUSAL_CODE_UNKNOWN_KEY -> Code.UNAUTHENTICATED;
      case REFUSAL_CODE_RATE_LIMITED, REFUSAL_CODE_TOO_LARGE -> Code.RESOURCE_EXHAUSTED;
      case REFUSAL_CODE_MALFORMED -> Code.INVALID_ARGUMENT;
      case REFUSAL_CODE_OVERLOADED -> Code.UNAVAILABLE;
      case REFUSAL_CODE_UNSUPPORTED -> Code.UNIMPLEMENTED;
      case REFUSAL_CODE_UNSPECIFIED, UNRECOGNIZED -> Code.INTERNAL;
    };
  }

  private static RefusalCode refusalCode(Rejection rejection) {
    if (rejection instanceof Rejection.UnknownKey) {
      return RefusalCode.REFUSAL_CODE_UNKNOWN_KEY;
    }
    if (rejection instanceof Rejection.RateLimited) {
      return RefusalCode.REFUSAL_CODE_RATE_LIMITED;
    }
    if (rejection instanceof Rejection.Malformed) {
      return RefusalCode.REFUSAL_CODE_MALFORMED;
    }
    if (rejection instanceof Rejection.TooLarge) {
      return RefusalCode.REFUSAL_CODE_TOO_LARGE;
    }
    if (rejection instanceof Rejection.Overloaded) {
      return RefusalCode.REFUSAL_CODE_OVERLOADED;
    }
    return RefusalCode.REFUSAL_CODE_UNSUPPORTED;
  }
}
