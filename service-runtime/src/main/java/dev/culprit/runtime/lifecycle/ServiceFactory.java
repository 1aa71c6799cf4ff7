package dev.culprit.runtime.lifecycle;

import dev.culprit.runtime.config.Environment;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;

/**
 * Builds a service from its settings; reads every key that the service knows, so that unknown ones
 * can be refused afterwards.
 */
@FunctionalInterface
public interface ServiceFactory {
  RunningService create(Vertx vertx, Environment environment, MeterRegistry metrics);
}
