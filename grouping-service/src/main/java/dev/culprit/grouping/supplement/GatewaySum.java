package dev.culprit.grouping.supplement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** Requests that gateways served, added up under one key. */
public record GatewaySum(
    Key key,
    long requests,
    long clientErrors,
    long serverErrors,
    long gatewayErrors,
    long durationMs) {

  /** Where requests are counted; {@code at} is the start of the minute or hour. */
  public record Key(
      long projectId,
      Instant at,
      String environment,
      String proxy,
      String gateway,
      String host,
      String route,
      String upstream)
      implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::projectId)
            .thenComparing(Key::at)
            .thenComparing(Key::environment)
            .thenComparing(Key::proxy)
            .thenComparing(Key::gateway)
            .thenComparing(Key::host)
            .thenComparing(Key::route)
            .thenComparing(Key::upstream);

    Key ofHour() {
      return new Key(
          projectId,
          at.truncatedTo(ChronoUnit.HOURS),
          environment,
          proxy,
          gateway,
          host,
          route,
          upstream);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  GatewaySum ofHour() {
    return new GatewaySum(
        key.ofHour(), requests, clientErrors, serverErrors, gatewayErrors, durationMs);
  }

  GatewaySum plus(GatewaySum other) {
    return new GatewaySum(
        key,
        requests + other.requests,
        clientErrors + other.clientErrors,
        serverErrors + other.serverErrors,
        gatewayErrors + other.gatewayErrors,
        durationMs + other.durationMs);
  }
}
