package dev.culprit.load.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection with at most one request unanswered. It connects again, with growing
 * pauses, until it is closed. Requests come ready to be written: the generator must cost little.
 */
final class HttpLane {
  private static final long NONE = -1;
  private static final long LONGEST_PAUSE_MS = 1_000;
  private static final long ANSWER_WITHIN_NANOS = 30_000_000_000L;

  /** What a lane tells its owner. */
  interface Listener {
    void answered(HttpLane lane, long sequence, Answer answer);

    void connected(HttpLane lane);

    void broken(HttpLane lane);
  }

  private final Vertx vertx;
  private final NetClient client;
  private final URI server;
  private final Reader reader;
  private final Listener listener;
  private @Nullable NetSocket socket;
  private EmbeddedChannel decoder = newDecoder();
  private long unanswered = NONE;
  private long sentAt;
  private long pauseMs = 50;
  private boolean closed;

  /** Makes an answer out of a status and a body. */
  interface Reader {
    Answer read(int status, String body);
  }

  HttpLane(Vertx vertx, NetClient client, URI server, Reader reader, Listener listener) {
    this.vertx = vertx;
    this.client = client;
    this.server = server;
    this.reader = reader;
    this.listener = listener;
  }

  Future<Void> connect() {
    int port = server.getPort() < 0 ? 80 : server.getPort();
    return client.connect(port, server.getHost()).onSuccess(this::opened).mapEmpty();
  }

  boolean connected() {
    return socket != null;
  }

  void send(long sequence, byte[] request) {
    NetSocket open = socket;
    unanswered = sequence;
    if (open == null) {
      answer(new Answer.Unanswered("not connected"));
      return;
    }
    sentAt = System.nanoTime();
    open.write(Buffer.buffer(request));
  }

  /** Gives up on an answer that is long overdue; the owner calls this now and then. */
  void checkOverdue() {
    if (unanswered != NONE && System.nanoTime() - sentAt > ANSWER_WITHIN_NANOS) {
      disconnect();
    }
  }

  void close() {
    closed = true;
    if (socket != null) {
      socket.close();
    }
  }

  private void opened(NetSocket open) {
    socket = open;
    pauseMs = 50;
    decoder = newDecoder();
    open.handler(this::read);
    open.exceptionHandler(failure -> open.close());
    open.closeHandler(nothing -> lost());
    listener.connected(this);
  }

  private void read(Buffer bytes) {
    try {
      decoder.writeInbound(Unpooled.wrappedBuffer(bytes.getBytes()));
      FullHttpResponse response;
      while ((response = decoder.readInbound()) != null) {
        received(response);
        response.release();
      }
    } catch (RuntimeException notHttp) {
      disconnect();
    }
  }

  private void received(FullHttpResponse response) {
    if (response.decoderResult().isFailure() || unanswered == NONE) {
      disconnect();
      return;
    }
    if (!HttpUtil.isKeepAlive(response)) {
      disconnect();
    }
    String body = response.content().toString(StandardCharsets.UTF_8);
    answer(reader.read(response.status().code(), body));
  }

  private void answer(Answer answer) {
    long sequence = unanswered;
    unanswered = NONE;
    listener.answered(this, sequence, answer);
  }

  private void disconnect() {
    NetSocket open = socket;
    socket = null;
    listener.broken(this);
    if (open != null) {
      open.close();
    }
  }

  private void lost() {
    socket = null;
    listener.broken(this);
    if (unanswered != NONE) {
      answer(new Answer.Unanswered("connection closed"));
    }
    reconnectLater();
  }

  private void reconnectLater() {
    if (closed) {
      return;
    }
    vertx.setTimer(
        pauseMs,
        fired -> {
          pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
          if (!closed) {
            connect().onFailure(refused -> reconnectLater());
          }
        });
  }

  private static EmbeddedChannel newDecoder() {
    return new EmbeddedChannel(new HttpResponseDecoder(), new HttpObjectAggregator(1 << 20));
  }
}
