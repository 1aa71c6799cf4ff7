package dev.culprit.ingest.gateway.http;

import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.IngestionCredentials;
import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.pipeline.IngestPipeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ingest/v1/gateway-logs}: lines of proxies' logs from log shippers and curl, newest
 * and oldest alike. 200 means that all of them are kept: counted, and their failures events; the
 * same body sent again changes nothing.
 */
public final class GatewayLogsWire implements HttpWire {
  private static final Logger log = LoggerFactory.getLogger(GatewayLogsWire.class);
  private static final String PATH = "/ingest/v1/gateway-logs";
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_INFLATED = 16 << 20;

  private static final int LARGE = 64 << 10;

  private final Vertx vertx;
  private final IngestPipeline pipeline;
  private final BodyReader reader;
  private final GatewayBodies bodies;

  public GatewayLogsWire(
      Vertx vertx, IngestPipeline pipeline, BodyReader reader, GatewayBodies bodies) {
    this.vertx = vertx;
    this.pipeline = pipeline;
    this.reader = reader;
    this.bodies = bodies;
  }

  @Override
  public void mount(Router router) {
    router.post(PATH).handler(routing -> handle(routing.request()));
    router.route(PATH).handler(routing -> routing.fail(405));
  }

  @Override
  public String endpoint() {
    return "POST " + PATH;
  }

  private void handle(HttpServerRequest request) {
    String key = IngestionCredentials.keyOf(request);
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    String environment = request.query() == null ? null : request.getParam("environment");
    reader
        .read(request, MOST_BYTES)
        .recover(cause -> refused(key, cause))
        .compose(body -> take(key, environment == null ? "" : environment, body, coding))
        .onSuccess(taken -> JsonAnswers.send(request.response(), 200, told(taken)))
        .onFailure(cause -> fail(request, cause));
  }

  private Future<GatewayBodies.Taken> take(
      @Nullable String key, String environment, byte[] body, @Nullable String coding) {
    return pipeline
        .identify(key)
        .compose(
            owner ->
                read(body, coding)
                    .recover(cause -> refused(key, cause))
                    .compose(read -> bodies.take(owner, environment, read.lines(), read.batch())));
  }

  private record Read(List<LogLine> lines, String batch) {}

  /** On the event loop, except for what would take it too long. */
  private Future<Read> read(byte[] body, @Nullable String coding) {
    if (body.length > (coding == null ? LARGE : LARGE / 8)) {
      return vertx.executeBlocking(() -> unpacked(body, coding), false);
    }
    try {
      return Future.succeededFuture(unpacked(body, coding));
    } catch (Refused refused) {
      return Future.failedFuture(refused);
    }
  }

  private Read unpacked(byte[] body, @Nullable String coding) {
    byte[] plain = ContentCoding.decode(body, coding, MOST_INFLATED);
    return new Read(
        GatewayBody.lines(plain, bodies.now()), UUID.nameUUIDFromBytes(plain).toString());
  }

  /** Counts a refusal of the body as such; those of what is in it are counted where they arise. */
  private <T> Future<T> refused(@Nullable String key, Throwable cause) {
    return cause instanceof Refused refused
        ? pipeline.refuse(key, refused.rejection()).compose(done -> Future.failedFuture(refused))
        : Future.failedFuture(cause);
  }

  private static String told(GatewayBodies.Taken taken) {
    return new JsonObject()
        .put("lines", taken.lines())
        .put("requests", taken.requests())
        .put("ignored", taken.ignored())
        .encode();
  }

  private static void fail(HttpServerRequest request, Throwable cause) {
    if (request.response().closed()) {
      return;
    }
    if (cause instanceof Refused refused) {
      JsonAnswers.refuse(request.response(), refused.rejection());
    } else {
      log.atError().setCause(cause).log("log lines of a gateway could not be processed");
      JsonAnswers.fail(request.response());
    }
  }
}
