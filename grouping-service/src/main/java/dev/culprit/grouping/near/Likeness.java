package dev.culprit.grouping.near;

/** A problem that looks like another; {@code likeness} is between 0 and 1. */
public record Likeness(long problemId, long likeProblemId, double likeness) {}
