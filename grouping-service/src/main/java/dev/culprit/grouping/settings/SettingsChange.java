package dev.culprit.grouping.settings;

/** Settings as they were from one change on, and who made it; {@code userId} 0 stands for a key. */
public record SettingsChange(GroupingSettings settings, long userId, String actorName) {}
