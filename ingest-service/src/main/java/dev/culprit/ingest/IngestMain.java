package dev.culprit.ingest;

import dev.culprit.runtime.lifecycle.ServiceMain;

/** Runs ingest as a process of its own. */
public final class IngestMain {
  private IngestMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "ingest",
        (vertx, environment, metrics) ->
            new IngestService(vertx, IngestConfig.from(environment), metrics));
  }
}
