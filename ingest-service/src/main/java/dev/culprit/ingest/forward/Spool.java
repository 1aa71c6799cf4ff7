package dev.culprit.ingest.forward;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps batches on disk while grouping is away. What {@link #append} has completed for survives a
 * crash of the process and of the machine: one thread writes what has gathered and syncs it once
 * for all. Segments are read back oldest first and deleted by whoever delivered them. Bounded in
 * bytes; beyond that appending fails with {@link SpoolFullException}.
 */
public final class Spool {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final long SEGMENT_BYTES = 8 << 20;

  private record Append(ByteBuffer frame, Promise<Void> promise) {}

  private final SpoolFiles files;
  private final long mostBytes;
  private final ExecutorService thread;
  private final AtomicLong bytes;
  private final AtomicInteger corrupt = new AtomicInteger();
  private final AtomicLong appendedEvents = new AtomicLong();
  private final Object lock = new Object();
  private List<Append> gathered = new ArrayList<>();
  private boolean scheduled;
  // Touched by the spool's thread only.
  private @Nullable FileChannel active;
  private @Nullable Path activeFile;

  private Spool(SpoolFiles files, long mostBytes, long bytes) {
    this.files = files;
    this.mostBytes = mostBytes;
    this.bytes = new AtomicLong(bytes);
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "culprit-ingest-spool");
              made.setDaemon(true);
              return made;
            });
  }

  /** Opens the directory, with whatever an earlier process left in it. Blocks. */
  public static Spool open(Path directory, long mostBytes) throws IOException {
    SpoolFiles files = SpoolFiles.open(directory);
    return new Spool(files, mostBytes, files.bytes());
  }

  /** Completes on the spool's thread once the record is synced to disk. */
  Future<Void> append(byte[] record, int events) {
    long size = (long) record.length + SpoolFormat.HEADER;
    long total = bytes.addAndGet(size);
    if (total > mostBytes) {
      bytes.addAndGet(-size);
      return Future.failedFuture(new SpoolFullException(total - size));
    }
    Promise<Void> promise = Promise.promise();
    boolean first;
    synchronized (lock) {
      gathered.add(new Append(SpoolFormat.frame(record), promise));
      first = !scheduled;
      scheduled = true;
    }
    if (first) {
      run(this::writeGathered);
    }
    return promise.future().onSuccess(synced -> appendedEvents.addAndGet(events));
  }

  private void run(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException closed) {
      takeGathered().forEach(append -> fail(append, closed));
    }
  }

  private List<Append> takeGathered() {
    synchronized (lock) {
      scheduled = false;
      List<Append> taken = gathered;
      gathered = new ArrayList<>();
      return taken;
    }
  }

  private void fail(Append append, Exception cause) {
    bytes.addAndGet(-append.frame.limit());
    append.promise.fail(cause);
  }

  private void writeGathered() {
    List<Append> appends = takeGathered();
    long start = -1;
    try {
      FileChannel channel = openActive();
      start = channel.position();
      for (Append append : appends) {
        while (append.frame.hasRemaining()) {
          channel.write(append.frame);
        }
      }
      channel.force(false);
    } catch (IOException e) {
      cutBack(start);
      appends.forEach(append -> fail(append, e));
      return;
    }
    appends.forEach(append -> append.promise.complete());
  }

  private FileChannel openActive() throws IOException {
    FileChannel channel = active;
    if (channel != null && channel.position() >= SEGMENT_BYTES) {
      closeActive();
      channel = null;
    }
    if (channel == null) {
      Path file = files.next();
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      active = channel;
      activeFile = file;
      files.sync();
    }
    return channel;
  }

  /** What was not acknowledged must not stay, and who failed once is not written to again. */
  private void cutBack(long position) {
    try {
      if (active != null && position >= 0) {
        active.truncate(position);
      }
      closeActive();
    } catch (IOException e) {
      log.atError().setCause(e).log("a spool segment could not be closed");
    }
  }

  private void closeActive() throws IOException {
    FileChannel channel = active;
    Path file = activeFile;
    active = null;
    activeFile = null;
    if (channel != null && file != null) {
      files.addClosed(file);
      channel.close();
    }
  }

  /**
   * The oldest batches on disk; empty when there are none. Nothing is appended to them any more.
   */
  Future<Optional<SpoolSegment>> oldest() {
    return call(
        () -> {
          if (files.oldestClosed() == null) {
            closeActive();
          }
          Path file = files.oldestClosed();
          return file == null ? Optional.empty() : Optional.of(read(file));
        });
  }

  private SpoolSegment read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    SpoolFormat.Content read = SpoolFormat.read(content);
    if (read.corrupt() > 0) {
      corrupt.addAndGet(read.corrupt());
      log.atError()
          .addKeyValue("segment", String.valueOf(file.getFileName()))
          .addKeyValue("records", read.corrupt())
          .log("damaged records in the spool were skipped");
    } else if (read.torn()) {
      log.atWarn()
          .addKeyValue("segment", String.valueOf(file.getFileName()))
          .log("the last record of a segment was cut off; it was never acknowledged");
    }
    return new SpoolSegment(file, content.length, read.records());
  }

  /** Forgets a segment of which everything was delivered. */
  Future<Void> remove(SpoolSegment segment) {
    return call(
        () -> {
          files.delete(segment.file());
          bytes.addAndGet(-segment.bytes());
          return null;
        });
  }

  /** Keeps a record for a person to look at, outside what is replayed. */
  Future<Void> setAside(byte[] record) {
    return call(
        () -> {
          files.setAside(SpoolFormat.frame(record));
          return null;
        });
  }

  /** Whether it can take more than a few further batches. */
  public boolean hasRoom() {
    return bytes.get() < mostBytes - mostBytes / 32;
  }

  public boolean isEmpty() {
    return bytes.get() == 0;
  }

  public long bytes() {
    return bytes.get();
  }

  /** How many damaged places were found and stepped over; above zero something ate the disk. */
  public int corruptRecords() {
    return corrupt.get();
  }

  public long appendedEvents() {
    return appendedEvents.get();
  }

  /** Writes what has gathered and lets go of the directory. Blocks. */
  public void close() throws IOException {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("the spool did not finish writing in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeActive();
    files.close();
  }

  private <T extends @Nullable Object> Future<T> call(Callable<T> work) {
    Promise<T> promise = Promise.promise();
    try {
      thread.execute(
          () -> {
            try {
              promise.complete(work.call());
            } catch (Exception e) {
              promise.fail(e);
            }
          });
    } catch (RejectedExecutionException closed) {
      promise.fail(closed);
    }
    return promise.future();
  }
}
