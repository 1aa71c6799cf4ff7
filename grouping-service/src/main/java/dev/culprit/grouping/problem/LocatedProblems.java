package dev.culprit.grouping.problem;

import java.util.Map;
import java.util.Set;

/** Where fingerprints lead, and which of these problems this transaction opened. */
public record LocatedProblems(Map<FingerprintKey, Long> ids, Set<Long> opened) {}
