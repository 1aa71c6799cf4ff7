package dev.culprit.runtime.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The running server process of a data directory, whoever started it. */
record Postmaster(ProcessHandle process, int port) {
  private static final int PORT_LINE = 3;

  /**
   * What {@code postmaster.pid} tells, when it tells of a live server on this very directory and
   * not of a number that was used again.
   */
  static Optional<Postmaster> find(Path dataDirectory) {
    try {
      List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
      if (lines.size() <= PORT_LINE) {
        return Optional.empty();
      }
      long pid = Long.parseLong(lines.get(0).trim());
      int port = Integer.parseInt(lines.get(PORT_LINE).trim());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> isServerOf(handle.info(), dataDirectory))
          .map(handle -> new Postmaster(handle, port));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw new IllegalStateException("cannot read " + dataDirectory.resolve("postmaster.pid"), e);
    }
  }

  /** A dead process that nobody has waited for yet has no command any more. */
  private static boolean isServerOf(ProcessHandle.Info info, Path dataDirectory) {
    boolean isPostgres =
        info.command().filter(command -> command.endsWith("/postgres")).isPresent();
    boolean isOurs =
        info.arguments()
            .map(arguments -> Arrays.asList(arguments).contains(dataDirectory.toString()))
            .orElse(true);
    return isPostgres && isOurs;
  }

  CompletableFuture<ProcessHandle> exited() {
    return process.onExit();
  }

  /** Disconnects clients, writes a checkpoint and ends; harder when that takes too long. */
  void stop(Duration bound) {
    signal("INT");
    if (!awaitExit(bound)) {
      signal("QUIT");
      if (!awaitExit(Duration.ofSeconds(5))) {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(5));
      }
    }
  }

  private boolean awaitExit(Duration bound) {
    try {
      exited().get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Java can only send TERM and KILL, and TERM would wait for every client to leave. */
  private void signal(String name) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(5, TimeUnit.SECONDS);
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
