package dev.culprit.query.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a gateway's problem and its upstream.
 *
 * @param startedAt when the latest bout of it began
 * @param bursts of the problem, in order; may be empty when it is older than the sums by minute
 * @param newRelease one that was first seen around the last burst, after others
 * @param brokenOff how many events of the same upstream in the minutes before the start tell that
 *     it reset or closed connections
 * @param isCounted whether requests of the proxy are counted at all
 * @param hasServed whether the upstream ever served anything before the start
 * @param timedOut upstreams of the proxy that could not be connected to in time around the start
 * @param serving other upstreams of the proxy that served requests around the start
 * @param isSaturated whether the same upstream's queue was full around the start
 */
record HistoryFacts(
    String cause,
    String upstream,
    Instant now,
    Instant startedAt,
    List<Burst> bursts,
    Optional<String> newRelease,
    long brokenOff,
    boolean isCounted,
    boolean hasServed,
    long timedOut,
    long serving,
    boolean isSaturated) {}
