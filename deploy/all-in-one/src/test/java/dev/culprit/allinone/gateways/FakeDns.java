package dev.culprit.allinone.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A name server over UDP whose answer is the first label of the name: {@code nx}, {@code servfail},
 * {@code refused}, {@code noaddress}, {@code silent}; every other name is 127.0.0.1.
 */
final class FakeDns implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int NO_ERROR = 0;
  private static final int SERVER_FAILURE = 2;
  private static final int NAME_ERROR = 3;
  private static final int REFUSED = 5;
  private static final int TYPE_A = 1;

  private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());

  private FakeDns() throws IOException {}

  static FakeDns start() throws IOException {
    FakeDns dns = new FakeDns();
    Thread thread = new Thread(dns::serve, "fake-dns");
    thread.setDaemon(true);
    thread.start();
    return dns;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
    while (!socket.isClosed()) {
      try {
        packet.setLength(1500);
        socket.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] answer = answer(query);
        if (answer.length > 0) {
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Empty when the name is one that gets no answer. */
  private static byte[] answer(byte[] query) {
    String label = new String(query, HEADER + 1, query[HEADER], ISO_8859_1);
    return switch (label) {
      case "silent" -> new byte[0];
      case "nx" -> answer(query, NAME_ERROR, false);
      case "servfail" -> answer(query, SERVER_FAILURE, false);
      case "refused" -> answer(query, REFUSED, false);
      case "noaddress" -> answer(query, NO_ERROR, false);
      default -> answer(query, NO_ERROR, isForAddress(query));
    };
  }

  private static boolean isForAddress(byte[] query) {
    int end = endOfName(query);
    return query[end] == 0 && query[end + 1] == TYPE_A;
  }

  private static byte[] answer(byte[] query, int code, boolean withAddress) {
    ByteBuffer answer = ByteBuffer.allocate(query.length + 16);
    int question = endOfName(query) + 4;
    answer.put(query, 0, 2).put((byte) 0x81).put((byte) (0x80 | code));
    answer.putShort((short) 1).putShort((short) (withAddress ? 1 : 0)).putInt(0);
    answer.put(query, HEADER, question - HEADER);
    if (withAddress) {
      answer.putShort((short) 0xc00c).putShort((short) TYPE_A).putShort((short) 1).putInt(60);
      answer.putShort((short) 4).put(new byte[] {127, 0, 0, 1});
    }
    return Arrays.copyOf(answer.array(), answer.position());
  }

  private static int endOfName(byte[] query) {
    int position = HEADER;
    while (query[position] != 0) {
      position += query[position] + 1;
    }
    return position + 1;
  }

  @Override
  public void close() {
    socket.close();
  }
}
