package dev.culprit.alert.share;

/**
 * How a share stands to its line.
 *
 * @param limit the share above which it fires
 */
record ShareVerdict(boolean isFiring, boolean isCalm, double limit, String comparison) {}
