package dev.culprit.ingest.sentry.item;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.sentry.event.EventIds;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.MonitorConfig;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Map;

/** Runs of scheduled jobs, as their clients tell them. */
final class CheckIns {
  private static final long MOST_MS = 366L * 86_400_000;

  private CheckIns() {}

  static Supplement.Builder of(MapValue told) {
    CheckIn.Builder run =
        CheckIn.newBuilder()
            .setMonitorSlug(ValueText.find(told, "monitor_slug"))
            .setCheckInId(EventIds.plain(ValueText.find(told, "check_in_id")))
            .setStatus(status(ValueText.find(told, "status")))
            .setDurationMs(milliseconds(Shapes.field(told, "duration")))
            .setEnvironment(ValueText.find(told, "environment"))
            .setRelease(ValueText.find(told, "release"));
    Value config = Shapes.field(told, "monitor_config");
    if (config.hasMapValue()) {
      run.setMonitorConfig(config(config.getMapValue()));
    }
    return Supplement.newBuilder().setCheckIn(run);
  }

  static Supplement.Builder of(String slug, Map<String, String> query) {
    CheckIn.Builder run =
        CheckIn.newBuilder()
            .setMonitorSlug(slug)
            .setCheckInId(EventIds.plain(query.getOrDefault("check_in_id", "")))
            .setStatus(status(query.getOrDefault("status", "")))
            .setEnvironment(query.getOrDefault("environment", ""));
    try {
      run.setDurationMs(bounded(Double.parseDouble(query.getOrDefault("duration", "0"))));
    } catch (NumberFormatException notANumber) {
      run.setDurationMs(0);
    }
    return Supplement.newBuilder().setCheckIn(run);
  }

  private static CheckInStatus status(String word) {
    return switch (word) {
      case "in_progress" -> CheckInStatus.CHECK_IN_STATUS_IN_PROGRESS;
      case "ok" -> CheckInStatus.CHECK_IN_STATUS_OK;
      case "error" -> CheckInStatus.CHECK_IN_STATUS_ERROR;
      default -> throw Refused.malformed("status", "must be in_progress, ok or error");
    };
  }

  private static long milliseconds(Value seconds) {
    return bounded(
        seconds.hasDoubleValue() ? seconds.getDoubleValue() : (double) seconds.getIntValue());
  }

  private static long bounded(double seconds) {
    return seconds > 0 ? (long) Math.min(MOST_MS, seconds * 1_000) : 0;
  }

  private static MonitorConfig config(MapValue told) {
    MonitorConfig.Builder config = MonitorConfig.newBuilder();
    MapValue schedule = Shapes.field(told, "schedule").getMapValue();
    Value value = Shapes.field(schedule, "value");
    if (ValueText.find(schedule, "type").equals("crontab") && value.hasStringValue()) {
      config.setCrontab(value.getStringValue());
    } else if (value.getIntValue() > 0) {
      long minutes =
          Math.min(value.getIntValue(), 525_600) * minutesOf(ValueText.find(schedule, "unit"));
      config.setIntervalMinutes(Math.min(525_600, minutes));
    }
    return config
        .setCheckInMarginMinutes(ValueText.number(told, "checkin_margin"))
        .setMaxRuntimeMinutes(ValueText.number(told, "max_runtime"))
        .setTimezone(ValueText.find(told, "timezone"))
        .build();
  }

  private static long minutesOf(String unit) {
    return switch (unit) {
      case "hour" -> 60;
      case "day" -> 1_440;
      case "week" -> 10_080;
      case "month" -> 43_200;
      case "year" -> 525_600;
      default -> 1;
    };
  }
}
