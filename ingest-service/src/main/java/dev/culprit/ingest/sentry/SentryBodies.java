package dev.culprit.ingest.sentry;

import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.pipeline.IngestPipeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Reads and unpacks bodies within the limits of this wire; large ones off the event loop. What
 * cannot be read is counted as refused.
 */
final class SentryBodies {
  /** The most bytes of a body after inflating. */
  static final int MOST_INFLATED = 8 << 20;

  private static final int MOST_BYTES = 4 << 20;
  private static final int LARGE = 64 << 10;

  private final Vertx vertx;
  private final IngestPipeline pipeline;
  private final BodyReader bodies;

  SentryBodies(Vertx vertx, IngestPipeline pipeline, BodyReader bodies) {
    this.vertx = vertx;
    this.pipeline = pipeline;
    this.bodies = bodies;
  }

  /** The body without its content coding. */
  Future<byte[]> read(HttpServerRequest request) {
    return counted(SentryKey.of(request), unpacked(request));
  }

  Future<Envelope> envelope(HttpServerRequest request) {
    return counted(SentryKey.of(request), tunnelled(request));
  }

  /** What may not be meant for this wire at all, so it is not counted. */
  Future<Envelope> tunnelled(HttpServerRequest request) {
    return unpacked(request)
        .compose(body -> off(body.length > LARGE, () -> EnvelopeReader.read(body)));
  }

  private Future<byte[]> unpacked(HttpServerRequest request) {
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return bodies
        .read(request, MOST_BYTES)
        .compose(
            body ->
                off(
                    coding != null && body.length > LARGE / 4,
                    () -> ContentCoding.decode(body, coding, MOST_INFLATED)));
  }

  private <T> Future<T> off(boolean isLarge, Callable<T> work) {
    if (isLarge) {
      return vertx.executeBlocking(work, false);
    }
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception refused) {
      return Future.failedFuture(refused);
    }
  }

  private <T> Future<T> counted(@Nullable String key, Future<T> read) {
    return read.recover(
        cause ->
            cause instanceof Refused refused
                ? pipeline
                    .refuse(key, refused.rejection())
                    .compose(noted -> Future.failedFuture(cause))
                : Future.failedFuture(cause));
  }
}
