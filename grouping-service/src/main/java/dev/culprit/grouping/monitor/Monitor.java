package dev.culprit.grouping.monitor;

/** A scheduled job of a project. */
public record Monitor(long id, long projectId, String slug, MonitorConfig config) {}
