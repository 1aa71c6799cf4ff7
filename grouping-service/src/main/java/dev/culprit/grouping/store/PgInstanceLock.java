package dev.culprit.grouping.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Supplier;

/** Lets one instance at a time do what needs to be done only once, by an advisory lock. */
public final class PgInstanceLock {

  private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext($1))";
  private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext($1))";

  private final Pool pool;
  private final Tuple name;

  public PgInstanceLock(Pool pool, String name) {
    this.pool = pool;
    this.name = Tuple.of(name);
  }

  /** Runs the work unless another instance is at it; false when one is. */
  public Future<Boolean> alone(Supplier<Future<Void>> work) {
    // The lock belongs to the session: when this process dies, it is free.
    return pool.getConnection()
        .compose(connection -> locked(connection, work).eventually(connection::close));
  }

  private Future<Boolean> locked(SqlConnection connection, Supplier<Future<Void>> work) {
    return connection
        .preparedQuery(TRY_LOCK)
        .execute(name)
        .compose(
            rows ->
                rows.iterator().next().getBoolean(0)
                    ? work.get()
                        .eventually(() -> connection.preparedQuery(UNLOCK).execute(name))
                        .map(true)
                    : Future.succeededFuture(false));
  }
}
