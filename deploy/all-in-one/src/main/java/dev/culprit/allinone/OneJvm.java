package dev.culprit.allinone;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.console.Console.Step;
import dev.culprit.allinone.settings.Services;
import dev.culprit.allinone.settings.Settings;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.lifecycle.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All services in this JVM, with one management port for all of them. */
final class OneJvm implements Host {
  private static final Duration READY_BOUND = Duration.ofMinutes(1);

  private final Settings settings;
  private volatile @Nullable ServiceProcess process;

  OneJvm(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void start(Console console) {
    Map<Services, Step> steps = new ConcurrentHashMap<>();
    ServiceProcess created =
        ServiceProcess.create(
            "all-in-one",
            Environment.of(settings.values()),
            (vertx, environment, metrics) ->
                new AllServices(
                    vertx,
                    environment,
                    metrics,
                    starting -> steps.put(starting, console.step(starting.serviceName())),
                    started -> finish(steps.get(started), started)));
    process = created;
    created.start().compose(started -> created.whenReady(READY_BOUND)).await();
  }

  @Override
  public void close() {
    ServiceProcess running = process;
    if (running == null) {
      return;
    }
    CountDownLatch stopped = new CountDownLatch(1);
    running.stop().onComplete(done -> stopped.countDown());
    try {
      stopped.await(running.shutdownTimeout().toMillis() + 2_000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish(@Nullable Step step, Services started) {
    if (step != null) {
      step.done(Listening.of(started, settings.ports()));
    }
  }
}
