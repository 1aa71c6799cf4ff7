package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An application that works until it is killed, and again once it is started on its old port. */
final class SmallUpstream implements AutoCloseable {
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ServerSocket server;

  private SmallUpstream(ServerSocket server) {
    this.server = server;
  }

  /**
   * @param port 0 for any
   */
  static SmallUpstream start(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    SmallUpstream upstream = new SmallUpstream(server);
    daemon(upstream::accept);
    return upstream;
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        connections.add(connection);
        daemon(() -> serve(connection));
      } catch (IOException killed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      new WellBehaved().serve(connection);
    } catch (IOException peerIsGone) {
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "small-upstream");
    thread.setDaemon(true);
    thread.start();
  }

  /** As the kernel closes what a killed process had open. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
