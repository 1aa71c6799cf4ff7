package dev.culprit.runtime.management;

import io.vertx.core.Future;

/** Asks whether one thing that a service needs works now; a failed future says why not. */
@FunctionalInterface
public interface HealthCheck {
  Future<Void> check();
}
