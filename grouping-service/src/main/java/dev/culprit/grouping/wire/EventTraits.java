package dev.culprit.grouping.wire;

import dev.culprit.grouping.event.Trait;
import java.util.ArrayList;
import java.util.List;

/** The traits of an event out of its scan. */
final class EventTraits {

  private static final int FIRST_ERROR = 400;
  private static final int LAST_ERROR = 599;

  private EventTraits() {}

  static List<Trait> of(EventScan scan) {
    boolean hasStatus = scan.httpStatus() >= FIRST_ERROR && scan.httpStatus() <= LAST_ERROR;
    GatewayPart gateway = scan.gateway();
    if (!hasStatus && gateway == null) {
      return List.of();
    }
    List<Trait> traits = new ArrayList<>(gateway == null ? 1 : 6);
    if (hasStatus) {
      traits.add(new Trait(Trait.HTTP_STATUS, Integer.toString(scan.httpStatus())));
    }
    if (gateway != null) {
      add(traits, Trait.PROXY, gateway.proxy());
      add(traits, Trait.CAUSE, gateway.cause());
      add(traits, Trait.HOST, gateway.host());
      add(traits, Trait.UPSTREAM, gateway.upstream());
      add(traits, Trait.UPSTREAM_GROUP, gateway.upstreamGroup());
    }
    return traits;
  }

  private static void add(List<Trait> traits, String kind, String value) {
    if (!value.isEmpty()) {
      traits.add(new Trait(kind, EventReader.clean(value)));
    }
  }
}
