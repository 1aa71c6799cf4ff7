package dev.culprit.query.stream;

import dev.culprit.query.http.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * One open stream. What does not fit into its bounded queue is left out, and once there is room
 * again the reader is told to read again; one that stays full is cut off. Used on the connection's
 * event loop only.
 */
final class Reader {
  private static final Buffer HEARTBEAT = Buffer.buffer(": still here\n\n");
  private static final int QUEUE_BYTES = 256 << 10;
  private static final int MOST_FULL_BEATS = 3;

  private final HttpServerResponse response;
  private final Caller caller;
  private final long projectId;
  private boolean missed;
  private int fullBeats;

  /** Project 0 = all. */
  Reader(HttpServerResponse response, Caller caller, long projectId) {
    this.response = response;
    this.caller = caller;
    this.projectId = projectId;
    response.setWriteQueueMaxSize(QUEUE_BYTES);
    response.drainHandler(room -> tellMissed());
  }

  /** False when the change was left out because the reader is too slow. */
  boolean tell(StreamedChange change) {
    if (!change.isFor(projectId) || !caller.may(change.scope())) {
      return true;
    }
    if (response.writeQueueFull()) {
      missed = true;
      return false;
    }
    response.write(change.text());
    return true;
  }

  /**
   * Shows the reader, and proxies on the way, that the stream is alive; false when it was cut off.
   */
  boolean beat() {
    if (response.closed() || response.ended()) {
      return false;
    }
    if (response.writeQueueFull()) {
      fullBeats++;
      if (fullBeats >= MOST_FULL_BEATS) {
        response.reset();
        return false;
      }
      return true;
    }
    fullBeats = 0;
    response.write(HEARTBEAT);
    return true;
  }

  void end() {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }

  private void tellMissed() {
    if (missed) {
      missed = false;
      response.write(StreamedChange.RESYNC.text());
    }
  }
}
