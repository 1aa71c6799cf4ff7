package dev.culprit.grouping.activity;

/** Further events of one problem in one environment and minute of occurrence. */
public record CountDelta(
    long projectId,
    long problemId,
    String environment,
    long minuteEpochSecond,
    long count,
    boolean isIgnored) {}
