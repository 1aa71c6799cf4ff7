package dev.culprit.grouping.supplement;

import dev.culprit.grouping.activity.OutboxEntry;
import java.util.List;
import java.util.Map;

/**
 * What a committed transaction did.
 *
 * @param results those that are absent were there before
 * @param entries what others are told of it
 */
record StoredSupplements(Map<SupplementKey, SupplementResult> results, List<OutboxEntry> entries) {}
