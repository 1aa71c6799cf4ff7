package dev.culprit.ingest.gateway.record;

/**
 * One server that was tried for a request. Times are in seconds, NaN when not reached or not
 * logged.
 *
 * @param upstream as the proxy names it; empty when unknown
 * @param status 0 when it gave none
 * @param bytesReceived from it, -1 when unknown
 */
public record UpstreamTry(
    String upstream,
    int status,
    double connectTime,
    double headerTime,
    double responseTime,
    long bytesReceived) {}
