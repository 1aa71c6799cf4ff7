package dev.culprit.runtime.testing;

import dev.culprit.runtime.database.EmbeddedPostgres;
import dev.culprit.runtime.database.EmbeddedPostgresConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The one PostgreSQL of this JVM's tests. Its files live in a temporary folder and go with the JVM,
 * or when a later one finds them orphaned.
 */
final class SharedServer {
  private static final String PREFIX = "culprit-test-";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final SharedServer INSTANCE = new SharedServer();

  private final EmbeddedPostgres postgres;

  private SharedServer() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    removeOrphans(temporary);
    Path home = temporary.resolve(PREFIX + ProcessHandle.current().pid());
    postgres =
        EmbeddedPostgres.start(
            new EmbeddedPostgresConfig(
                home.resolve("postgres"),
                EmbeddedPostgresConfig.defaultCacheDirectory(),
                0,
                Map.of(
                    "max_connections",
                    "300",
                    "shared_buffers",
                    "64MB",
                    "jit",
                    "off",
                    "max_wal_size",
                    "1GB"),
                false));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  postgres.stop();
                  delete(home);
                }));
  }

  static SharedServer instance() {
    return INSTANCE;
  }

  TestDatabase newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    new TestDatabase("postgres", postgres.port())
        .execute("CREATE DATABASE " + name + " STRATEGY FILE_COPY");
    return new TestDatabase(name, postgres.port());
  }

  void drop(TestDatabase database) {
    new TestDatabase("postgres", postgres.port())
        .execute("DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)");
  }

  private static void removeOrphans(Path temporary) {
    try (Stream<Path> entries = Files.list(temporary)) {
      entries.filter(SharedServer::isOrphan).forEach(SharedServer::remove);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOrphan(Path path) {
    String name = path.getFileName().toString();
    return name.matches(PREFIX + "\\d+")
        && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
            .filter(ProcessHandle::isAlive)
            .isEmpty();
  }

  private static void remove(Path home) {
    try {
      List<String> pidFile = Files.readAllLines(home.resolve("postgres").resolve("postmaster.pid"));
      ProcessHandle.of(Long.parseLong(pidFile.get(0)))
          .filter(
              process ->
                  process
                      .info()
                      .command()
                      .filter(command -> command.endsWith("/postgres"))
                      .isPresent())
          .ifPresent(
              process -> {
                process.destroyForcibly();
                process.onExit().join();
              });
    } catch (IOException e) {
      // Stopped in order; only its files are left.
    }
    delete(home);
  }

  private static void delete(Path home) {
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // The next JVM tries again.
    }
  }
}
