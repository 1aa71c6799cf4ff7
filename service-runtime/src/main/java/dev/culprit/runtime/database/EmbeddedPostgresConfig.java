package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What to start.
 *
 * @param dataDirectory the cluster's files; made when missing
 * @param cacheDirectory where the unpacked binaries are kept for the next start
 * @param port 0 takes any free one
 * @param settings PostgreSQL settings on top of the launcher's own
 * @param durable whether committed means on disk and logins need the password; false is for tests
 *     only
 */
public record EmbeddedPostgresConfig(
    Path dataDirectory,
    Path cacheDirectory,
    int port,
    Map<String, String> settings,
    boolean durable) {
  public EmbeddedPostgresConfig {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    cacheDirectory = cacheDirectory.toAbsolutePath().normalize();
    settings = Map.copyOf(settings);
  }

  /** The user's own cache folder, as the platform has it. */
  public static Path defaultCacheDirectory() {
    String given = System.getenv("XDG_CACHE_HOME");
    if (given != null && !given.isBlank()) {
      return Path.of(given, "culprit");
    }
    String home = System.getProperty("user.home", "");
    return home.isBlank() || home.equals("?")
        ? Path.of(System.getProperty("java.io.tmpdir"), "culprit-cache")
        : Path.of(home, ".cache", "culprit");
  }

  /** Start messages; once the server runs it writes into {@link #logDirectory()}. */
  Path startLog() {
    return sibling(".start.log");
  }

  Path logDirectory() {
    return sibling("-log");
  }

  Path passwordFile() {
    return sibling(".password");
  }

  Path lockFile() {
    return sibling(".lock");
  }

  /** Where the files that belong to the data directory lie beside it. */
  Path parentDirectory() {
    Path parent = dataDirectory.getParent();
    if (parent == null) {
      throw new ConfigException("the data directory cannot be " + dataDirectory);
    }
    return parent;
  }

  private Path sibling(String suffix) {
    return parentDirectory().resolve(dataDirectory.getFileName() + suffix);
  }
}
