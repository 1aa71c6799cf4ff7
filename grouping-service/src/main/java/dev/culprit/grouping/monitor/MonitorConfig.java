package dev.culprit.grouping.monitor;

import java.time.Duration;

/**
 * What is expected of the runs of a monitor.
 *
 * @param margin how late a run may start before it counts as missed
 * @param maxRuntime how long a run may take before it counts as failed
 */
public record MonitorConfig(Schedule schedule, Duration margin, Duration maxRuntime) {}
