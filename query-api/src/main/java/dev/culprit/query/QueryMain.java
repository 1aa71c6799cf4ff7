package dev.culprit.query;

import dev.culprit.runtime.lifecycle.ServiceMain;

/** Runs query-api as a process of its own. */
public final class QueryMain {
  private QueryMain() {}

  public static void main(String[] args) {
    ServiceMain.run(
        "query",
        (vertx, environment, metrics) ->
            new QueryService(vertx, QueryConfig.from(environment), metrics));
  }
}
