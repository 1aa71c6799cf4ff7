package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.Actor;
import dev.culprit.query.http.Caller;

/** Who asks, as grouping notes it in histories. */
public final class Actors {
  private Actors() {}

  public static Actor of(Caller caller) {
    return Actor.newBuilder().setUserId(caller.userId()).setName(caller.name()).build();
  }
}
