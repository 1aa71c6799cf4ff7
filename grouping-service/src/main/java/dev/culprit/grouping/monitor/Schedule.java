package dev.culprit.grouping.monitor;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When runs of a monitor are due. */
public sealed interface Schedule {

  /** The first time after that one; empty when there is none. */
  Optional<Instant> nextAfter(Instant time);

  /** No client has told when. */
  record Unknown() implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant time) {
      return Optional.empty();
    }
  }

  /** So long after the run before. */
  record Interval(long minutes) implements Schedule {
    @Override
    public Optional<Instant> nextAfter(Instant time) {
      return Optional.of(time.plus(Duration.ofMinutes(minutes)));
    }
  }

  /** Five fields, or one of the words with an @ that stand for them, as in crontab(5). */
  record Crontab(String expression, ZoneId zone) implements Schedule {

    private static final CronDefinition FIELDS =
        CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    private static final Map<String, String> WORDS =
        Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** Throws IllegalArgumentException for what cannot be read. */
    public Crontab {
      times(expression);
    }

    private static ExecutionTime times(String expression) {
      String fields = WORDS.getOrDefault(expression.toLowerCase(Locale.ROOT), expression);
      return ExecutionTime.forCron(new CronParser(FIELDS).parse(fields));
    }

    @Override
    public Optional<Instant> nextAfter(Instant time) {
      return times(expression).nextExecution(time.atZone(zone)).map(ZonedDateTime::toInstant);
    }
  }
}
