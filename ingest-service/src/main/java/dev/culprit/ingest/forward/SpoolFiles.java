package dev.culprit.ingest.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a spool: numbered segment files, and a lock so that two processes never share
 * it. Closed segments wait oldest first. Used by one thread at a time.
 */
final class SpoolFiles {
  private static final String SUFFIX = ".spool";

  private final Path directory;
  private final FileChannel lockFile;
  private final Deque<Path> closed = new ArrayDeque<>();
  private long lastNumber;

  private SpoolFiles(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  static SpoolFiles open(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel lockFile =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(lockFile) == null) {
      lockFile.close();
      throw new IOException("another process uses the spool in " + directory);
    }
    SpoolFiles files = new SpoolFiles(directory, lockFile);
    files.findSegments();
    return files;
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private void findSegments() throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(directory)) {
      found = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path segment : found) {
      closed.add(segment);
      String name = segment.getFileName().toString();
      try {
        long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
        lastNumber = Math.max(lastNumber, number);
      } catch (NumberFormatException e) {
        throw new IOException("the spool holds a file that is not its own: " + segment, e);
      }
    }
  }

  long bytes() throws IOException {
    long bytes = 0;
    for (Path segment : closed) {
      bytes += Files.size(segment);
    }
    return bytes;
  }

  Path next() {
    return directory.resolve(String.format(Locale.ROOT, "%020d", ++lastNumber) + SUFFIX);
  }

  void addClosed(Path segment) {
    closed.add(segment);
  }

  @Nullable Path oldestClosed() {
    return closed.peek();
  }

  void delete(Path segment) throws IOException {
    Files.deleteIfExists(segment);
    closed.remove(segment);
  }

  void setAside(ByteBuffer frame) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("set-aside"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
      channel.force(true);
    }
  }

  /** A new or removed file is only durable once its directory is. */
  void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  void close() throws IOException {
    lockFile.close();
  }
}
