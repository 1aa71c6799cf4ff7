package dev.culprit.grouping.monitor;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a monitor in an environment.
 *
 * @param startedAt of a missed run, when it was due
 * @param failedAt when it failed, was missed or took too long; null when it did not
 */
public record Run(
    Monitor monitor,
    String environment,
    UUID checkInId,
    RunStatus status,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Long durationMillis,
    String release,
    @Nullable Instant failedAt) {}
