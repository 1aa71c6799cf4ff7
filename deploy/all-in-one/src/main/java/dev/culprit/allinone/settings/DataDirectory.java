package dev.culprit.allinone.settings;

import dev.culprit.runtime.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where one installation keeps everything; used by one launcher at a time, for as long as that
 * lives.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /** Makes the directory when it is missing; fails when another launcher uses it. */
  public static DataDirectory open(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root.resolve("logs"));
      FileChannel lock =
          FileChannel.open(
              root.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!tryLock(lock)) {
        String holder = read(lock);
        lock.close();
        throw new ConfigException(
            "Culprit is already running on "
                + root
                + " (process "
                + holder
                + "); stop it, or choose another directory with --data");
      }
      lock.truncate(0);
      lock.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return new DataDirectory(root, lock);
    } catch (IOException e) {
      throw new ConfigException("cannot use " + root + " as data directory: " + e, e);
    }
  }

  public Path root() {
    return root;
  }

  public Path credentials() {
    return root.resolve("credentials");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }

  /** Tells tools such as the load generator where the running product is reached. */
  public void writeRunning(Map<String, String> values) {
    try {
      Files.writeString(
          root.resolve("running"),
          new TreeMap<>(values)
              .entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                  .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + root, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(root.resolve("running"));
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false; // Another launcher in this very process.
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
  }
}
