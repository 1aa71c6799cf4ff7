package dev.culprit.grouping;

import dev.culprit.runtime.lifecycle.ServiceMain;

/** Starts grouping as a process of its own. */
public final class GroupingMain {

  private GroupingMain() {}

  public static void main(String[] arguments) {
    ServiceMain.run(
        "grouping",
        (vertx, environment, metrics) ->
            new GroupingService(vertx, GroupingConfig.from(environment), metrics));
  }
}
