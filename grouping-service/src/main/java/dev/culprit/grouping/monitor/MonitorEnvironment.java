package dev.culprit.grouping.monitor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor stands in one environment.
 *
 * @param status how the latest run ended: waiting, ok, failed, missed, timeout; silent when nobody
 *     waits for runs any more
 * @param nextDueAt null without a schedule
 */
public record MonitorEnvironment(
    long monitorId,
    String name,
    String status,
    Instant lastCheckInAt,
    @Nullable Instant nextDueAt,
    int missedInARow) {

  static final String WAITING = "waiting";
  static final String SILENT = "silent";
}
