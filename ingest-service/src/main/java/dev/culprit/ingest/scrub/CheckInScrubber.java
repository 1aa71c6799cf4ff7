package dev.culprit.ingest.scrub;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.MonitorConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;

/** Bounds a run's report of itself, and refuses what no monitor could go by. */
final class CheckInScrubber {
  private static final int LONGEST_SLUG = 64;
  private static final int LONGEST_CRONTAB = 200;
  private static final long LONGEST_INTERVAL = 525_600;
  private static final int LONGEST_MINUTES = 40_320;

  private CheckInScrubber() {}

  static CheckIn scrub(CheckIn told, EventCleaner cleaner) {
    if (told.getStatus() == CheckInStatus.CHECK_IN_STATUS_UNSPECIFIED
        || told.getStatus() == CheckInStatus.UNRECOGNIZED) {
      throw Refused.malformed("check_in.status", "must be in_progress, ok or error");
    }
    CheckIn.Builder checkIn =
        CheckIn.newBuilder()
            .setMonitorSlug(slug(told.getMonitorSlug()))
            .setCheckInId(SupplementScrubber.idOrNothing(told.getCheckInId()))
            .setStatus(told.getStatus())
            .setDurationMs(
                Math.min(Math.max(0, told.getDurationMs()), Duration.ofDays(366).toMillis()))
            .setEnvironment(cleaner.environment(told.getEnvironment()))
            .setRelease(cleaner.word("check_in.release", told.getRelease(), 200));
    if (told.hasMonitorConfig()) {
      checkIn.setMonitorConfig(config(told.getMonitorConfig()));
    }
    return checkIn.build();
  }

  private static String slug(String told) {
    String slug = told.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    if (slug.isEmpty()) {
      throw Refused.malformed("check_in.monitor_slug", "is missing");
    }
    return slug.substring(0, Math.min(slug.length(), LONGEST_SLUG));
  }

  private static MonitorConfig config(MonitorConfig told) {
    MonitorConfig.Builder config =
        MonitorConfig.newBuilder()
            .setCheckInMarginMinutes(minutes(told.getCheckInMarginMinutes()))
            .setMaxRuntimeMinutes(minutes(told.getMaxRuntimeMinutes()))
            .setTimezone(zone(told.getTimezone().strip()));
    switch (told.getScheduleCase()) {
      case CRONTAB -> config.setCrontab(crontab(told.getCrontab().strip()));
      case INTERVAL_MINUTES -> config.setIntervalMinutes(interval(told.getIntervalMinutes()));
      case SCHEDULE_NOT_SET ->
          throw Refused.malformed(
              "check_in.monitor_config.schedule", "must be a crontab or an interval");
    }
    return config.build();
  }

  private static int minutes(int told) {
    return Math.min(Math.max(0, told), LONGEST_MINUTES);
  }

  private static String zone(String told) {
    if (told.isEmpty()) {
      return "UTC";
    }
    try {
      return ZoneId.of(told).getId();
    } catch (DateTimeException unknown) {
      throw Refused.malformed("check_in.monitor_config.timezone", "is no IANA time zone");
    }
  }

  /** Only its shape; whether it can be read is for grouping to say, which goes by it. */
  private static String crontab(String told) {
    boolean isPlain = told.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    if (told.isEmpty() || told.length() > LONGEST_CRONTAB || !isPlain) {
      throw Refused.malformed("check_in.monitor_config.crontab", "is no crontab of five fields");
    }
    return told;
  }

  private static long interval(long told) {
    if (told < 1 || told > LONGEST_INTERVAL) {
      throw Refused.malformed(
          "check_in.monitor_config.interval_minutes", "must be 1 to " + LONGEST_INTERVAL);
    }
    return told;
  }
}
