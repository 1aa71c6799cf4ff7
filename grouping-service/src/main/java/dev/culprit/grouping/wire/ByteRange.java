package dev.culprit.grouping.wire;

/** Where a field lies in an event's bytes, with its tag; the end does not belong to it. */
record ByteRange(int start, int end) {}
