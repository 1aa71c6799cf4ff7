package dev.culprit.grouping.store;

import io.vertx.pgclient.PgException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts PostgreSQL's errors into those that trying again cures, those that nothing cures, and the
 * rest.
 */
public final class PgErrors {

  /** serialization_failure, deadlock_detected. */
  private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

  private static final String CHECK_VIOLATION = "23514";

  private PgErrors() {}

  /** Whether the same may succeed when it is tried again at once. */
  public static boolean isTransient(Throwable failure) {
    String state = state(failure);
    return state != null && TRANSIENT.contains(state);
  }

  /** The failure as callers know it; exceptions of the work itself stay as they are. */
  static Throwable translate(Throwable failure) {
    String state = state(failure);
    if (state == null) {
      return withoutState(failure);
    }
    String message = String.valueOf(failure.getMessage());
    if (state.equals(CHECK_VIOLATION) && message.contains("no partition of relation")) {
      return new MissingPartitionException(failure);
    }
    // data_exception, integrity_constraint_violation, program_limit_exceeded
    if (state.startsWith("22") || state.startsWith("23") || state.startsWith("54")) {
      return new UnstorableException("PostgreSQL refuses it with code " + state, failure);
    }
    return unavailable(failure);
  }

  private static Throwable withoutState(Throwable failure) {
    if (failure.getClass().getName().startsWith("dev.culprit.")) {
      return failure;
    }
    // A defect that only some event brings to light must not make its batch come again for ever.
    boolean isDefect =
        failure instanceof NullPointerException
            || failure instanceof IndexOutOfBoundsException
            || failure instanceof ClassCastException;
    return isDefect
        ? new UnstorableException("It cannot be handled", failure)
        : unavailable(failure);
  }

  private static StoreUnavailableException unavailable(Throwable failure) {
    String state = state(failure);
    String what = state == null ? failure.getClass().getSimpleName() : "code " + state;
    return new StoreUnavailableException("The database is not available (" + what + ")", failure);
  }

  private static @Nullable String state(Throwable failure) {
    return failure instanceof PgException error ? error.getSqlState() : null;
  }
}
