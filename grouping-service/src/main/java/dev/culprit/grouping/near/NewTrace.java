package dev.culprit.grouping.near;

import dev.culprit.grouping.problem.FingerprintKey;

/** A trace to store, with the fingerprint that brought it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record NewTrace(FingerprintKey fingerprint, long problemId, byte[] body) {}
