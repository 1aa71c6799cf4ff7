package dev.culprit.runtime.database;

import dev.culprit.runtime.config.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The launcher's own connections to its server, to see whether it answers and to make the database.
 */
final class LocalLogin {
  private static final String ALREADY_THERE = "42P04";

  private final PostgresCluster cluster;

  LocalLogin(PostgresCluster cluster) {
    this.cluster = cluster;
  }

  /** To the maintenance database, which exists from the beginning. */
  Connection connect(int port) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", PostgresCluster.USER);
    cluster.password().map(Secret::value).ifPresent(text -> login.setProperty("password", text));
    login.setProperty("connectTimeout", "5");
    login.setProperty("socketTimeout", "30");
    return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login);
  }

  void createDatabase(int port) {
    try (Connection connection = connect(port);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + PostgresCluster.USER);
    } catch (SQLException e) {
      if (!ALREADY_THERE.equals(e.getSQLState())) {
        throw new IllegalStateException("the database cannot be created", e);
      }
    }
  }
}
