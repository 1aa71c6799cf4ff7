package dev.culprit.runtime.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An empty database of one test class, on a server that all classes of the JVM share. Roles belong
 * to the server, so they may exist already.
 */
public final class TestDatabase {
  private final String name;
  private final int port;

  TestDatabase(String name, int port) {
    this.name = name;
    this.port = port;
  }

  /** Of a superuser who needs no password. */
  public String uri() {
    return "postgresql://culprit@127.0.0.1:" + port + "/" + name;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=culprit";
  }

  public String name() {
    return name;
  }

  public int port() {
    return port;
  }

  /** Runs statements as the superuser, for what a test cannot do through the code that it tests. */
  public void execute(String... statements) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
