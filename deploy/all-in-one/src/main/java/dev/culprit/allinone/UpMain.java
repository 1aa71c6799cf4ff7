package dev.culprit.allinone;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.console.Welcome;
import dev.culprit.runtime.config.ConfigException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The program behind {@code deploy/up}: starts everything, says where to click, runs until it is
 * told to stop.
 */
@Command(
    name = "up",
    description = "Starts Culprit with everything it needs on this machine.",
    footer = {
      "",
      "Settings are environment variables named CULPRIT_...; see deploy/docs/configuration.md.",
      "CULPRIT_DATABASE_URI uses an existing PostgreSQL (14 or newer) instead of the embedded one.",
      "Exit code: 0 after a clean stop, 1 when something unexpected happened, 2 when the settings do not allow a start."
    })
public final class UpMain implements Callable<Integer> {
  private static final int UNEXPECTED = 1;
  private static final int MISCONFIGURED = 2;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where to keep everything (default: ./data).")
  private Path data = Path.of("data");

  @Option(
      names = "--separate",
      description = "Run the four services as four processes instead of in one JVM.")
  private boolean separate;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // The library looks at it.
  private boolean help;

  @Option(
      names = {"-v", "--verbose"},
      description = "Write the services' logs to the terminal instead of DIR/logs.")
  private boolean verbose;

  public static void main(String[] arguments) {
    int exit = new CommandLine(new UpMain()).execute(arguments);
    if (exit != 0) {
      System.exit(exit);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = new Console(System.out);
    Path root = data.toAbsolutePath().normalize();
    if (!verbose) {
      // Before the first logger exists.
      System.setProperty("logback.configurationFile", "logback-up.xml");
      System.setProperty(
          "culprit.log.file",
          root.resolve("logs").resolve(separate ? "up.log" : "culprit.log").toString());
    }
    Installation installation =
        new Installation(new UpOptions(root, separate), System.getenv(), console);
    AtomicBoolean failed = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(installation, console, failed.get()), "shutdown"));
    try {
      console.say("Starting Culprit; data in %s", root);
      installation.start();
      console.say(
          Welcome.text(
              installation.settings(),
              installation.credentials(),
              root.resolve("logs"),
              secondsSinceJvmStart()));
      markArchive();
      new CountDownLatch(1).await();
      return 0;
    } catch (RuntimeException e) {
      failed.set(true);
      return explain(e, root);
    }
  }

  private static int explain(RuntimeException failure, Path root) {
    String mistake = mistake(failure);
    if (mistake != null) {
      System.err.println("Culprit cannot start: " + mistake);
      return MISCONFIGURED;
    }
    LoggerFactory.getLogger(UpMain.class).error("cannot start", failure);
    System.err.println("Culprit cannot start: " + failure + "; see " + root.resolve("logs"));
    return UNEXPECTED;
  }

  /** On Ctrl-C and SIGTERM, at any time; after a failed start it only clears up. */
  private static void stop(Installation installation, Console console, boolean failed) {
    if (failed) {
      installation.close();
      return;
    }
    console.say("\nStopping ...");
    long from = System.nanoTime();
    installation.close();
    console.say("Stopped in %.1f s; the data stays.", (System.nanoTime() - from) / 1e9);
    // Otherwise the exit code would be the signal's even after a clean stop.
    Runtime.getRuntime().halt(0);
  }

  /**
   * Tells the start script that the classes of this run are worth an archive: all of them are
   * loaded.
   */
  private static void markArchive() {
    String mark = System.getProperty("culprit.class.archive.ready");
    if (mark != null) {
      try {
        Files.createFile(Path.of(mark));
      } catch (IOException e) {
        LoggerFactory.getLogger(UpMain.class).debug("no class-data archive will be made", e);
      }
    }
  }

  private static double secondsSinceJvmStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
  }

  /** What a person can change, or null when this is no such failure. */
  private static @Nullable String mistake(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigException) {
        return cause.getMessage();
      }
      if (cause instanceof BindException) {
        return failure.getMessage();
      }
    }
    return null;
  }
}
