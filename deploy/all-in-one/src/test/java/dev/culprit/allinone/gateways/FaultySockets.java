package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Unix sockets in a directory that cannot be connected to: {@code stale.sock} without a listener,
 * {@code forbidden.sock}, {@code full.sock} with a full backlog. {@code missing.sock} is not made.
 */
final class FaultySockets implements AutoCloseable {
  private static final int MOST_WAITING = 20;

  private final List<AutoCloseable> open = new ArrayList<>();

  private FaultySockets() {}

  static FaultySockets make(Path directory) throws IOException {
    FaultySockets sockets = new FaultySockets();
    sockets.listen(directory.resolve("stale.sock"), "rwxrwxrwx").close();
    sockets.listen(directory.resolve("forbidden.sock"), "---------");
    Path full = directory.resolve("full.sock");
    sockets.listen(full, "rwxrwxrwx");
    sockets.fill(full);
    return sockets;
  }

  private ServerSocketChannel listen(Path path, String permissions) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path), 1);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    open.add(server);
    return server;
  }

  /** Connects until the kernel takes no more. */
  private void fill(Path path) throws IOException {
    for (int i = 0; i < MOST_WAITING; i++) {
      SocketChannel waiting = SocketChannel.open(StandardProtocolFamily.UNIX);
      waiting.configureBlocking(false);
      open.add(waiting);
      try {
        waiting.connect(UnixDomainSocketAddress.of(path));
      } catch (SocketException backlogIsFull) {
        return;
      }
    }
    throw new IllegalStateException("the backlog of " + path + " has no end");
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable resource : open) {
      resource.close();
    }
  }
}
