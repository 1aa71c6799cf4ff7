package dev.culprit.ingest.gateway.syslog;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP port, read by a thread of its own that does nothing else: the system's buffer is small,
 * and what does not fit into it is lost unseen. Vert.x' sockets would cut datagrams at two
 * kilobytes or reserve the largest size for each.
 */
final class UdpListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UdpListener.class);
  private static final int LARGEST = 65_535;
  private static final int SYSTEM_BUFFER = 4 << 20;

  private final DatagramChannel channel;
  private final int port;
  private final int boundPort;
  private final Consumer<Datagram> taker;

  private UdpListener(DatagramChannel channel, int port, int boundPort, Consumer<Datagram> taker) {
    this.channel = channel;
    this.port = port;
    this.boundPort = boundPort;
    this.taker = taker;
  }

  /**
   * @param boundPort the port again when bindings name it, 0 for the common one
   * @param taker is called on the listener's own thread
   */
  static UdpListener open(String host, int port, int boundPort, Consumer<Datagram> taker)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SYSTEM_BUFFER);
      channel.bind(new InetSocketAddress(host, port));
      int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      UdpListener listener = new UdpListener(channel, bound, boundPort, taker);
      Thread reader = new Thread(listener::read, "syslog-udp-" + bound);
      reader.setDaemon(true);
      reader.start();
      return listener;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST);
    while (channel.isOpen()) {
      try {
        buffer.clear();
        InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
        if (sender == null) {
          continue;
        }
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        taker.accept(new Datagram(Buffer.buffer(bytes), sender.getAddress(), boundPort));
      } catch (ClosedChannelException closed) {
        return;
      } catch (IOException | RuntimeException e) {
        log.atWarn().setCause(e).addKeyValue("port", port).log("a datagram could not be read");
      }
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("a UDP port was not closed");
    }
  }
}
