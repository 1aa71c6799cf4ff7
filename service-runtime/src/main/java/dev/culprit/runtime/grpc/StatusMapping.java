package dev.culprit.runtime.grpc;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failure looks like to a gRPC client. Expected ones keep their message; an unexpected one
 * is logged here, once, and answered INTERNAL without detail. A dependency that is away for now is
 * UNAVAILABLE, so that clients try again.
 */
public final class StatusMapping {
  private static final Logger log = LoggerFactory.getLogger(StatusMapping.class);

  private StatusMapping() {}

  public static Status toStatus(Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof StatusRuntimeException known) {
      return known.getStatus();
    }
    if (cause instanceof StatusException known) {
      return known.getStatus();
    }
    if (cause instanceof IllegalArgumentException) {
      return Status.INVALID_ARGUMENT.withDescription(cause.getMessage());
    }
    if (cause instanceof NoSuchElementException) {
      return Status.NOT_FOUND.withDescription(cause.getMessage());
    }
    if (isTemporary(cause)) {
      log.atWarn()
          .addKeyValue("cause", cause.toString())
          .log("a call failed because something it needs is away");
      return Status.UNAVAILABLE.withDescription("temporarily unavailable, try again");
    }
    log.atError().setCause(cause).log("a call failed unexpectedly");
    return Status.INTERNAL.withDescription("internal error");
  }

  /**
   * The failure to give to an observer; trailers of a failure that already is a status are kept.
   */
  public static StatusRuntimeException toException(Throwable failure) {
    return unwrap(failure) instanceof StatusRuntimeException known
        ? known
        : toStatus(failure).asRuntimeException();
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isTemporary(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof ClosedConnectionException
        || cause instanceof TimeoutException
        || cause instanceof RejectedExecutionException
        || (cause instanceof PgException database && isTemporary(database.getSqlState()));
  }

  /** Connection lost (08), too many connections (53300), shut down, crashed or starting (57P0x). */
  private static boolean isTemporary(String sqlState) {
    return sqlState != null
        && (sqlState.startsWith("08") || sqlState.equals("53300") || sqlState.startsWith("57P"));
  }
}
