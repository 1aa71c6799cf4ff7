package dev.culprit.ingest.grpc;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.culprit.ingest.outcome.Rejection;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;

/**
 * A refusal as google.rpc.Status: its code, its reason, the word of the closed list as ErrorInfo,
 * and RetryInfo where waiting helps.
 */
public final class RefusalStatus {
  /** Stands in ErrorInfo beside the word. */
  public static final String DOMAIN = "culprit.dev";

  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  private RefusalStatus() {}

  /** The status of a call, with the trailer {@code retry-after} in seconds where waiting helps. */
  public static StatusRuntimeException toException(Rejection rejection) {
    Metadata trailers = new Metadata();
    long seconds = retryAfterSeconds(rejection);
    if (seconds > 0) {
      trailers.put(RETRY_AFTER, Long.toString(seconds));
    }
    return StatusProto.toStatusRuntimeException(of(rejection), trailers);
  }

  public static Status of(Rejection rejection) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(rejection).getNumber())
            .setMessage(rejection.reason())
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(rejection.code()).setDomain(DOMAIN).build()));
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
    }
    return status.build();
  }

  /** Rounded up, so that who waits that long has waited long enough; 0 when waiting is no help. */
  public static long retryAfterSeconds(Rejection rejection) {
    return (rejection.retryAfter().toMillis() + 999) / 1_000;
  }

  private static Code code(Rejection rejection) {
    if (rejection instanceof Rejection.UnknownKey) {
      return Code.UNAUTHENTICATED;
    }
    if (rejection instanceof Rejection.RateLimited || rejection instanceof Rejection.TooLarge) {
      return Code.RESOURCE_EXHAUSTED;
    }
    if (rejection instanceof Rejection.Malformed) {
      return Code.INVALID_ARGUMENT;
    }
    if (rejection instanceof Rejection.Overloaded) {
      return Code.UNAVAILABLE;
    }
    return Code.UNIMPLEMENTED;
  }
}
