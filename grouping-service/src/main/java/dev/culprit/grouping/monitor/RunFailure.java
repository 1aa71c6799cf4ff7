package dev.culprit.grouping.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A run that did not go well, and that a problem has to tell of; the status says how. */
public record RunFailure(
    long rowId,
    long projectId,
    long monitorId,
    String slug,
    String environment,
    UUID checkInId,
    RunStatus status,
    Instant startedAt,
    Instant failedAt,
    String release,
    Duration maxRuntime) {}
