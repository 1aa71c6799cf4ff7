package dev.culprit.grouping.problem;

/** What a list or a notification says of a problem; taken from the event that opened it. */
public record ProblemSummary(
    String title, String message, String culprit, String level, String platform) {}
