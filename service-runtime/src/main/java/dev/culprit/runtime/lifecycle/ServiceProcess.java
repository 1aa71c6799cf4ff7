package dev.culprit.runtime.lifecycle;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.management.ManagementConfig;
import dev.culprit.runtime.management.ManagementServer;
import dev.culprit.runtime.management.Readiness;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One service with everything around it: Vert.x, metrics and the management port. {@link
 * ServiceMain} adds signals and exit codes; programs that run several services as one bring their
 * own.
 */
public final class ServiceProcess {
  private static final Set<String> LOG_FORMATS = Set.of("text", "json");
  private static final Set<String> LOG_LEVELS = Set.of("trace", "debug", "info", "warn", "error");

  private final Vertx vertx;
  private final RunningService service;
  private final Readiness process;
  private final ManagementServer management;
  private final ShutdownSequence shutdown;
  private final Duration shutdownTimeout;
  private volatile boolean started;
  private volatile boolean failed;

  private ServiceProcess(
      Vertx vertx,
      RunningService service,
      Environment environment,
      ManagementConfig managementConfig,
      PrometheusMeterRegistry metrics,
      Duration shutdownTimeout) {
    this.vertx = vertx;
    this.service = service;
    this.shutdownTimeout = shutdownTimeout;
    this.process = new Readiness(vertx);
    this.shutdown = new ShutdownSequence(vertx, shutdownTimeout);
    this.management =
        new ManagementServer(
            vertx,
            managementConfig,
            metrics,
            List.of(process, service.readiness()),
            environment::differences);
  }

  /** Reads all settings and refuses unknown ones; nothing is started yet. */
  public static ServiceProcess create(
      String name, Environment environment, ServiceFactory factory) {
    checkLogging(environment);
    Duration shutdownTimeout =
        environment.duration(
            "CULPRIT_SHUTDOWN_TIMEOUT",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(10));
    ManagementConfig managementConfig = ManagementConfig.from(environment);
    PrometheusMeterRegistry metrics = metrics(name);
    Vertx vertx = vertx(metrics);
    try {
      RunningService service = factory.create(vertx, environment, metrics);
      environment.rejectUnknown();
      return new ServiceProcess(
          vertx, service, environment, managementConfig, metrics, shutdownTimeout);
    } catch (RuntimeException e) {
      vertx.close();
      throw e;
    }
  }

  /**
   * The management port opens first, so that a slow start can be watched; it is not ready before
   * the service has started.
   */
  public Future<Void> start() {
    process.add(
        "start",
        () -> started ? Future.succeededFuture() : Future.failedFuture("the service is starting"));
    shutdown.onStop("vertx", vertx::close);
    shutdown.onStop("management", management::stop);
    return management
        .start()
        .compose(
            listening -> {
              shutdown.onStop("service", service::stop);
              return service.start();
            })
        .onSuccess(
            running -> {
              started = true;
              // Checked again now rather than at the next turn.
              process.add("start", Future::succeededFuture);
            });
  }

  /** Completes when the started service answers that it is ready; fails after the bound. */
  public Future<Void> whenReady(Duration atMost) {
    return service.readiness().whenReady(atMost);
  }

  public Future<Void> stop() {
    process.stopping();
    return shutdown.stop();
  }

  /** Whether the last stop finished everything within its bound. */
  public boolean stoppedCleanly() {
    return !shutdown.wasCutShort();
  }

  public int managementPort() {
    return management.port();
  }

  public Duration shutdownTimeout() {
    return shutdownTimeout;
  }

  void failed() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }

  /** Logback reads these itself and would ignore a mistake. */
  private static void checkLogging(Environment environment) {
    oneOf(LOG_FORMATS, "CULPRIT_LOG_FORMAT", environment.text("CULPRIT_LOG_FORMAT", "text"));
    oneOf(LOG_LEVELS, "CULPRIT_LOG_LEVEL", environment.text("CULPRIT_LOG_LEVEL", "info"));
  }

  private static void oneOf(Set<String> allowed, String key, String value) {
    if (!allowed.contains(value)) {
      throw new ConfigException(
          key
              + " must be one of "
              + String.join(", ", allowed.stream().sorted().toList())
              + ", but is '"
              + value
              + "'");
    }
  }

  private static PrometheusMeterRegistry metrics(String name) {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics.config().commonTags("service", name);
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmGcMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
    new UptimeMetrics().bindTo(metrics);
    return metrics;
  }

  private static Vertx vertx(PrometheusMeterRegistry metrics) {
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            // Two updates for every read and write on a socket, and nobody looks at them.
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    return Vertx.builder()
        .with(new VertxOptions().setMetricsOptions(options))
        .withMetrics(new MicrometerMetricsFactory(metrics))
        .build();
  }
}
