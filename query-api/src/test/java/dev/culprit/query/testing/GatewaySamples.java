package dev.culprit.query.testing;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Rows about gateways as grouping writes them. */
public final class GatewaySamples {
  private static final long FIRST_DAY = LocalDate.of(2020, 1, 1).toEpochDay();

  private final Samples samples;
  private final Set<Long> days = new HashSet<>();
  private long sequence;

  public GatewaySamples(Samples samples) {
    this.samples = samples;
  }

  /** A problem of nginx, seen at that time. */
  public long problem(long projectId, String upstream, String cause, Instant at) {
    long id = samples.problem(projectId, "unresolved", "nginx: " + upstream, "", at, at, 1);
    samples.facet(id, "proxy", "nginx");
    samples.facet(id, "cause", cause);
    samples.facet(id, "upstream", upstream);
    samples.facet(id, "environment", "production");
    return id;
  }

  /** A problem of an application that was seen first at that time. */
  public long application(long projectId, String title, Instant at) {
    long id = samples.problem(projectId, "unresolved", title, "", at, at, 1);
    samples.facet(id, "environment", "production");
    return id;
  }

  public void minute(long projectId, long problemId, Instant at, long count) {
    samples.rollup(
        "minute_rollups",
        projectId,
        problemId,
        "production",
        at.truncatedTo(ChronoUnit.MINUTES),
        count);
  }

  /** Requests of an upstream in one minute, also in its hour. */
  public void requests(
      long projectId,
      Instant at,
      String host,
      String route,
      String upstream,
      long requests,
      long serverErrors,
      long gatewayErrors) {
    for (String table : new String[] {"minute", "hour"}) {
      ChronoUnit unit = table.equals("minute") ? ChronoUnit.MINUTES : ChronoUnit.HOURS;
      samples.run(
          "INSERT INTO grouping.gateway_"
              + table
              + "s VALUES (?, ?, 'production', 'nginx', 'edge-1', ?, ?, ?, ?, 0, ?, ?, ?)"
              + " ON CONFLICT (project_id, "
              + table
              + ", environment, proxy, gateway, host, route, upstream) DO UPDATE SET"
              + " requests = gateway_"
              + table
              + "s.requests + excluded.requests",
          projectId,
          Timestamp.from(at.truncatedTo(unit)),
          host,
          route,
          upstream,
          requests,
          serverErrors,
          gatewayErrors,
          requests * 20);
    }
  }

  public void release(long projectId, String environment, String release, Instant at) {
    samples.run(
        "INSERT INTO grouping.releases VALUES (?, ?, ?, ?)",
        projectId,
        environment,
        release,
        Timestamp.from(at));
  }

  /** An event with these links. */
  public long event(long projectId, long problemId, Instant at, long... links) {
    long day = Math.floorDiv(at.getEpochSecond(), 86_400L) - FIRST_DAY;
    if (days.add(day)) {
      partitions(day);
    }
    long id = (day << 37) + ++sequence;
    samples.run(
        """
        INSERT INTO grouping.events (id, project_id, problem_id, event_uid, occurred_at, received_at, environment, release, level)
        VALUES (?, ?, ?, ?, ?, ?, 'production', '', 'error')""",
        id,
        projectId,
        problemId,
        UUID.randomUUID(),
        Timestamp.from(at),
        Timestamp.from(at));
    for (long link : links) {
      samples.run(
          "INSERT INTO grouping.event_links (event_id, link, project_id) VALUES (?, ?, ?)",
          id,
          link,
          projectId);
    }
    return id;
  }

  private void partitions(long day) {
    String name =
        LocalDate.ofEpochDay(FIRST_DAY + day)
            .atStartOfDay(ZoneOffset.UTC)
            .format(DateTimeFormatter.BASIC_ISO_DATE)
            .substring(0, 8);
    for (String table : new String[] {"events", "event_links", "payloads"}) {
      samples.run(
          "CREATE TABLE grouping.%1$s_%2$s PARTITION OF grouping.%1$s FOR VALUES FROM (%3$d) TO (%4$d)"
              .formatted(table, name, day << 37, (day + 1) << 37));
    }
  }
}
