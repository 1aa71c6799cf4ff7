package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.airbrake.Answers.Answer;
import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.http.CrossOrigin;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.IngestionCredentials;
import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifiers of Airbrake: notices as v3 JSON and v2 XML. What notifiers send beside errors is
 * answered so that they keep quiet: their settings switch performance figures off, and figures that
 * come all the same are taken and forgotten.
 */
public final class AirbrakeWire implements HttpWire {
  private static final Logger log = LoggerFactory.getLogger(AirbrakeWire.class);
  private static final String NOTICES = "/api/v3/projects/:project/notices";
  // The name of the path in browser notifiers before 2018.
  private static final String CREATE_NOTICE = "/api/v3/projects/:project/create-notice";
  private static final String XML_NOTICES = "/notifier_api/v2/notices";
  private static final String SETTINGS = "/2020-06-18/config/:project/config.json";
  private static final String[] FIGURES = {
    "/api/v5/projects/:project/routes-stats",
    "/api/v5/projects/:project/routes-breakdowns",
    "/api/v5/projects/:project/queries-stats",
    "/api/v5/projects/:project/queues-stats"
  };
  private static final String QUIET =
      "{\"poll_sec\":600,\"config_route\":\"\",\"settings\":["
          + "{\"name\":\"errors\",\"enabled\":true,\"endpoint\":null},"
          + "{\"name\":\"apm\",\"enabled\":false,\"endpoint\":null}]}";
  private static final CharSequence RATE_LIMIT_DELAY =
      HttpHeaders.createOptimized("x-ratelimit-delay");
  private static final int LARGE = 64 << 10;

  private final IngestPipeline pipeline;
  private final BodyReader bodies;
  private final Answers json;
  private final Answers xml;

  /**
   * @param publicUrl where people reach the dashboard
   */
  public AirbrakeWire(IngestPipeline pipeline, BodyReader bodies, String publicUrl) {
    this.pipeline = pipeline;
    this.bodies = bodies;
    NoticeLinks links = new NoticeLinks(publicUrl);
    this.json = new JsonForm(links);
    this.xml = new XmlForm(links);
  }

  @Override
  public void mount(Router router) {
    for (String path : new String[] {NOTICES, CREATE_NOTICE}) {
      router.post(path).handler(this::jsonNotice);
      router.route(path).handler(routing -> routing.fail(405));
    }
    router.post(XML_NOTICES).handler(this::xmlNotice);
    router.route(XML_NOTICES).handler(routing -> routing.fail(405));
    router.get(SETTINGS).handler(routing -> JsonAnswers.send(routing.response(), 200, QUIET));
    for (String path : FIGURES) {
      router.post(path).handler(this::figures);
      // The Ruby notifier puts them.
      router.route(HttpMethod.PUT, path).handler(this::figures);
      router.route(path).handler(routing -> routing.fail(405));
    }
  }

  @Override
  public String endpoint() {
    return "POST /api/v3/projects/NUMBER/notices";
  }

  private void jsonNotice(RoutingContext routing) {
    String key = IngestionCredentials.keyOf(routing.request());
    String coding = routing.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    String id = UUID.randomUUID().toString();
    Future<Outcome> outcome =
        bodies
            .read(routing.request())
            .compose(
                body ->
                    accept(
                        routing.pathParam("project"),
                        new Arrival(
                            Wire.WIRE_AIRBRAKE,
                            key,
                            isLarge(body, coding),
                            () -> event(NoticeJson.read(ContentCoding.decode(body, coding)), id))))
            .recover(cause -> refuse(key, cause));
    answer(routing, json, id, outcome);
  }

  private void xmlNotice(RoutingContext routing) {
    String told = IngestionCredentials.keyOf(routing.request());
    String coding = routing.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    String id = UUID.randomUUID().toString();
    Future<Outcome> outcome =
        bodies
            .read(routing.request())
            .compose(
                body ->
                    isLarge(body, coding)
                        ? routing
                            .vertx()
                            .executeBlocking(() -> opened(body, coding, told, id, true), false)
                        : Future.succeededFuture(opened(body, coding, told, id, false)))
            .compose(pipeline::accept)
            .recover(cause -> refuse(told, cause));
    answer(routing, xml, id, outcome);
  }

  /** The key stands in the body, so the body is opened before anybody knows whose it is. */
  private static Arrival opened(
      byte[] body, @Nullable String coding, @Nullable String told, String id, boolean isLarge) {
    byte[] plain = ContentCoding.decode(body, coding);
    String key = told == null ? NoticeXml.key(plain) : told;
    return new Arrival(Wire.WIRE_AIRBRAKE, key, isLarge, () -> event(NoticeXml.read(plain), id));
  }

  private static boolean isLarge(byte[] body, @Nullable String coding) {
    return body.length > (coding == null ? LARGE : LARGE / 4);
  }

  private static Event.Builder event(Notice notice, String id) {
    return NoticeEvents.event(notice).setClientEventId(id);
  }

  /** The path names a project besides the key, and the two must agree. */
  private Future<Outcome> accept(String project, Arrival arrival) {
    return pipeline
        .identify(arrival.key())
        .transform(
            found ->
                found.failed()
                    ? refused(found)
                    : isOf(found.result(), project)
                        ? pipeline.accept(arrival)
                        : pipeline.refuse(arrival.key(), foreign(project)));
  }

  private static boolean isOf(ProjectKey key, String project) {
    return Long.toString(key.project().id()).equals(project);
  }

  private static Rejection foreign(String project) {
    String shown = project.length() > 20 ? project.substring(0, 20) : project;
    return new Rejection.UnknownKey("The key does not belong to the project number " + shown);
  }

  /** A refusal that is already counted. */
  private static Future<Outcome> refused(AsyncResult<?> result) {
    return result.cause() instanceof Refused refused
        ? Future.succeededFuture(refused.rejection())
        : Future.failedFuture(result.cause());
  }

  private Future<Outcome> refuse(@Nullable String key, Throwable cause) {
    return cause instanceof Refused refused
        ? pipeline.refuse(key, refused.rejection())
        : Future.failedFuture(cause);
  }

  private void figures(RoutingContext routing) {
    String key = IngestionCredentials.keyOf(routing.request());
    bodies
        .read(routing.request())
        .compose(body -> pipeline.identify(key))
        .onSuccess(known -> write(routing.response(), new Answer(204, "", "")))
        .onFailure(
            cause -> {
              if (cause instanceof Refused refused) {
                write(routing.response(), refused.rejection(), json);
              } else {
                fail(routing.response(), json, cause);
              }
            });
  }

  private static void answer(
      RoutingContext routing, Answers answers, String id, Future<Outcome> outcome) {
    HttpServerResponse response = routing.response();
    outcome
        .onSuccess(
            result -> {
              if (result instanceof Rejection rejection) {
                write(response, rejection, answers);
              } else if (result instanceof Acceptance acceptance) {
                write(response, answers.kept(acceptance, id));
              }
            })
        .onFailure(cause -> fail(response, answers, cause));
  }

  private static void write(HttpServerResponse response, Rejection rejection, Answers answers) {
    long seconds = JsonAnswers.secondsUp(rejection.retryAfter());
    if (seconds > 0 && !response.ended() && !response.closed()) {
      response
          .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
          .putHeader(RATE_LIMIT_DELAY, Long.toString(seconds));
    }
    write(response, answers.refused(rejection));
  }

  private static void write(HttpServerResponse response, Answer answer) {
    if (response.ended() || response.closed()) {
      return;
    }
    CrossOrigin.addTo(response);
    response.setStatusCode(answer.status());
    if (answer.body().isEmpty()) {
      response.end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType()).end(answer.body());
    }
  }

  private static void fail(HttpServerResponse response, Answers answers, Throwable cause) {
    log.atDebug().setCause(cause).log("a notice was not answered as it should");
    write(response, answers.failed());
  }
}
