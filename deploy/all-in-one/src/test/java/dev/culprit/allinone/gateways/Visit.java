package dev.culprit.allinone.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** How a client asks its gateway for a path. */
enum Visit {
  GET,
  HEAD,
  /** With a body that no socket buffer holds. */
  LARGE_POST,
  /** With a body of some kilobytes. */
  POST,
  /** Leaves before the answer. */
  LEAVE,
  /** Reads its answer slowly, so that the gateway must buffer it. */
  READ_SLOWLY,
  UPGRADE,
  TWICE_ON_ONE_CONNECTION;

  private static final int PATIENCE_MILLIS = 15_000;
  private static final int LARGE = 12 * 1024 * 1024;
  private static final int SMALL = 20 * 1024;
  private static final String CLOSE = "Connection: close\r\n";
  private static final String UPGRADE_HEADERS =
      """
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;

  /** The status line's number of the last answer; 0 when the gateway closed without one. */
  int send(int port, String path) throws IOException, InterruptedException {
    try (Socket socket = new Socket()) {
      if (this == READ_SLOWLY) {
        socket.setReceiveBufferSize(4096);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      return talk(socket, path);
    }
  }

  /** Asks and waits for no answer: the gateway is busy with it until this is closed. */
  static Socket hold(int port, String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    ask(socket.getOutputStream(), "GET", path, "");
    return socket;
  }

  private int talk(Socket socket, String path) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    InputStream in = new BufferedInputStream(socket.getInputStream());
    return switch (this) {
      case LEAVE -> leave(out, path);
      case READ_SLOWLY -> readSlowly(out, in, path);
      case UPGRADE -> upgrade(out, in, path);
      case TWICE_ON_ONE_CONNECTION -> askTwice(out, in, path);
      case POST -> post(out, in, path, SMALL);
      case LARGE_POST -> post(out, in, path, LARGE);
      case GET, HEAD -> {
        ask(out, name(), path, CLOSE);
        yield statusOf(in);
      }
    };
  }

  private static int leave(OutputStream out, String path) throws IOException, InterruptedException {
    ask(out, "GET", path, CLOSE);
    Thread.sleep(250);
    return 0;
  }

  private static int readSlowly(OutputStream out, InputStream in, String path)
      throws IOException, InterruptedException {
    ask(out, "GET", path, CLOSE);
    Thread.sleep(400);
    return statusOf(in);
  }

  private static int askTwice(OutputStream out, InputStream in, String path) throws IOException {
    ask(out, "GET", path, "");
    skipAnswer(in);
    ask(out, "GET", path, CLOSE);
    return statusOf(in);
  }

  /** The connection goes on until this client closes it, after the echo came. */
  private static int upgrade(OutputStream out, InputStream in, String path) throws IOException {
    ask(out, "GET", path, UPGRADE_HEADERS);
    String line = RequestHead.read(in).text().lines().findFirst().orElse("");
    out.write('!');
    out.flush();
    return in.read() == '!' ? Integer.parseInt(line.split(" ", 3)[1]) : 0;
  }

  private static void ask(OutputStream out, String method, String path, String headers)
      throws IOException {
    String head = method + " " + path + " HTTP/1.1\r\nHost: shop.test\r\nUser-Agent: visitor\r\n";
    out.write((head + headers + "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  /** Sends while it reads: a gateway may answer before it took the body. */
  private static int post(OutputStream out, InputStream in, String path, int length)
      throws IOException, InterruptedException {
    ask(out, "POST", path, "Connection: close\r\nContent-Length: " + length + "\r\n");
    Thread sender =
        new Thread(
            () -> {
              try {
                out.write(new byte[length]);
                out.flush();
              } catch (IOException gatewayWantsNoMore) {
                return;
              }
            });
    sender.setDaemon(true);
    sender.start();
    return statusOf(in);
  }

  private static void skipAnswer(InputStream in) throws IOException {
    RequestHead head = RequestHead.read(in);
    in.skipNBytes(head.bodyLength());
  }

  /** Reads to the end: what matters may happen after the status. */
  private static int statusOf(InputStream in) {
    StringBuilder start = new StringBuilder();
    byte[] buffer = new byte[65_536];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (start.length() < 64) {
          start.append(new String(buffer, 0, Math.min(read, 64), ISO_8859_1));
        }
      }
    } catch (IOException resetAfterTheAnswer) {
      // What was read before it counts.
    }
    String[] words = start.toString().split("[ \r\n]", 3);
    return words.length > 1 && words[0].startsWith("HTTP/1") && words[1].matches("[0-9]{3}")
        ? Integer.parseInt(words[1])
        : 0;
  }
}
