package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Secret;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL from the class path with its data in a directory that outlives it, reachable on
 * loopback only. It works as root and not as root. A server that a killed launcher left behind is
 * taken over; one that was itself killed recovers. Methods block, so keep them off event loops. One
 * launcher at a time owns a directory.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration STOP_BOUND = Duration.ofSeconds(30);
  private static final Duration RETRY_BOUND = Duration.ofSeconds(30);
  private static final Duration RECOVERY_BOUND = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 20;
  private static final long RESTART_PAUSE_MILLIS = 500;

  private final EmbeddedPostgresConfig config;
  private final PostgresCluster cluster;
  private final LocalLogin login;
  private final DirectoryLock lock;
  private final List<Runnable> onDeath = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;
  private volatile boolean keepRunning;
  private @Nullable Postmaster postmaster;
  private int port;

  private EmbeddedPostgres(EmbeddedPostgresConfig config, DirectoryLock lock) {
    this.config = config;
    this.lock = lock;
    this.cluster = new PostgresCluster(config);
    this.login = new LocalLogin(cluster);
    this.port = config.port();
  }

  /** Returns when connections are accepted, also after a long crash recovery. */
  public static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
    DirectoryLock lock = DirectoryLock.take(config.lockFile(), config.dataDirectory());
    try {
      EmbeddedPostgres postgres = new EmbeddedPostgres(config, lock);
      postgres.cluster.prepare();
      postgres.launch();
      postgres.login.createDatabase(postgres.port());
      return postgres;
    } catch (RuntimeException | Error e) {
      lock.release();
      throw e;
    }
  }

  /** Without the password. */
  public String uri() {
    return uri(PostgresCluster.USER);
  }

  /** The same server, another database. */
  public String uri(String database) {
    return "postgresql://" + PostgresCluster.USER + "@127.0.0.1:" + port() + "/" + database;
  }

  /**
   * Of the login in {@link #uri()}, who is a superuser; empty when the server is not durable and
   * trusts everyone on this machine.
   */
  public Optional<Secret> password() {
    return cluster.password();
  }

  public synchronized int port() {
    return port;
  }

  public synchronized long pid() {
    return running().process().pid();
  }

  public synchronized boolean isAlive() {
    return postmaster != null && postmaster.process().isAlive();
  }

  /** Called on another thread each time the server dies without {@link #stop()}. */
  public void onDeath(Runnable callback) {
    onDeath.add(callback);
  }

  /**
   * From now on a server that dies is started again on its port by itself, as often as it takes.
   */
  public void keepRunning() {
    keepRunning = true;
  }

  /** Starts the server again on the same port; one that still runs is stopped first. */
  public synchronized void restart() {
    if (postmaster != null && postmaster.process().isAlive()) {
      stopping = true;
      postmaster.stop(STOP_BOUND);
    }
    launch();
  }

  /** Disconnects clients and ends the server cleanly; the data stays. */
  public synchronized void stop() {
    stopping = true;
    keepRunning = false;
    if (postmaster != null) {
      postmaster.stop(STOP_BOUND);
      postmaster = null;
    }
    lock.release();
  }

  @Override
  public void close() {
    stop();
  }

  private synchronized void launch() {
    stopping = false;
    Optional<Postmaster> found = Postmaster.find(config.dataDirectory());
    if (found.isPresent() && config.port() != 0 && found.get().port() != config.port()) {
      found.get().stop(STOP_BOUND);
      found = Optional.empty();
    }
    Postmaster started = found.map(this::adopt).orElseGet(this::launchNew);
    postmaster = started;
    port = started.port();
    started
        .exited()
        .thenRunAsync(() -> died(started), task -> new Thread(task, "postgres-watchdog").start());
  }

  private Postmaster adopt(Postmaster found) {
    log.atInfo()
        .addKeyValue("pid", found.process().pid())
        .addKeyValue("port", found.port())
        .log("taking over a running PostgreSQL");
    awaitConnections(found.process(), found.port());
    return found;
  }

  /** A killed server's last processes and its lock file may linger for some seconds. */
  private Postmaster launchNew() {
    long deadline = System.nanoTime() + RETRY_BOUND.toNanos();
    while (true) {
      int candidate = port == 0 ? LoopbackPort.free() : LoopbackPort.requireFree(port);
      try {
        ProcessHandle process = cluster.serve(candidate).toHandle();
        if (awaitConnections(process, candidate)) {
          return new Postmaster(process, candidate);
        }
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL cannot be started", e);
      }
      String reason = cluster.startLog();
      if (System.nanoTime() > deadline || (reason.contains("FATAL:") && !isLingering(reason))) {
        throw new ConfigException("PostgreSQL does not start: " + reason);
      }
      sleep(RESTART_PAUSE_MILLIS);
    }
  }

  private static boolean isLingering(String reason) {
    return reason.contains("postmaster.pid")
        || reason.contains("shared memory")
        || reason.contains("TCP/IP sockets");
  }

  /** False when the process ended instead. */
  private boolean awaitConnections(ProcessHandle process, int candidate) {
    long deadline = System.nanoTime() + RECOVERY_BOUND.toNanos();
    while (process.isAlive()) {
      try (Connection connection = login.connect(candidate)) {
        return connection.isValid(1);
      } catch (SQLException e) {
        if ("28P01".equals(e.getSQLState())) {
          throw new ConfigException(
              "the password in "
                  + config.passwordFile()
                  + " is not that of the server on port "
                  + candidate,
              e);
        }
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("PostgreSQL accepts no connections: " + cluster.startLog());
      }
      sleep(POLL_MILLIS);
    }
    return false;
  }

  private void died(Postmaster dead) {
    synchronized (this) {
      if (stopping || !dead.equals(postmaster)) {
        return;
      }
    }
    log.atWarn().addKeyValue("pid", dead.process().pid()).log("PostgreSQL died");
    onDeath.forEach(Runnable::run);
    while (keepRunning && !isAlive()) {
      try {
        restart();
        log.atInfo().addKeyValue("pid", pid()).log("PostgreSQL is back");
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("PostgreSQL could not be restarted, trying again");
        sleep(RESTART_PAUSE_MILLIS);
      }
    }
  }

  private Postmaster running() {
    if (postmaster == null) {
      throw new IllegalStateException("PostgreSQL is stopped");
    }
    return postmaster;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    }
  }
}
