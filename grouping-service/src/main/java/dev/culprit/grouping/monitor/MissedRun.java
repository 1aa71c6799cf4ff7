package dev.culprit.grouping.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;

/** A run that never began. Its id follows from when it was due, so that it is missed only once. */
final class MissedRun {

  private MissedRun() {}

  static Run of(Monitor monitor, String environment, Instant due) {
    String name = "missed " + monitor.id() + " " + environment + " " + due;
    return new Run(
        monitor,
        environment,
        UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
        RunStatus.MISSED,
        due,
        null,
        null,
        "",
        due.plus(monitor.config().margin()));
  }
}
