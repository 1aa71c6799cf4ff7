package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Optional;

/**
 * How a service reaches PostgreSQL.
 *
 * @param uri {@code postgresql://user[:password]@host:port/database}
 * @param password used instead of one in the URI
 * @param role the least-privileged role that every session acts as after login
 * @param poolSize the most connections at a time
 */
public record DatabaseConfig(String uri, Optional<Secret> password, String role, int poolSize) {
  private static final String URI_KEY = "CULPRIT_DATABASE_URI";

  public DatabaseConfig {
    if (poolSize < 1) {
      throw new ConfigException("CULPRIT_DATABASE_POOL_SIZE must be at least 1");
    }
    options(uri);
  }

  public static DatabaseConfig from(Environment environment, String role, int defaultPoolSize) {
    return new DatabaseConfig(
        environment.text(URI_KEY, "postgresql://culprit@127.0.0.1:5433/culprit"),
        environment.secret("CULPRIT_DATABASE_PASSWORD"),
        role,
        environment.integer("CULPRIT_DATABASE_POOL_SIZE", defaultPoolSize, 1, 1000));
  }

  /** Where to connect and as whom to log in, without the role. */
  PgConnectOptions login() {
    PgConnectOptions options = options(uri);
    password.ifPresent(secret -> options.setPassword(secret.value()));
    return options;
  }

  /** The schema that the role owns: its name without the product's prefix. */
  String schema() {
    return role.startsWith("culprit_") ? role.substring("culprit_".length()) : role;
  }

  @Override
  public String toString() {
    PgConnectOptions options = options(uri);
    return "DatabaseConfig["
        + options.getUser()
        + "@"
        + options.getHost()
        + ":"
        + options.getPort()
        + "/"
        + options.getDatabase()
        + " as "
        + role
        + ", "
        + poolSize
        + " connections]";
  }

  private static PgConnectOptions options(String uri) {
    try {
      return PgConnectOptions.fromUri(uri);
    } catch (RuntimeException e) {
      throw new ConfigException(URI_KEY + " must be postgresql://user@host:port/database", e);
    }
  }
}
