package dev.culprit.grouping.supplement;

import dev.culprit.grouping.event.AttachedFile;
import dev.culprit.grouping.monitor.CheckIn;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a supplement says. */
public sealed interface SupplementContent {

  /** What a user of the application wrote; {@code event} is null when it is about none. */
  record Feedback(@Nullable UUID event, String name, String email, String comments, String url)
      implements SupplementContent {}

  /** Events that a client dropped before it sent them. */
  record Lost(String category, String reason, long quantity) implements SupplementContent {}

  /**
   * How one session stands.
   *
   * @param isFirst whether its client says that it told nothing of it before
   */
  record Session(
      UUID session,
      String release,
      String environment,
      Instant startedAt,
      boolean isFirst,
      SessionOutcome outcome)
      implements SupplementContent {}

  /** Sessions that were counted by the client, each in one of the numbers. */
  record Sessions(
      String release,
      String environment,
      Instant startedAt,
      long well,
      long errored,
      long unhandled,
      long abnormal,
      long crashed)
      implements SupplementContent {}

  /** A run of a monitor. */
  record Run(CheckIn checkIn) implements SupplementContent {}

  /** Requests that gateways served in one environment; each batch of records counts once. */
  record Requests(String environment, List<Count> counts) implements SupplementContent {

    /** Those of one minute at one gateway, host, route and upstream; empty when unknown. */
    public record Count(
        Instant minute,
        String proxy,
        String gateway,
        String host,
        String route,
        String upstream,
        long requests,
        long clientErrors,
        long serverErrors,
        long gatewayErrors,
        long durationMs) {}
  }

  /** A file for an event that was sent apart from it. */
  record LateFile(UUID event, AttachedFile file) implements SupplementContent {}
}
