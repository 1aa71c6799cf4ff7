package dev.culprit.ingest.csp;

import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.http.CrossOrigin;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.IngestionCredentials;
import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /ingest/v1/csp-reports?key=K}, the address for the {@code report-uri} and {@code
 * report-to} of a policy. Browsers never look at the answer: 204 tells that all reports are kept,
 * and when some are not, the answer is the first refusal.
 */
public final class CspWire implements HttpWire {
  private static final Logger log = LoggerFactory.getLogger(CspWire.class);
  private static final String PATH = "/ingest/v1/csp-reports";
  private static final String USER_AGENT = "User-Agent";
  private static final int LONGEST_BODY = 256 << 10;

  private final IngestPipeline pipeline;
  private final BodyReader bodies;

  public CspWire(IngestPipeline pipeline, BodyReader bodies) {
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
    bodies
        .read(request)
        .compose(body -> identified(request, key, body), cause -> refuse(key, cause))
        .onSuccess(refusals -> answer(request.response(), refusals))
        .onFailure(cause -> fail(request.response(), cause));
  }

  /** What was refused of the reports in a body. */
  private Future<List<Rejection>> identified(
      HttpServerRequest request, @Nullable String key, byte[] body) {
    return pipeline
        .identify(key)
        .transform(
            found -> {
              if (found.succeeded()) {
                return acceptAll(request, key, body);
              }
              return found.cause() instanceof Refused refused
                  ? Future.succeededFuture(List.of(refused.rejection()))
                  : Future.failedFuture(found.cause());
            });
  }

  private Future<List<Rejection>> acceptAll(
      HttpServerRequest request, @Nullable String key, byte[] body) {
    List<Event.Builder> events;
    try {
      events = read(body, request.getHeader(HttpHeaders.CONTENT_ENCODING));
    } catch (Refused refused) {
      return refuse(key, refused);
    }
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (Event.Builder event : events) {
      addMissing(event, request.getHeader(USER_AGENT));
      outcomes.add(pipeline.accept(new Arrival(Wire.WIRE_CSP, key, false, () -> event)));
    }
    return Future.all(outcomes)
        .map(
            done ->
                outcomes.stream()
                    .map(Future::result)
                    .filter(Rejection.class::isInstance)
                    .map(Rejection.class::cast)
                    .toList());
  }

  private static List<Event.Builder> read(byte[] body, @Nullable String coding) {
    byte[] plain = ContentCoding.decode(body, coding);
    if (plain.length > LONGEST_BODY) {
      throw new Refused(new Rejection.TooLarge("The body", LONGEST_BODY));
    }
    return CspReports.decodeAll(plain);
  }

  private static void addMissing(Event.Builder event, @Nullable String userAgent) {
    boolean told =
        event.getRequest().getHeadersList().stream()
            .anyMatch(header -> header.getName().equals(USER_AGENT));
    if (!told && userAgent != null) {
      event
          .getRequestBuilder()
          .addHeaders(NamedValue.newBuilder().setName(USER_AGENT).setValue(userAgent));
    }
  }

  private Future<List<Rejection>> refuse(@Nullable String key, Throwable cause) {
    return cause instanceof Refused refused
        ? pipeline.refuse(key, refused.rejection()).map(List.of(refused.rejection()))
        : Future.failedFuture(cause);
  }

  private static void answer(HttpServerResponse response, List<Rejection> refusals) {
    if (!refusals.isEmpty()) {
      JsonAnswers.refuse(response, refusals.get(0));
    } else if (!response.ended() && !response.closed()) {
      CrossOrigin.addTo(response);
      response.setStatusCode(204).end();
    }
  }

  private static void fail(HttpServerResponse response, Throwable cause) {
    log.atDebug().setCause(cause).log("a report was not answered as it should");
    JsonAnswers.fail(response);
  }
}
