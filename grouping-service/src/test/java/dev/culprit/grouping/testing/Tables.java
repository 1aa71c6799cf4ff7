package dev.culprit.grouping.testing;

import dev.culprit.runtime.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks into the tables, past the code under test. */
public final class Tables {

  private final TestDatabase database;

  public Tables(TestDatabase database) {
    this.database = database;
  }

  /** The schema of ingest, as far as grouping reads it. */
  public void createProjects() {
    database.execute(
        "CREATE SCHEMA IF NOT EXISTS ingest",
        "CREATE TABLE IF NOT EXISTS ingest.projects"
            + " (id bigint PRIMARY KEY, retention_days integer NOT NULL DEFAULT 30)",
        "DO $$ BEGIN CREATE ROLE culprit_grouping NOLOGIN;"
            + " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$",
        "GRANT USAGE ON SCHEMA ingest TO culprit_grouping",
        "GRANT SELECT ON ingest.projects TO culprit_grouping");
  }

  public void execute(String... statements) {
    database.execute(statements);
  }

  /** Locks the rows that the query finds, until the end. */
  public Held hold(String sql) {
    try {
      Connection connection = DriverManager.getConnection(database.jdbcUrl());
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql + " FOR UPDATE");
      }
      return () -> {
        try (connection) {
          connection.rollback();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Locks on rows. */
  @FunctionalInterface
  public interface Held extends AutoCloseable {

    @Override
    void close();
  }

  public long number(String sql) {
    List<List<Object>> rows = rows(sql);
    return ((Number) rows.get(0).get(0)).longValue();
  }

  public List<List<Object>> rows(String sql) {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      int columns = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(results.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
