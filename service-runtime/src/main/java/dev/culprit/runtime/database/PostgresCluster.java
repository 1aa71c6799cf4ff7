package dev.culprit.runtime.database;

import dev.culprit.runtime.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of one PostgreSQL cluster: made once, and then the command line that serves them. */
final class PostgresCluster {
  static final String USER = "culprit";

  private final EmbeddedPostgresConfig config;
  private final PostgresBinaries binaries;
  private final PostgresAccount account;

  PostgresCluster(EmbeddedPostgresConfig config) {
    this.config = config;
    this.binaries = PostgresBinaries.unpack(config.cacheDirectory());
    this.account = PostgresAccount.choose(config.dataDirectory());
  }

  /**
   * Makes the cluster unless it is there; a half-made one of an interrupted first start is made
   * again.
   */
  void prepare() {
    try {
      Files.createDirectories(config.parentDirectory());
      account.check(binaries, config.dataDirectory());
      if (config.durable() && !Files.exists(config.logDirectory())) {
        Files.createDirectory(config.logDirectory());
        account.own(config.logDirectory());
      }
      if (!Files.exists(config.dataDirectory().resolve("PG_VERSION"))) {
        initialise();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare " + config.dataDirectory(), e);
    }
  }

  /**
   * PG_VERSION is one of the first files, so the cluster is made aside and moved into place when it
   * is whole.
   */
  private void initialise() throws IOException {
    Path target = config.dataDirectory();
    Path aside = target.resolveSibling(target.getFileName() + ".initialising");
    PostgresBinaries.delete(aside);
    Files.createDirectory(
        aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    account.own(aside);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-D",
                aside.toString(),
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale=C",
                "-A",
                config.durable() ? "scram-sha-256" : "trust"));
    if (config.durable()) {
      arguments.add("--pwfile=" + newPassword());
    } else {
      arguments.add("--no-sync");
    }
    run("initdb", arguments);
    if (Files.exists(target)) {
      Files.delete(target); // Only an empty directory can be taken over.
    }
    Files.move(aside, target);
  }

  private Path newPassword() throws IOException {
    Path file = config.passwordFile();
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(random) + "\n");
    account.own(file);
    return file;
  }

  Optional<Secret> password() {
    if (!config.durable()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Secret(Files.readString(config.passwordFile()).trim()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the password of " + config.dataDirectory() + " cannot be read", e);
    }
  }

  Process serve(int port) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-D", config.dataDirectory().toString(), "-p", String.valueOf(port)));
    settings()
        .forEach(
            (name, value) -> {
              arguments.add("-c");
              arguments.add(name + "=" + value);
            });
    Path program = binaries.program("postgres");
    return builder(
            config.durable()
                ? account.serverCommand(program, arguments)
                : account.command(program, arguments))
        .start();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    if (config.durable()) {
      // One file a weekday, each begun anew a week later, so that the logs stay bounded.
      settings.put("logging_collector", "on");
      settings.put("log_directory", config.logDirectory().toString());
      settings.put("log_filename", "postgres-%a.log");
      settings.put("log_truncate_on_rotation", "on");
      settings.put("log_rotation_age", "1d");
      settings.put("log_rotation_size", "0");
    } else {
      settings.put("fsync", "off");
      settings.put("synchronous_commit", "off");
      settings.put("full_page_writes", "off");
    }
    settings.putAll(config.settings());
    return settings;
  }

  private void run(String program, List<String> arguments) throws IOException {
    try {
      int exit = builder(account.command(binaries.program(program), arguments)).start().waitFor();
      if (exit != 0) {
        throw new IOException(program + " failed: " + startLog());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(program + " was interrupted", e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(config.parentDirectory().toFile());
    builder.environment().put("LC_ALL", "C");
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("CULPRIT_"));
    return builder.redirectErrorStream(true).redirectOutput(config.startLog().toFile());
  }

  /** What the last program said before it ended. */
  String startLog() {
    try {
      String text = Files.readString(config.startLog()).trim();
      return text.substring(Math.max(0, text.length() - 1000));
    } catch (IOException e) {
      return "(no message)";
    }
  }
}
