package dev.culprit.grouping.rule;

/** What is wrong with a text of rules and where; line and column are counted from 1. */
public record RuleError(int line, int column, String message) {}
