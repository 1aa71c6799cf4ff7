package dev.culprit.alert.rate;

/**
 * How many events a series has in one environment and minute: absolute, so that merging it twice or
 * late changes nothing. Minutes count from 1970 UTC.
 */
public record MinuteCount(SeriesKey key, String environment, int minute, long count) {}
