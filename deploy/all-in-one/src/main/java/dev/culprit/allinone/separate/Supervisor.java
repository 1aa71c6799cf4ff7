package dev.culprit.allinone.separate;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.settings.DataDirectory;
import dev.culprit.allinone.settings.Services;
import dev.culprit.allinone.settings.Settings;
import dev.culprit.runtime.config.ConfigException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Keeps the services' processes running until it is told to stop: one that dies is started again,
 * after a pause that grows.
 */
public final class Supervisor {
  private static final Duration START_BOUND = Duration.ofMinutes(2);
  private static final Duration STOP_BOUND = Duration.ofSeconds(25);

  /** Whoever hands work over stops before whoever takes it. */
  private static final List<List<Services>> STOP_ORDER =
      List.of(
          List.of(Services.INGEST, Services.QUERY),
          List.of(Services.GROUPING),
          List.of(Services.ALERT));

  private final Settings settings;
  private final DataDirectory data;
  private final Console console;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final Map<Services, Child> children = new EnumMap<>(Services.class);
  private final Map<Services, Backoff> backoffs = new EnumMap<>(Services.class);
  private boolean stopping;

  public Supervisor(Settings settings, DataDirectory data, Console console) {
    this.settings = settings;
    this.data = data;
    this.console = console;
  }

  /**
   * Returns its process id when the service is ready; fails with the service's own words when it
   * does not become so.
   */
  public long start(Services service) throws InterruptedException {
    Child child = launch(service);
    if (child.awaitReady(client, START_BOUND)) {
      return child.pid();
    }
    if (child.isAlive()) {
      throw new IllegalStateException(
          service.serviceName() + " is not ready; see " + data.log(service.serviceName()));
    }
    throw new ConfigException(
        "%s; see %s"
            .formatted(
                child.lastWords().isBlank() ? service.serviceName() + " ended" : child.lastWords(),
                data.log(service.serviceName())));
  }

  public synchronized OptionalLong pid(Services service) {
    Child child = children.get(service);
    return child == null || !child.isAlive() ? OptionalLong.empty() : OptionalLong.of(child.pid());
  }

  /** Returns within a bound, with no process left. */
  public void stop() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    for (List<Services> together : STOP_ORDER) {
      List<Thread> stops = new ArrayList<>();
      for (Services service : together) {
        Thread stop = new Thread(() -> stop(service), "stop-" + service.serviceName());
        stop.start();
        stops.add(stop);
      }
      stops.forEach(Supervisor::join);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop(Services service) {
    Child child;
    synchronized (this) {
      child = children.get(service);
    }
    if (child != null) {
      try {
        child.stop(STOP_BOUND);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized Child launch(Services service) {
    if (stopping) {
      throw new IllegalStateException("stopping");
    }
    Child child =
        Child.start(
            service,
            service.settings(settings.values()),
            settings.ports().management(service),
            data.log(service.serviceName()));
    children.put(service, child);
    child.onExit(() -> died(service, child));
    return child;
  }

  /** Before the service was ever ready its death ends the start, so nobody starts it again. */
  private void died(Services service, Child child) {
    try {
      Duration pause = pauseAfter(service, child);
      if (pause.isNegative()) {
        return;
      }
      console.say(
          "%s died; starting it again in %.1f s", service.serviceName(), pause.toMillis() / 1e3);
      if (waitUnlessStopping(pause)) {
        Child next = launch(service);
        if (next.awaitReady(client, START_BOUND)) {
          console.say("%s is back, process %d", service.serviceName(), next.pid());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      console.say(
          "%s is not started again: %s", service.serviceName(), String.valueOf(e.getMessage()));
    }
  }

  private synchronized Duration pauseAfter(Services service, Child child) {
    if (stopping || children.get(service) != child) {
      return Duration.ofMillis(-1);
    }
    return backoffs.computeIfAbsent(service, name -> new Backoff()).after(child.lived());
  }

  private synchronized boolean waitUnlessStopping(Duration pause) throws InterruptedException {
    long deadline = System.nanoTime() + pause.toNanos();
    long left = pause.toMillis();
    while (!stopping && left > 0) {
      wait(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
    return !stopping;
  }
}
