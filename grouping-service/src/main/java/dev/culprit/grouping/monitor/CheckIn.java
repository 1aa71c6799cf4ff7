package dev.culprit.grouping.monitor;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of itself.
 *
 * @param id the run; null for the latest one of the monitor
 * @param status in progress, ok or failed
 * @param durationMillis 0 when it was not told
 * @param config null when the monitor stays as it is
 * @param unreadable why the config that came with it cannot be read; null when it can
 */
public record CheckIn(
    String slug,
    String environment,
    @Nullable UUID id,
    RunStatus status,
    long durationMillis,
    String release,
    @Nullable MonitorConfig config,
    @Nullable String unreadable) {

  boolean isFinal() {
    return status != RunStatus.IN_PROGRESS;
  }
}
