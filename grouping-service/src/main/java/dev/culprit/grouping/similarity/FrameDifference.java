package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;

/** A frame that only one of two traces has; the position counts from 0 at the crash. */
public record FrameDifference(Trace.Frame frame, int position, boolean isOnlyInEvent) {}
