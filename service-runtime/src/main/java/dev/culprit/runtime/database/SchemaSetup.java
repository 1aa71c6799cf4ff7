package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes the roles, the schema and the extensions that a migration needs, each only when it is
 * missing, so that an administrator can make them beforehand for a login with few rights.
 */
final class SchemaSetup {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  // Roles belong to the whole server, and the lock that callers hold only to one database: another
  // database's setup may be quicker.
  private static final Set<String> MADE_BY_ANOTHER = Set.of("42710", "23505", "42P06", "XX000");
  private static final int ATTEMPTS = 20;

  private final Connection connection;
  private final SchemaOwner owner;
  private final String login;
  private final boolean grantsHaveOptions;

  SchemaSetup(Connection connection, SchemaOwner owner) throws SQLException {
    this.connection = connection;
    this.owner = owner;
    this.login = '"' + text("SELECT session_user").replace("\"", "\"\"") + '"';
    this.grantsHaveOptions = connection.getMetaData().getDatabaseMajorVersion() >= 16;
  }

  void run() throws SQLException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        missing().forEach(this::execute);
        grantToReader();
        return;
      } catch (FailedStatement e) {
        if (INSUFFICIENT_PRIVILEGE.equals(e.sqlState())) {
          throw new ConfigException(help(e), e);
        }
        if (attempt == ATTEMPTS || !MADE_BY_ANOTHER.contains(e.sqlState())) {
          throw e.cause;
        }
        Thread.sleep(20L * attempt);
      }
    }
  }

  /** What an administrator of the server would have to run. */
  private List<String> missing() throws SQLException {
    List<String> statements = new ArrayList<>();
    for (String role : List.of(owner.role(), Migrations.READER)) {
      if (!exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
        statements.add("CREATE ROLE " + role + " NOLOGIN");
      }
    }
    if (!holds(
        "SELECT pg_has_role(session_user, oid, ?) FROM pg_roles WHERE rolname = ?",
        grantsHaveOptions ? "SET" : "MEMBER",
        owner.role())) {
      statements.add(
          "GRANT "
              + owner.role()
              + " TO "
              + login
              + (grantsHaveOptions ? " WITH SET TRUE, INHERIT FALSE" : ""));
    }
    if (!owner.alsoReads().isEmpty()
        && !holds(
            "SELECT pg_has_role(r.oid, q.oid, 'USAGE') FROM pg_roles r, pg_roles q WHERE r.rolname = ? AND q.rolname = ?",
            owner.role(),
            Migrations.READER)) {
      statements.add("GRANT " + Migrations.READER + " TO " + owner.role());
    }
    if (!exists("SELECT 1 FROM pg_namespace WHERE nspname = ?", owner.schema())) {
      statements.add("CREATE SCHEMA " + owner.schema() + " AUTHORIZATION " + owner.role());
    }
    for (String extension : owner.extensions()) {
      if (!exists("SELECT 1 FROM pg_extension WHERE extname = ?", extension)) {
        statements.add("CREATE EXTENSION " + extension + " SCHEMA public");
      }
    }
    return statements;
  }

  /** As the owner, so that the defaults are those for its future tables. */
  private void grantToReader() {
    String schema = owner.schema();
    execute("SET ROLE " + owner.role());
    if (owner.readable()) {
      execute("GRANT USAGE ON SCHEMA " + schema + " TO " + Migrations.READER);
      execute(
          "ALTER DEFAULT PRIVILEGES IN SCHEMA "
              + schema
              + " GRANT SELECT ON TABLES TO "
              + Migrations.READER);
    } else {
      execute("REVOKE ALL ON SCHEMA " + schema + " FROM " + Migrations.READER);
    }
    execute("RESET ROLE");
  }

  private String help(FailedStatement failure) throws SQLException {
    execute("RESET ROLE");
    String statements = String.join("; ", missing());
    return "the login "
        + login
        + " may not prepare schema "
        + owner.schema()
        + " ("
        + failure.cause.getMessage()
        + "). Run this as a superuser in database "
        + text("SELECT current_database()")
        + " and start again: "
        + statements
        + ";";
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new FailedStatement(e);
    }
  }

  private boolean exists(String query, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private boolean holds(String query, String first, String second) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, first);
      statement.setString(2, second);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static final class FailedStatement extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException cause;

    FailedStatement(SQLException cause) {
      super(cause);
      this.cause = cause;
    }

    String sqlState() {
      return String.valueOf(cause.getSQLState());
    }
  }
}
