package dev.culprit.runtime.database;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;

/**
 * Connection pools whose sessions act as the service's own role, not as the login. Connections are
 * made when first needed and again after PostgreSQL was away; meanwhile each statement fails after
 * a few quick attempts rather than waiting.
 */
public final class DatabasePool {
  private static final int PIPELINING = 64;
  private static final int WAITING = 4096;
  private static final int STATEMENTS = 512;

  private DatabasePool() {}

  /** The search path is the role's own schema, then public; other schemas must be named. */
  public static Pool open(Vertx vertx, DatabaseConfig config) {
    PgConnectOptions connection =
        config
            .login()
            .addProperty("role", config.role())
            .addProperty("search_path", config.schema() + ",public")
            .addProperty("application_name", config.role())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(STATEMENTS)
            .setPreparedStatementCacheSqlLimit(1 << 14)
            .setPipeliningLimit(PIPELINING)
            .setReconnectAttempts(3)
            .setReconnectInterval(200);
    PoolOptions pool =
        new PoolOptions()
            .setName(config.role())
            .setMaxSize(config.poolSize())
            .setMaxWaitQueueSize(WAITING)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool()
        .using(vertx)
        .connectingTo(connection)
        .with(pool)
        .with(new NetClientOptions().setTcpKeepAlive(true))
        .build();
  }
}
