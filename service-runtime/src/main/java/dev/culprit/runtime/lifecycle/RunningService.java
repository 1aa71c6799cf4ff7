package dev.culprit.runtime.lifecycle;

import dev.culprit.runtime.management.Readiness;
import io.vertx.core.Future;

/** One service of the product, wired and ready to start; started and stopped at most once. */
public interface RunningService {
  /**
   * Completes when the service accepts work; fails when it cannot, and then {@link #stop()} still
   * cleans up.
   */
  Future<Void> start();

  /** Finishes what was accepted, then lets go of every resource. */
  Future<Void> stop();

  Readiness readiness();
}
