package dev.culprit.ingest.sentry;

import dev.culprit.ingest.csp.CspReports;
import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.CrossOrigin;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.sentry.event.EventIds;
import dev.culprit.ingest.sentry.event.SentryEvents;
import dev.culprit.ingest.sentry.item.SentryItems;
import dev.culprit.ingest.supplement.SupplementSink;
import dev.culprit.proto.ingest.v1.Event;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Sentry SDKs of today and of ten years ago. Which reader a body gets is settled by the path
 * and the body's first byte: content types are not to be trusted.
 */
public final class SentryWire implements HttpWire {
  private static final Logger log = LoggerFactory.getLogger(SentryWire.class);
  private static final String OF_PROJECT = "\\/api\\/(?<project>[^\\/]+)\\/";
  private static final int LARGE = 64 << 10;
  private static final Set<String> REPORT_TYPES =
      Set.of("application/csp-report", "application/json", "application/reports+json");
  private static final byte[] PIXEL = {
    'G',
    'I',
    'F',
    '8',
    '9',
    'a',
    1,
    0,
    1,
    0,
    (byte) 0x80,
    0,
    0,
    0,
    0,
    0,
    (byte) 0xff,
    (byte) 0xff,
    (byte) 0xff,
    0x21,
    (byte) 0xf9,
    4,
    1,
    0,
    0,
    0,
    0,
    0x2c,
    0,
    0,
    0,
    0,
    1,
    0,
    1,
    0,
    0,
    2,
    2,
    0x44,
    1,
    0,
    0x3b
  };

  private final IngestPipeline pipeline;
  private final SentryBodies bodies;
  private final SentryIntake intake;
  private final Clock clock;

  public SentryWire(
      Vertx vertx,
      IngestPipeline pipeline,
      SupplementSink supplements,
      BodyReader bodies,
      Clock clock) {
    this.pipeline = pipeline;
    this.bodies = new SentryBodies(vertx, pipeline, bodies);
    this.clock = clock;
    this.intake = new SentryIntake(pipeline, supplements, clock);
  }

  @Override
  public void mount(Router router) {
    post(router, OF_PROJECT + "envelope\\/?", this::envelope);
    router.getWithRegex(OF_PROJECT + "store\\/?").handler(this::storeInQuery);
    post(router, OF_PROJECT + "store\\/?", this::store);
    // Before there were projects in addresses the key told which one it was.
    post(router, "\\/api\\/store\\/?", this::store);
    post(router, OF_PROJECT + "(security|csp-report)\\/?", this::report);
    post(router, OF_PROJECT + "minidump\\/?", this::minidump);
    String cron = OF_PROJECT + "cron\\/(?<slug>[^\\/]+)(\\/(?<key>[^\\/]+))?\\/?";
    router.getWithRegex(cron).handler(this::checkIn);
    post(router, cron, this::checkIn);
  }

  private static void post(Router router, String path, Handler<RoutingContext> handler) {
    router.postWithRegex(path).handler(handler);
    router.routeWithRegex(path).handler(routing -> routing.fail(405));
  }

  @Override
  public String endpoint() {
    return "POST /api/NUMBER/envelope/";
  }

  /** Tunnels: an envelope names its project itself, whatever the path. */
  @Override
  public void mountLast(Router router) {
    router
        .post()
        .handler(
            routing ->
                bodies
                    .tunnelled(routing.request())
                    .onFailure(notAnEnvelope -> routing.next())
                    .onSuccess(
                        envelope -> {
                          if (Dsn.of(envelope.dsn()) == null) {
                            routing.next();
                          } else {
                            answer(routing, null, submit(null, null, envelope));
                          }
                        }));
  }

  private void envelope(RoutingContext routing) {
    String key = SentryKey.of(routing.request());
    answer(
        routing,
        key,
        bodies
            .envelope(routing.request())
            .compose(envelope -> submit(key, routing.pathParam("project"), envelope)));
  }

  private Future<Submission> submit(
      @Nullable String told, @Nullable String project, Envelope envelope) {
    Dsn dsn = Dsn.of(envelope.dsn());
    String key = told != null ? told : dsn == null ? "" : dsn.key();
    String number = project != null ? project : dsn == null ? null : dsn.project();
    return identified(key, number).compose(found -> intake.accept(found, key, envelope));
  }

  private void store(RoutingContext routing) {
    answer(
        routing,
        SentryKey.of(routing.request()),
        bodies.read(routing.request()).compose(body -> stored(routing, body)));
  }

  private Future<Submission> stored(RoutingContext routing, byte[] body) {
    String key = orEmpty(SentryKey.of(routing.request()));
    return identified(key, routing.pathParam("project"))
        .compose(
            found ->
                intake.accept(
                    key,
                    body.length > LARGE / 4,
                    () ->
                        SentryEvents.decode(
                            SentryIntake.bounded(StoreBody.json(body, SentryBodies.MOST_INFLATED)),
                            null,
                            clock.instant())));
  }

  /** For pages that could only load pictures. */
  private void storeInQuery(RoutingContext routing) {
    String data = routing.request().getParam("sentry_data");
    byte[] body = data == null ? new byte[0] : data.getBytes(StandardCharsets.UTF_8);
    settle(
        routing,
        SentryKey.of(routing.request()),
        stored(routing, body),
        submission -> {
          CrossOrigin.addTo(routing.response());
          routing
              .response()
              .putHeader(HttpHeaders.CONTENT_TYPE, "image/gif")
              .end(Buffer.buffer(PIXEL));
        });
  }

  private void report(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String key = SentryKey.of(request);
    String type = orEmpty(request.getHeader(HttpHeaders.CONTENT_TYPE));
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Future<byte[]> body =
        REPORT_TYPES.contains(plain)
            ? bodies.read(routing.request())
            : Future.failedFuture(
                new Refused(
                    new Rejection.Unsupported(
                        Rejection.Unsupported.Kind.ENCODING,
                        "Content-Type must be one of " + String.join(", ", REPORT_TYPES))));
    settle(
        routing,
        key,
        body.compose(
            bytes ->
                identified(orEmpty(key), routing.pathParam("project"))
                    .compose(
                        found ->
                            intake.acceptReport(orEmpty(key), () -> reported(request, bytes)))),
        submission -> SentryAnswers.text(routing.response(), 200, "text/plain", ""));
  }

  private static Event.Builder reported(HttpServerRequest request, byte[] body) {
    return CspReports.decode(body)
        .setRelease(orEmpty(request.getParam("sentry_release")))
        .setEnvironment(orEmpty(request.getParam("sentry_environment")));
  }

  private void minidump(RoutingContext routing) {
    String key = SentryKey.of(routing.request());
    String type = orEmpty(routing.request().getHeader(HttpHeaders.CONTENT_TYPE));
    settle(
        routing,
        key,
        bodies
            .read(routing.request())
            .compose(
                body ->
                    identified(orEmpty(key), routing.pathParam("project"))
                        .compose(
                            found ->
                                intake.accept(
                                    orEmpty(key),
                                    body.length > LARGE,
                                    () -> Minidump.decode(body, type, clock.instant())))),
        submission ->
            SentryAnswers.text(
                routing.response(), 200, "text/plain", EventIds.dashed(submission.id())));
  }

  private void checkIn(RoutingContext routing) {
    String inPath = routing.pathParam("key");
    String key = inPath == null ? SentryKey.of(routing.request()) : inPath;
    Map<String, String> query = new HashMap<>();
    routing.request().params().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
    answer(
        routing,
        key,
        identified(orEmpty(key), routing.pathParam("project"))
            .compose(
                found ->
                    intake.acceptCheckIn(
                        found,
                        SentryItems.checkIn(routing.pathParam("slug"), query, clock.instant()))));
  }

  /** The project that a path names must be the key's. */
  private Future<ProjectKey> identified(String key, @Nullable String project) {
    return pipeline
        .identify(key.isEmpty() ? null : key)
        .compose(
            found -> {
              if (project == null || project.equals(Long.toString(found.project().id()))) {
                return Future.succeededFuture(found);
              }
              Rejection foreign =
                  new Rejection.UnknownKey("The key does not belong to the project in the address");
              return pipeline
                  .refuse(key, foreign)
                  .compose(counted -> Future.failedFuture(new Refused(foreign)));
            });
  }

  private void answer(RoutingContext routing, @Nullable String key, Future<Submission> submitted) {
    settle(
        routing,
        key,
        submitted,
        submission -> SentryAnswers.accept(routing.response(), submission.id()));
  }

  /** How a request is answered when all of it is kept. */
  private interface Accepted {
    void answer(Submission submission);
  }

  private void settle(
      RoutingContext routing,
      @Nullable String key,
      Future<Submission> submitted,
      Accepted accepted) {
    HttpServerResponse response = routing.response();
    submitted
        .onSuccess(
            submission -> {
              Refusal refusal = submission.refusal();
              if (refusal != null) {
                SentryAnswers.refuse(response, refusal, key == null);
              } else if (!response.closed()) {
                accepted.answer(submission);
              }
            })
        .onFailure(
            cause -> {
              if (cause instanceof Refused refused) {
                SentryAnswers.refuse(response, Refusal.ofEvent(refused.rejection()), key == null);
              } else if (!response.closed()) {
                log.atDebug().setCause(cause).log("a request was not answered as it should");
                JsonAnswers.fail(response);
              }
            });
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
