package dev.culprit.allinone.separate;

import dev.culprit.allinone.settings.Services;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One life of a service's process. */
final class Child {
  private final Services service;
  private final Process process;
  private final URI ready;
  private final Path output;
  private final long startedAt = System.nanoTime();

  private Child(Services service, Process process, URI ready, Path output) {
    this.service = service;
    this.process = process;
    this.ready = ready;
    this.output = output;
  }

  static Child start(Services service, Map<String, String> settings, int managementPort, Path log) {
    Path output = log.resolveSibling(service.serviceName() + ".out");
    ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(service, log));
    builder.environment().keySet().removeIf(name -> name.startsWith("CULPRIT_"));
    builder.environment().putAll(settings);
    builder.environment().put("CULPRIT_MANAGEMENT_PORT", Integer.toString(managementPort));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      URI ready = URI.create("http://127.0.0.1:" + managementPort + "/ready");
      return new Child(service, builder.start(), ready, output);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the process of " + service.serviceName(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Duration lived() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  void onExit(Runnable action) {
    process
        .onExit()
        .thenRunAsync(action, task -> new Thread(task, service.serviceName() + "-watch").start());
  }

  /** False when it died or the time was over. */
  boolean awaitReady(HttpClient client, Duration bound) throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (isReady(client)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return false;
  }

  /** Asks it to stop, and makes it when it takes too long. */
  void stop(Duration bound) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      process.waitFor(5, TimeUnit.SECONDS);
    }
  }

  /** What it said outside its log, such as why it cannot start. */
  String lastWords() {
    try {
      String text = Files.readString(output).trim();
      return text.substring(Math.max(0, text.length() - 2_000));
    } catch (IOException e) {
      return "(no output in " + new File(output.toString()) + ")";
    }
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
