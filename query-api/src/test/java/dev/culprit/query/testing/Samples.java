package dev.culprit.query.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Rows as the owning services write them, for tests in which those are not running. */
public final class Samples {
  private final String jdbcUrl;

  public Samples(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  public long project(String slug) {
    return number(
        "INSERT INTO ingest.projects (slug, name) VALUES (?, ?) RETURNING id",
        slug,
        "Project " + slug);
  }

  /** A problem that was seen first and last at the given times. */
  public long problem(
      long projectId,
      String status,
      String title,
      String message,
      Instant firstSeen,
      Instant lastSeen,
      long count) {
    return number(
        """
        WITH problem AS (INSERT INTO grouping.problems (project_id, status, title, message, culprit, level, platform, occurrence_count, first_seen, last_seen)
        VALUES (?, ?, ?, ?, 'OrderService.place', 'error', 'java', ?, ?, ?) RETURNING id, title, message, culprit)
        INSERT INTO grouping.problem_texts SELECT id, lower(title || ' ' || message || ' ' || culprit) FROM problem RETURNING problem_id""",
        projectId,
        status,
        title,
        message,
        count,
        Timestamp.from(firstSeen),
        Timestamp.from(lastSeen));
  }

  public void facet(long problemId, String kind, String value) {
    run(
        "INSERT INTO grouping.problem_facets (problem_id, kind, value) VALUES (?, ?, ?)",
        problemId,
        kind,
        value);
  }

  public void rollup(
      String table,
      long projectId,
      long problemId,
      String environment,
      Instant bucket,
      long count) {
    run(
        "INSERT INTO grouping."
            + table
            + " (project_id, problem_id, environment, bucket, count) VALUES (?, ?, ?, ?, ?)",
        projectId,
        problemId,
        environment,
        Timestamp.from(bucket),
        count);
  }

  /** Events of a whole project in a release and an hour. */
  public void release(long projectId, String release, Instant hour, long count) {
    run(
        "INSERT INTO grouping.hour_rollups (project_id, problem_id, environment, release, bucket, count) VALUES (?, 0, 'production', ?, ?, ?)",
        projectId,
        release,
        Timestamp.from(hour),
        count);
  }

  public void run(String sql, Object... values) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = prepare(connection, sql, values)) {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public long number(String sql, Object... values) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
