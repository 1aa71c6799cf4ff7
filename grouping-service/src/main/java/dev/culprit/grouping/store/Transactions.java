package dev.culprit.grouping.store;

import io.vertx.core.Future;
import java.util.function.Function;

/** Runs units of work. */
public interface Transactions {

  /**
   * Runs the work in a transaction of its own; the work ends by {@link StoreTransaction#commit}.
   * When it fails nothing stays. Deadlocks and serialisation failures run it again, so it must not
   * change anything outside.
   *
   * @return the work's result, or a failure: {@link UnstorableException} when what was to be stored
   *     cannot be stored whatever is tried, {@link MissingPartitionException} when a day's
   *     partition went away, the work's own exceptions, else {@link StoreUnavailableException}
   */
  <T> Future<T> run(Function<StoreTransaction, Future<T>> work);
}
