package dev.culprit.ingest.gateway.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class DatagramQueueTest {
  private final DatagramQueue queue = new DatagramQueue(64, 10_000);

  @Test
  void isBoundedInNumber() throws Exception {
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      taken += queue.offer(datagram(i, 10)) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(64);
    assertThat(queue.size()).isEqualTo(64);
  }

  @Test
  void isBoundedInBytes() throws Exception {
    int taken = 0;
    for (int i = 0; i < 60; i++) {
      taken += queue.offer(datagram(i, 1_000)) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(10);
    queue.poll();
    assertThat(queue.offer(datagram(99, 1_000))).isTrue();
  }

  @Test
  void oneFloodLeavesRoomForOthers() throws Exception {
    for (int i = 0; i < 200; i++) {
      queue.offer(datagram(1, 10));
    }

    assertThat(queue.size()).isLessThan(64);
    assertThat(queue.offer(datagram(2, 10))).isTrue();
  }

  @Test
  void givesBackInOrderAndThenNothing() throws Exception {
    queue.offer(datagram(1, 3));
    queue.offer(datagram(2, 4));

    assertThat(queue.poll().data().length()).isEqualTo(3);
    assertThat(queue.poll().data().length()).isEqualTo(4);
    assertThat(queue.poll()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  private static Datagram datagram(int sender, int size) throws UnknownHostException {
    return new Datagram(
        Buffer.buffer(new byte[size]),
        InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) sender}),
        0);
  }
}
