package dev.culprit.alert.incident;

/**
 * An incident opened or closed, as instances tell each other. Flat, so that Hazelcast carries it as
 * it is.
 *
 * @param atMillis when, since 1970 UTC
 * @param reason why, in one sentence
 */
public record IncidentChange(
    boolean opened,
    long incidentId,
    long ruleId,
    long projectId,
    long problemId,
    String environment,
    long atMillis,
    String reason) {
  IncidentScope scope() {
    return new IncidentScope(ruleId, problemId, environment);
  }
}
