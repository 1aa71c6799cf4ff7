package dev.culprit.grouping.activity;

/** Further requests that a project's gateways served in one minute, by host and upstream. */
public record RequestDelta(
    long projectId,
    String environment,
    long minuteEpochSecond,
    String host,
    String upstream,
    long requests,
    long serverErrors) {}
