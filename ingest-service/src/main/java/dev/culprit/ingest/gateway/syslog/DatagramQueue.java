package dev.culprit.ingest.gateway.syslog;

import java.net.InetAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What came faster than it could be read: bounded in number and bytes. When it is half full, no
 * sender may have more than an eighth of it, so that one flood leaves room for the others; senders
 * are told apart by a few bits of their address.
 */
final class DatagramQueue {
  private static final int MOST = 16_384;
  private static final long MOST_BYTES = 16 << 20;
  private static final int SENDERS = 1_024;

  private final ArrayBlockingQueue<Datagram> queue;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicIntegerArray bySender = new AtomicIntegerArray(SENDERS);
  private final int most;
  private final long mostBytes;

  DatagramQueue() {
    this(MOST, MOST_BYTES);
  }

  DatagramQueue(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
    this.queue = new ArrayBlockingQueue<>(most);
  }

  /** False when there is no room for it. */
  boolean offer(Datagram datagram) {
    int size = datagram.data().length();
    int sender = slot(datagram.sender());
    long held = bytes.addAndGet(size);
    boolean isHalfFull = queue.size() > most / 2 || held > mostBytes / 2;
    boolean fits =
        held <= mostBytes
            && !(isHalfFull && bySender.get(sender) > most / 8)
            && queue.offer(datagram);
    if (fits) {
      bySender.incrementAndGet(sender);
    } else {
      bytes.addAndGet(-size);
    }
    return fits;
  }

  @Nullable Datagram poll() {
    Datagram next = queue.poll();
    if (next != null) {
      bytes.addAndGet(-next.data().length());
      bySender.decrementAndGet(slot(next.sender()));
    }
    return next;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int size() {
    return queue.size();
  }

  private static int slot(InetAddress sender) {
    return Math.floorMod((sender.hashCode() * 0x9E3779B9) >> 7, SENDERS);
  }
}
