package dev.culprit.alert;

import dev.culprit.runtime.lifecycle.ServiceMain;

/** Runs alert-service as a process of its own. */
public final class AlertMain {
  private AlertMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "alert",
        (vertx, environment, metrics) ->
            new AlertService(vertx, AlertConfig.from(environment), metrics));
  }
}
