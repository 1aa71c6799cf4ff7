package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * As whom PostgreSQL runs, since it refuses to run as root. Root keeps its files but loses its name
 * in a user namespace of its own; where that is forbidden, another user owns the files. A directory
 * stays with the kind of owner that it was made with.
 */
record PostgresAccount(List<String> prefix, int owner) {
  private static final int NOBODY = 65534;
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> OWN_SESSION = List.of("setsid");

  /** For this data directory, whether it exists already or not. */
  static PostgresAccount choose(Path dataDirectory) {
    boolean exists = Files.exists(dataDirectory.resolve("PG_VERSION"));
    int owner = exists ? ownerOf(dataDirectory) : -1;
    if (!isRoot()) {
      if (exists && !Files.isWritable(dataDirectory)) {
        throw new ConfigException(
            dataDirectory
                + " belongs to the user with number "
                + owner
                + "; start as that user, or as root, or choose another directory");
      }
      return new PostgresAccount(List.of(), -1);
    }
    if (exists && owner != 0) {
      return otherUser(owner);
    }
    if (succeeds(NAMESPACE, "true")) {
      return new PostgresAccount(NAMESPACE, -1);
    }
    if (exists) {
      throw new ConfigException(
          dataDirectory
              + " was made by root in a user namespace, which this machine does not allow; to go on as"
              + " another user run: chown -R "
              + NOBODY
              + " "
              + dataDirectory
              + " "
              + dataDirectory
              + "-log "
              + dataDirectory
              + ".password");
    }
    return otherUser(NOBODY);
  }

  List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /**
   * Apart from the terminal where it can be: Ctrl-C there is for the launcher, which stops the
   * server last.
   */
  List<String> serverCommand(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(succeeds(OWN_SESSION, "true") ? OWN_SESSION : List.of());
    command.addAll(command(program, arguments));
    return command;
  }

  /** Fails with what to do when the account cannot even run the programs. */
  void check(PostgresBinaries binaries, Path dataDirectory) {
    Path parent = dataDirectory.getParent();
    if (!prefix.isEmpty()
        && !succeeds(prefix, "test", "-x", binaries.program("postgres").toString())) {
      throw new ConfigException(
          "PostgreSQL cannot run as root, and the user it runs as cannot reach "
              + binaries.home()
              + "; choose a cache folder that every user may enter");
    }
    if (!prefix.isEmpty() && parent != null && !succeeds(prefix, "test", "-x", parent.toString())) {
      throw new ConfigException(
          "PostgreSQL cannot run as root, and the user it runs as cannot reach "
              + parent
              + "; choose a data directory that every user may enter");
    }
  }

  /** Hands over what this process made for PostgreSQL. */
  void own(Path path) {
    if (owner >= 0) {
      try {
        Files.setAttribute(path, "unix:uid", owner);
        Files.setAttribute(path, "unix:gid", owner);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot give " + path + " to the user that PostgreSQL runs as", e);
      }
    }
  }

  private static PostgresAccount otherUser(int user) {
    List<String> prefix =
        List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
    if (!succeeds(prefix, "true")) {
      throw new ConfigException(
          "PostgreSQL cannot run as root, and neither unshare nor setpriv works here; start as another user, or set CULPRIT_DATABASE_URI");
    }
    return new PostgresAccount(prefix, user);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int ownerOf(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean succeeds(List<String> prefix, String... command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(command));
    try {
      Process process =
          new ProcessBuilder(all)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
