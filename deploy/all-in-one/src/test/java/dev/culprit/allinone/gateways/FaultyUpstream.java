package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Upstreams that fail, one port of this host for each way, and one that works. All live until this
 * is closed.
 */
final class FaultyUpstream implements AutoCloseable {
  private static final InetAddress HOST = InetAddress.getLoopbackAddress();
  private static final int SMALL_BUFFER = 4096;

  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "faulty-upstream");
            thread.setDaemon(true);
            return thread;
          });

  private FaultyUpstream() {}

  /**
   * @param certificates for the ports that speak TLS
   */
  static FaultyUpstream start(Path directory, Certificates certificates) throws IOException {
    FaultyUpstream upstream = new FaultyUpstream();
    upstream.listen("ok", new WellBehaved());
    for (Map.Entry<String, Behaviour> fault : Faults.all().entrySet()) {
      upstream.listen(fault.getKey(), fault.getValue());
    }
    for (Map.Entry<String, Behaviour> fault : TlsFaults.all(certificates).entrySet()) {
      upstream.listen(fault.getKey(), fault.getValue());
    }
    upstream.refuse("refused");
    upstream.refuse("refused-too");
    upstream.overflow("connect-timeout");
    upstream.open.add(FaultySockets.make(directory));
    return upstream;
  }

  int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no upstream " + name);
    }
    return port;
  }

  Map<String, Integer> ports() {
    return Map.copyOf(ports);
  }

  private void listen(String name, Behaviour behaviour) throws IOException {
    ServerSocket server = new ServerSocket();
    if (name.equals("no-read")) {
      server.setReceiveBufferSize(SMALL_BUFFER);
    }
    server.bind(new InetSocketAddress(HOST, 0), 50);
    open.add(server);
    ports.put(name, server.getLocalPort());
    threads.execute(() -> accept(server, behaviour));
  }

  private void accept(ServerSocket server, Behaviour behaviour) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        threads.execute(() -> serve(connection, behaviour));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket connection, Behaviour behaviour) {
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException peerIsGone) {
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A port that is bound, so that nobody else gets it, but does not listen. */
  private void refuse(String name) throws IOException {
    SocketChannel bound = SocketChannel.open().bind(new InetSocketAddress(HOST, 0));
    open.add(bound);
    ports.put(name, bound.socket().getLocalPort());
  }

  /** A port whose backlog is full: the kernel drops what else knocks. */
  private void overflow(String name) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, HOST);
    open.add(server);
    for (int i = 0; i < 5; i++) {
      SocketChannel waiting = SocketChannel.open();
      waiting.configureBlocking(false);
      waiting.connect(server.getLocalSocketAddress());
      open.add(waiting);
    }
    ports.put(name, server.getLocalPort());
  }

  @Override
  public void close() throws Exception {
    threads.shutdownNow();
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }
}
