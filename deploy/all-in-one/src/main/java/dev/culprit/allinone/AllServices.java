package dev.culprit.allinone;

import dev.culprit.alert.AlertConfig;
import dev.culprit.alert.AlertService;
import dev.culprit.allinone.settings.Services;
import dev.culprit.grouping.GroupingConfig;
import dev.culprit.grouping.GroupingService;
import dev.culprit.ingest.IngestConfig;
import dev.culprit.ingest.IngestService;
import dev.culprit.query.QueryConfig;
import dev.culprit.query.QueryService;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.lifecycle.RunningService;
import dev.culprit.runtime.lifecycle.ShutdownSequence;
import dev.culprit.runtime.management.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The four services as one, in one JVM, talking to each other over loopback just as separate ones
 * do.
 */
final class AllServices implements RunningService {
  private final Map<Services, RunningService> services = new EnumMap<>(Services.class);
  private final Readiness readiness;
  private final ShutdownSequence shutdown;
  private final Consumer<Services> starting;
  private final Consumer<Services> started;

  AllServices(
      Vertx vertx,
      Environment environment,
      MeterRegistry metrics,
      Consumer<Services> starting,
      Consumer<Services> started) {
    this.starting = starting;
    this.started = started;
    services.put(
        Services.GROUPING, new GroupingService(vertx, GroupingConfig.from(environment), metrics));
    services.put(Services.ALERT, new AlertService(vertx, AlertConfig.from(environment), metrics));
    services.put(
        Services.INGEST, new IngestService(vertx, IngestConfig.from(environment), metrics));
    services.put(Services.QUERY, new QueryService(vertx, QueryConfig.from(environment), metrics));
    Duration bound =
        environment.duration(
            "CULPRIT_SHUTDOWN_TIMEOUT",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10));
    this.shutdown = new ShutdownSequence(vertx, bound);
    this.readiness = new Readiness(vertx);
  }

  /** The door for events opens last. Query only calls the others once somebody asks it. */
  @Override
  public Future<Void> start() {
    return Future.all(start(Services.GROUPING), start(Services.ALERT), start(Services.QUERY))
        .compose(nothing -> start(Services.INGEST));
  }

  @Override
  public Future<Void> stop() {
    readiness.stopping();
    return shutdown.stop();
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  private Future<Void> start(Services name) {
    RunningService service = service(name);
    starting.accept(name);
    shutdown.onStop(name.serviceName(), service::stop);
    readiness.include(name.serviceName(), service.readiness());
    return service.start().onSuccess(running -> started.accept(name));
  }

  private RunningService service(Services name) {
    RunningService service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException(name.serviceName());
    }
    return service;
  }
}
