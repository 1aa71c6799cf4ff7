package dev.culprit.grouping.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Duration;
import dev.culprit.grouping.supplement.SupplementContent;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads counted requests. Numbers that contradict each other are brought into bounds, because sums
 * are never mended later.
 */
final class GatewayCountsReader {

  private static final int MOST_COUNTS = 1000;
  private static final long MINUTE = 60;
  private static final long OLDEST_SECONDS = 32 * 86_400L;
  private static final long NEWEST_SECONDS = 2 * 86_400L;

  /** Four such values, with the rest of the key, fit into a row of an index. */
  private static final int MOST_BYTES = 500;

  private static final int MOST_BYTES_A_CHAR = 3;

  private final Clock clock;

  GatewayCountsReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * The identity of the counts, which their batch decides: it is the same when the same records are
   * sent in another message. Null when the batch has no id.
   */
  static @Nullable UUID uid(GatewayCounts counts) {
    return counts.getBatchId().isEmpty()
        ? null
        : UUID.nameUUIDFromBytes(("gateway counts " + counts.getBatchId()).getBytes(UTF_8));
  }

  /** Null when there is nothing in it that can be counted, or more than the contract allows. */
  @Nullable SupplementContent read(GatewayCounts told) {
    if (told.getCountsCount() > MOST_COUNTS) {
      return null;
    }
    List<SupplementContent.Requests.Count> counts = new ArrayList<>(told.getCountsCount());
    for (GatewayCount count : told.getCountsList()) {
      if (count.getRequests() > 0 && isStorable(count.getMinuteEpochSeconds())) {
        counts.add(count(count));
      }
    }
    String environment = told.getEnvironment();
    return counts.isEmpty()
        ? null
        : new SupplementContent.Requests(
            environment.isEmpty() ? "default" : EventReader.clean(environment), counts);
  }

  private boolean isStorable(long second) {
    long now = clock.instant().getEpochSecond();
    return second >= now - OLDEST_SECONDS && second <= now + NEWEST_SECONDS;
  }

  private static SupplementContent.Requests.Count count(GatewayCount told) {
    long serverErrors = within(told.getServerErrors(), told.getRequests());
    return new SupplementContent.Requests.Count(
        Instant.ofEpochSecond(Math.floorDiv(told.getMinuteEpochSeconds(), MINUTE) * MINUTE),
        GatewayPart.code(told.getProxy()),
        bounded(told.getGateway()),
        bounded(told.getHost()),
        bounded(told.getRoute()),
        bounded(told.getUpstream()),
        told.getRequests(),
        within(told.getClientErrors(), told.getRequests() - serverErrors),
        serverErrors,
        within(told.getGatewayErrors(), serverErrors),
        millis(told.getDuration()));
  }

  private static long within(long count, long most) {
    return Math.max(0, Math.min(count, most));
  }

  private static long millis(Duration duration) {
    return Math.max(0, duration.getSeconds()) * 1000 + Math.max(0, duration.getNanos()) / 1_000_000;
  }

  private static String bounded(String text) {
    String clean = EventReader.clean(text);
    if (clean.length() * MOST_BYTES_A_CHAR <= MOST_BYTES) {
      return clean;
    }
    int bytes = 0;
    for (int end = 0; end < clean.length(); ) {
      int next = clean.offsetByCodePoints(end, 1);
      bytes += clean.substring(end, next).getBytes(UTF_8).length;
      if (bytes > MOST_BYTES) {
        return clean.substring(0, end);
      }
      end = next;
    }
    return clean;
  }
}
