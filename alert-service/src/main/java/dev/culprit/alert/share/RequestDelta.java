package dev.culprit.alert.share;

/**
 * Further requests of one project in one minute since 1970 UTC.
 *
 * @param host empty when unknown, as is {@code upstream}
 * @param serverErrors those answered 5xx
 */
public record RequestDelta(
    long projectId,
    String environment,
    int minute,
    String host,
    String upstream,
    long requests,
    long serverErrors) {}
