package dev.culprit.grouping.store;

import dev.culprit.grouping.activity.Activity;
import dev.culprit.grouping.activity.ActivityOutbox;
import dev.culprit.grouping.activity.PgActivityOutbox;
import dev.culprit.grouping.event.EventStore;
import dev.culprit.grouping.event.PgEventStore;
import dev.culprit.grouping.monitor.MonitorStore;
import dev.culprit.grouping.monitor.PgMonitorStore;
import dev.culprit.grouping.near.PgTraceStore;
import dev.culprit.grouping.near.TraceStore;
import dev.culprit.grouping.problem.PgProblemStore;
import dev.culprit.grouping.problem.ProblemStore;
import dev.culprit.grouping.supplement.PgSupplementStore;
import dev.culprit.grouping.supplement.SupplementStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Units of work on PostgreSQL, READ COMMITTED, each statement bounded in time. */
public final class PgTransactions implements Transactions {

  private static final int MOST_ATTEMPTS = 8;

  private final Vertx vertx;
  private final Pool pool;
  private final Function<Activity, byte[]> encoder;
  private final long timeoutMillis;
  private final String begin;

  public PgTransactions(
      Vertx vertx, Pool pool, Function<Activity, byte[]> encoder, Duration statementTimeout) {
    this.vertx = vertx;
    this.pool = pool;
    this.encoder = encoder;
    this.timeoutMillis = statementTimeout.toMillis();
    this.begin = "BEGIN; SET LOCAL statement_timeout = " + timeoutMillis;
  }

  @Override
  public <T> Future<T> run(Function<StoreTransaction, Future<T>> work) {
    return attempt(work, 1);
  }

  private <T> Future<T> attempt(Function<StoreTransaction, Future<T>> work, int number) {
    return connection()
        .compose(connection -> runOn(connection, work))
        .recover(
            failure ->
                PgErrors.isTransient(failure) && number < MOST_ATTEMPTS
                    ? pause(number).compose(ignored -> attempt(work, number + 1))
                    : Future.failedFuture(PgErrors.translate(failure)));
  }

  private Future<SqlConnection> connection() {
    Future<SqlConnection> wanted = pool.getConnection();
    return wanted
        .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
        .onFailure(tooLate -> wanted.onSuccess(SqlConnection::close));
  }

  private Future<Void> pause(int number) {
    Promise<Void> waited = Promise.promise();
    vertx.setTimer(
        1 + ThreadLocalRandom.current().nextInt(10 * number), timer -> waited.complete());
    return waited.future();
  }

  private <T> Future<T> runOn(
      SqlConnection connection, Function<StoreTransaction, Future<T>> work) {
    PgStoreTransaction transaction = new PgStoreTransaction(connection);
    // Not waited for: the first statement travels with it.
    Future<?> begun = connection.query(begin).execute();
    Future<T> worked;
    try {
      worked = work.apply(transaction);
    } catch (RuntimeException e) {
      worked = Future.failedFuture(e);
    }
    Future<T> result = worked;
    return begun
        .compose(ignored -> result)
        .compose(transaction::requireCommitted)
        .onSuccess(ignored -> connection.close())
        .onFailure(
            failure ->
                connection.query("ROLLBACK").execute().onComplete(done -> connection.close()));
  }

  private final class PgStoreTransaction implements StoreTransaction {

    private final SqlConnection connection;
    private boolean isCommitted;

    PgStoreTransaction(SqlConnection connection) {
      this.connection = connection;
    }

    @Override
    public ProblemStore problems() {
      return new PgProblemStore(connection);
    }

    @Override
    public EventStore events() {
      return new PgEventStore(connection);
    }

    @Override
    public TraceStore traces() {
      return new PgTraceStore(connection);
    }

    @Override
    public SupplementStore supplements() {
      return new PgSupplementStore(connection);
    }

    @Override
    public MonitorStore monitors() {
      return new PgMonitorStore(connection);
    }

    @Override
    public ActivityOutbox outbox() {
      return new PgActivityOutbox(connection, encoder);
    }

    @Override
    public Future<Void> commit() {
      isCommitted = true;
      return connection.query("COMMIT").execute().mapEmpty();
    }

    <T> Future<T> requireCommitted(T result) {
      return isCommitted
          ? Future.succeededFuture(result)
          : Future.failedFuture(new IllegalStateException("A unit of work did not commit"));
    }
  }
}
