package dev.culprit.allinone.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A UDP port that proxies log to: hands every datagram on as it is and remembers it. */
final class LogTap implements AutoCloseable {
  private static final int LARGEST = 65_507;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final SocketAddress next;

  private LogTap(SocketAddress next) throws IOException {
    this.next = next;
    socket.setReceiveBufferSize(1 << 20);
  }

  /**
   * @param next where the datagrams go
   */
  static LogTap start(SocketAddress next) throws IOException {
    LogTap tap = new LogTap(next);
    Thread thread = new Thread(tap::relay, "log-tap");
    thread.setDaemon(true);
    thread.start();
    return tap;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** All datagrams so far. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  private void relay() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LARGEST);
        socket.receive(packet);
        seen.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
        packet.setSocketAddress(next);
        socket.send(packet);
      } catch (PortUnreachableException nobodyListens) {
        // What was sent before found no one; later datagrams may.
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
