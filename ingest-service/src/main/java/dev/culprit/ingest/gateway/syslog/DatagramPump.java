package dev.culprit.ingest.gateway.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries datagrams from the threads that receive them to the event loop that reads them, a few at
 * a time so that the loop's other work goes on under a flood. What there is no room for is dropped
 * and counted.
 */
final class DatagramPump {
  private static final int AT_ONCE = 128;

  private final Context context;
  private final SyslogIntake intake;
  private final DatagramQueue queue = new DatagramQueue();
  private final AtomicBoolean isPumping = new AtomicBoolean();

  DatagramPump(Context context, SyslogIntake intake) {
    this.context = context;
    this.intake = intake;
  }

  /** From any thread. */
  void take(Datagram datagram) {
    if (!queue.offer(datagram)) {
      intake.drop(datagram);
    } else if (isPumping.compareAndSet(false, true)) {
      context.runOnContext(turn -> pump());
    }
  }

  int waiting() {
    return queue.size();
  }

  /** Reads what is left, once no more can come; on the event loop. */
  void drain() {
    for (Datagram next = queue.poll(); next != null; next = queue.poll()) {
      read(next);
    }
  }

  private void read(Datagram next) {
    intake.take(next.data().toString(UTF_8), next.sender().getHostAddress(), next.boundPort());
  }

  private void pump() {
    for (int i = 0; i < AT_ONCE; i++) {
      Datagram next = queue.poll();
      if (next == null) {
        isPumping.set(false);
        resumeIfRefilled();
        return;
      }
      read(next);
    }
    context.runOnContext(turn -> pump());
  }

  /** Something may have come between the last look and the flag. */
  private void resumeIfRefilled() {
    if (!queue.isEmpty() && isPumping.compareAndSet(false, true)) {
      context.runOnContext(turn -> pump());
    }
  }
}
