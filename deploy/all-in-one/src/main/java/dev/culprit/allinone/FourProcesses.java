package dev.culprit.allinone;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.separate.Supervisor;
import dev.culprit.allinone.settings.DataDirectory;
import dev.culprit.allinone.settings.Services;
import dev.culprit.allinone.settings.Settings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Each service in a JVM of its own, watched by this one. */
final class FourProcesses implements Host {
  private final Settings settings;
  private final Supervisor supervisor;

  FourProcesses(Settings settings, DataDirectory data, Console console) {
    this.settings = settings;
    this.supervisor = new Supervisor(settings, data, console);
  }

  /**
   * All at once: they wait for each other where they must, and most of a JVM's start is not
   * waiting.
   */
  @Override
  public void start(Console console) {
    ExecutorService starters = Executors.newFixedThreadPool(Services.values().length);
    try {
      List<Future<?>> starting =
          List.of(Services.values()).stream()
              .<Future<?>>map(service -> starters.submit(() -> start(service, console)))
              .toList();
      for (Future<?> one : starting) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    } finally {
      starters.shutdownNow();
    }
  }

  @Override
  public void close() {
    supervisor.stop();
  }

  private Void start(Services service, Console console) throws InterruptedException {
    var step = console.step(service.serviceName());
    long pid = supervisor.start(service);
    step.done(
        "%s, management %d, process %d"
            .formatted(
                Listening.of(service, settings.ports()),
                settings.ports().management(service),
                pid));
    return null;
  }
}
