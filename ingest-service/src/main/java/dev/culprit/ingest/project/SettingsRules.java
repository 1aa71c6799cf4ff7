package dev.culprit.ingest.project;

import dev.culprit.proto.ingest.v1.ProjectSettings;
import java.util.List;

/** Checks what owners set and fills in what they left open. */
final class SettingsRules {
  private static final int DEFAULT_RETENTION_DAYS = 30;
  private static final int LONGEST_RETENTION_DAYS = 3_650;
  private static final int MOST_NAMES = 100;
  private static final int LONGEST_NAME = 64;

  private SettingsRules() {}

  /** Fails with IllegalArgumentException, which is answered as INVALID_ARGUMENT. */
  static ProjectSettings checked(ProjectSettings settings) {
    int days = settings.getRetentionDays();
    require(
        days >= 0 && days <= LONGEST_RETENTION_DAYS,
        "settings.retention_days must be from 1 to " + LONGEST_RETENTION_DAYS);
    require(settings.getEventsPerMinute() >= 0, "settings.events_per_minute must not be negative");
    List<String> names =
        settings.getScrubNamesList().stream().map(String::strip).distinct().toList();
    require(names.size() <= MOST_NAMES, "settings.scrub_names must be at most " + MOST_NAMES);
    for (String name : names) {
      require(
          !name.isEmpty() && name.length() <= LONGEST_NAME && name.indexOf(0) < 0,
          "settings.scrub_names must each have 1 to " + LONGEST_NAME + " characters");
    }
    return settings.toBuilder()
        .setRetentionDays(days == 0 ? DEFAULT_RETENTION_DAYS : days)
        .clearScrubNames()
        .addAllScrubNames(names)
        .build();
  }

  static String checkedName(String field, String name, int longest) {
    String stripped = name.strip();
    require(
        !stripped.isEmpty() && stripped.length() <= longest && stripped.indexOf(0) < 0,
        field + " must have 1 to " + longest + " characters");
    return stripped;
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
