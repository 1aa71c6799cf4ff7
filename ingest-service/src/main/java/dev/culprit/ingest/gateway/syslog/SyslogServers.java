package dev.culprit.ingest.gateway.syslog;

import dev.culprit.ingest.gateway.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The syslog ports, each over UDP and TCP. A datagram is handled as it is read, so that a flood can
 * fill nothing but the system's own buffer, which throws away what is too much; how much that was
 * is asked from the system and counted.
 */
public final class SyslogServers {
  /** The largest datagram there is; also how much the system is asked to hold. */
  private static final int RECEIVE_BUFFER = 256 << 10;

  private static final int MOST_CONNECTIONS = 1_000;
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final SyslogIntake intake;
  private final GatewayMetrics metrics;
  private final List<DatagramSocket> datagrams = new ArrayList<>();
  private final List<NetServer> servers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private int connections;
  private long drops;

  public SyslogServers(Vertx vertx, SyslogIntake intake, GatewayMetrics metrics) {
    this.vertx = vertx;
    this.intake = intake;
    this.metrics = metrics;
  }

  /**
   * Listens on the common port and on those of the bindings.
   *
   * @return the common port
   */
  public Future<Integer> start(String host, int port, SyslogBindings bindings) {
    Future<Integer> started = listen(host, port, 0);
    for (int own : bindings.ports()) {
      started = started.compose(common -> listen(host, own, own).map(common));
    }
    return started;
  }

  /** Over TCP first: where any port will do, it says which. */
  private Future<Integer> listen(String host, int port, int boundPort) {
    NetServerOptions options =
        new NetServerOptions().setIdleTimeout((int) IDLE.toSeconds()).setTcpKeepAlive(true);
    NetServer server = vertx.createNetServer(options);
    server.connectHandler(socket -> connected(socket, boundPort));
    return server
        .listen(port, host)
        .compose(
            listening -> {
              servers.add(listening);
              return listenToDatagrams(host, listening.actualPort(), boundPort);
            });
  }

  private Future<Integer> listenToDatagrams(String host, int port, int boundPort) {
    DatagramSocket socket =
        vertx.createDatagramSocket(
            new DatagramSocketOptions().setReceiveBufferSize(RECEIVE_BUFFER));
    socket.handler(
        packet ->
            intake.take(
                packet.data().toString(StandardCharsets.UTF_8),
                packet.sender().hostAddress(),
                boundPort));
    return socket
        .listen(port, host)
        .map(
            listening -> {
              datagrams.add(listening);
              ports.add(port);
              return port;
            });
  }

  private void connected(NetSocket socket, int boundPort) {
    if (connections >= MOST_CONNECTIONS) {
      socket.close();
      return;
    }
    connections++;
    String address = socket.remoteAddress().hostAddress();
    SyslogFrames frames = new SyslogFrames(text -> intake.take(text, address, boundPort));
    socket.handler(frames::add);
    socket.closeHandler(
        closed -> {
          connections--;
          frames.end();
        });
  }

  /** Counts what the system threw away since the last time; blocks for a moment. */
  public void countDrops() {
    long now = 0;
    for (int port : List.copyOf(ports)) {
      now += SocketDrops.at(port);
    }
    if (now > drops) {
      metrics.dropped(now - drops);
    }
    drops = now;
  }

  public Future<Void> stop() {
    List<Future<?>> closed = new ArrayList<>();
    datagrams.forEach(socket -> closed.add(socket.close()));
    servers.forEach(server -> closed.add(server.shutdown(1, TimeUnit.SECONDS)));
    return Future.join(closed).mapEmpty();
  }
}
