package dev.culprit.ingest.checkend;

import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.IngestionCredentials;
import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ingest/v1/errors}, as the Checkend SDKs call it. They take 201 for success and
 * nothing else, so a repeated event is answered 201 as well; 202 tells that the event is kept but
 * not grouped yet and has no ids.
 */
public final class CheckendWire implements HttpWire {
  private static final Logger log = LoggerFactory.getLogger(CheckendWire.class);
  private static final String PATH = "/ingest/v1/errors";
  private static final int LARGE = 64 << 10;
  private static final String SPOOLED =
      "{\"status\":\"accepted\",\"message\":\"The error is kept and will be grouped later\"}";

  private final IngestPipeline pipeline;
  private final BodyReader bodies;

  public CheckendWire(IngestPipeline pipeline, BodyReader bodies) {
    this.pipeline = pipeline;
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
    bodies
        .read(request)
        .compose(body -> pipeline.accept(arrival(key, body, coding)), cause -> refuse(key, cause))
        .onSuccess(outcome -> answer(request.response(), outcome))
        .onFailure(cause -> fail(request, cause));
  }

  private static Arrival arrival(@Nullable String key, byte[] body, @Nullable String coding) {
    boolean large = body.length > (coding == null ? LARGE : LARGE / 4);
    return new Arrival(
        Wire.WIRE_CHECKEND,
        key,
        large,
        () -> CheckendDecoder.decode(ContentCoding.decode(body, coding)));
  }

  private Future<Outcome> refuse(@Nullable String key, Throwable cause) {
    return cause instanceof Refused refused
        ? pipeline.refuse(key, refused.rejection())
        : Future.failedFuture(cause);
  }

  private static void answer(HttpServerResponse response, Outcome outcome) {
    if (outcome instanceof Rejection rejection) {
      JsonAnswers.refuse(response, rejection);
    } else if (outcome instanceof Acceptance acceptance && acceptance.committed()) {
      JsonAnswers.send(response, 201, committed(acceptance));
    } else {
      JsonAnswers.send(response, 202, SPOOLED);
    }
  }

  private static String committed(Acceptance acceptance) {
    return "{\"id\":"
        + acceptance.eventId()
        + ",\"problem_id\":"
        + acceptance.problemId()
        + ",\"deduplicated\":"
        + acceptance.deduplicated()
        + ",\"occurrence_count\":"
        + acceptance.occurrenceCount()
        + "}";
  }

  private static void fail(HttpServerRequest request, Throwable cause) {
    if (!request.response().closed()) {
      log.atDebug().setCause(cause).log("a request was not answered as it should");
      JsonAnswers.fail(request.response());
    }
  }
}
