package dev.culprit.runtime.lifecycle;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import java.net.BindException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process that runs one service: start, run until SIGTERM or Ctrl-C, drain, exit. The
 * exit code is 0 after a clean stop, 1 when something unexpected stopped it, and 2 when it could
 * not start because of its settings, which one line on standard error then explains.
 */
public final class ServiceMain {
  private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);
  private static final int UNEXPECTED = 1;
  private static final int MISCONFIGURED = 2;

  private ServiceMain() {}

  /** Returns when the service is running; it goes on until the process is told to stop. */
  public static void run(String name, ServiceFactory factory) {
    ServiceProcess process;
    try {
      process = ServiceProcess.create(name, Environment.system(), factory);
    } catch (RuntimeException | Error e) {
      fail(name, e);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndExit(process), "shutdown"));
    try {
      process.start().await();
      log.atInfo()
          .addKeyValue("service", name)
          .addKeyValue("management_port", process.managementPort())
          .log("ready");
    } catch (Throwable e) {
      process.failed();
      fail(name, e);
    }
  }

  private static void stopAndExit(ServiceProcess process) {
    if (process.hasFailed()) {
      awaitQuietly(process);
      return;
    }
    log.info("stopping");
    boolean clean = awaitQuietly(process);
    log.info(clean ? "stopped" : "stopped before everything was finished");
    // Without this the exit code would be that of the signal even after a clean stop.
    Runtime.getRuntime().halt(clean ? 0 : UNEXPECTED);
  }

  private static boolean awaitQuietly(ServiceProcess process) {
    CountDownLatch stopped = new CountDownLatch(1);
    process.stop().onComplete(done -> stopped.countDown());
    try {
      return stopped.await(process.shutdownTimeout().toMillis() + 2000, TimeUnit.MILLISECONDS)
          && process.stoppedCleanly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void fail(String name, Throwable failure) {
    String reason = settingsMistake(failure);
    if (reason != null) {
      System.err.println(name + " cannot start: " + reason);
      System.exit(MISCONFIGURED);
    }
    log.atError().setCause(failure).addKeyValue("service", name).log("cannot start");
    System.err.println(name + " cannot start: " + failure);
    System.exit(UNEXPECTED);
  }

  /** What a person must change, or null when this is no such failure. */
  static @Nullable String settingsMistake(Throwable failure) {
    String outermost = failure.getMessage();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException) {
        return cause.getMessage();
      }
      if (cause instanceof BindException) {
        return outermost == null ? cause.getMessage() : outermost;
      }
    }
    return null;
  }
}
