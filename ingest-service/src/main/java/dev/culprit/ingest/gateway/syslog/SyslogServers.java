package dev.culprit.ingest.gateway.syslog;

import dev.culprit.ingest.gateway.GatewayMetrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The syslog ports, each over UDP and TCP. What a flood brings too much is thrown away and counted:
 * by the bounded queue before the event loop, and by the system, which is asked for it.
 */
public final class SyslogServers {
  private static final int MOST_TRIES = 10;
  private static final int MOST_CONNECTIONS = 1_000;
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final SyslogIntake intake;
  private final GatewayMetrics metrics;
  private final DatagramPump pump;
  private final List<UdpListener> datagrams = new ArrayList<>();
  private final List<NetServer> servers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private int connections;
  private long drops;

  public SyslogServers(Vertx vertx, Context context, SyslogIntake intake, GatewayMetrics metrics) {
    this.vertx = vertx;
    this.pump = new DatagramPump(context, intake);
    this.intake = intake;
    this.metrics = metrics;
  }

  /**
   * Listens on the common port and on those of the bindings.
   *
   * @return the common port
   */
  public Future<Integer> start(String host, int port, SyslogBindings bindings) {
    Future<Integer> started = listen(host, port, 0, MOST_TRIES);
    for (int own : bindings.ports()) {
      started = started.compose(common -> listen(host, own, own, 1).map(common));
    }
    return started;
  }

  /** Over TCP first: where any port will do, it says which. */
  private Future<Integer> listen(String host, int port, int boundPort, int tries) {
    NetServerOptions options =
        new NetServerOptions().setIdleTimeout((int) IDLE.toSeconds()).setTcpKeepAlive(true);
    NetServer server = vertx.createNetServer(options);
    server.connectHandler(socket -> connected(socket, boundPort));
    return server
        .listen(port, host)
        .compose(
            listening -> {
              int number = listening.actualPort();
              try {
                datagrams.add(UdpListener.open(host, number, boundPort, pump::take));
                servers.add(listening);
                ports.add(number);
                return Future.succeededFuture(number);
              } catch (IOException taken) {
                return port == 0 && tries > 1
                    ? listening.close().compose(done -> listen(host, 0, boundPort, tries - 1))
                    : Future.failedFuture(
                        new IOException("UDP port " + number + ": " + taken.getMessage(), taken));
              }
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

  /** Takes what has arrived, and listens no longer. On the event loop. */
  public Future<Void> stop() {
    List<Future<?>> closed = new ArrayList<>();
    datagrams.forEach(UdpListener::close);
    pump.drain();
    servers.forEach(server -> closed.add(server.shutdown(1, TimeUnit.SECONDS)));
    return Future.join(closed).mapEmpty();
  }
}
