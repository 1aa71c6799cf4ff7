package dev.culprit.alert.incident;

/** Where at most one incident is open at a time. */
public record IncidentScope(long ruleId, long problemId, String environment) {}
