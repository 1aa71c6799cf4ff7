package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.Template;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any of the forms over HTTP/1.1 with keep-alive, one unanswered event a connection as client
 * libraries do. All connections live on one event loop.
 */
public final class HttpWire implements Wire {
  private final Vertx vertx;
  private final Context context;
  private final URI server;
  private final HttpForm form;
  private final int connections;
  private final NetClient client;
  private final List<HttpLane> lanes = new ArrayList<>();
  private final Deque<HttpLane> free = new ArrayDeque<>();

  public HttpWire(Vertx vertx, Context context, URI server, HttpForm form, int connections) {
    this.vertx = vertx;
    this.context = context;
    this.server = server;
    this.form = form;
    this.connections = connections;
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout(2_000).setTcpNoDelay(true));
  }

  @Override
  public String name() {
    return form.name();
  }

  @Override
  public byte[] write(SampleEvent event) {
    return form.write(event);
  }

  @Override
  public Future<Void> open(AnswerListener listener) {
    Promise<Void> opened = Promise.promise();
    context.runOnContext(
        nothing -> {
          List<Future<Void>> connecting = new ArrayList<>();
          for (int i = 0; i < connections; i++) {
            HttpLane lane = new HttpLane(vertx, client, server, form::read, new Idle(listener));
            lanes.add(lane);
            connecting.add(lane.connect());
          }
          vertx.setPeriodic(1_000, tick -> lanes.forEach(HttpLane::checkOverdue));
          Future.all(connecting).<Void>mapEmpty().onComplete(opened);
        });
    return opened.future();
  }

  @Override
  public boolean trySend(long sequence, long epochMicros, Template template) {
    HttpLane lane = takeFree();
    if (lane == null) {
      return false;
    }
    byte[] head = head(template.length());
    byte[] request = template.fill(sequence, epochMicros, head.length, 0);
    System.arraycopy(head, 0, request, 0, head.length);
    lane.send(sequence, request);
    return true;
  }

  @Override
  public boolean repeatable() {
    return form.repeatable();
  }

  @Override
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    context.runOnContext(
        nothing -> {
          lanes.forEach(HttpLane::close);
          client.close().onComplete(closed);
        });
    return closed.future();
  }

  private byte[] head(int length) {
    return ("POST "
            + path()
            + form.path()
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\n"
            + form.headers()
            + "Content-Length: "
            + length
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String path() {
    String path = server.getPath();
    return path == null || path.isEmpty() ? "/" : path.endsWith("/") ? path : path + "/";
  }

  private synchronized @Nullable HttpLane takeFree() {
    return free.poll();
  }

  private synchronized void giveBack(HttpLane lane) {
    free.add(lane);
  }

  private synchronized void withdraw(HttpLane lane) {
    free.remove(lane);
  }

  /** Keeps the free list right before the listener is told, so that it can send at once. */
  private final class Idle implements HttpLane.Listener {
    private final AnswerListener listener;

    Idle(AnswerListener listener) {
      this.listener = listener;
    }

    @Override
    public void answered(HttpLane lane, long sequence, Answer answer) {
      if (lane.connected()) {
        giveBack(lane);
      }
      listener.answered(sequence, answer);
    }

    @Override
    public void connected(HttpLane lane) {
      giveBack(lane);
      listener.writable();
    }

    @Override
    public void broken(HttpLane lane) {
      withdraw(lane);
    }
  }
}
