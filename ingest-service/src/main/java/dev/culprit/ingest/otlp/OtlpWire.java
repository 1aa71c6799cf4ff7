package dev.culprit.ingest.otlp;

import dev.culprit.ingest.http.BodyReader;
import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.http.HttpWire;
import dev.culprit.ingest.http.IngestionCredentials;
import dev.culprit.ingest.outcome.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OTLP over HTTP: {@code POST /v1/traces} and {@code /v1/logs}, in protobuf or JSON, answered in
 * the same form. A body that begins with a brace is JSON whatever its content type says, because no
 * protobuf request begins so.
 */
public final class OtlpWire implements HttpWire {
  private static final Logger log = LoggerFactory.getLogger(OtlpWire.class);
  private static final List<Signal<?>> SIGNALS = List.of(Signal.TRACES, Signal.LOGS);

  /** How many times its size a compressed body is taken for until it has been inflated. */
  private static final long USUAL_INFLATION = 16;

  private final ExportIntake intake;
  private final BodyReader bodies;

  public OtlpWire(ExportIntake intake, BodyReader bodies) {
    this.intake = intake;
    this.bodies = bodies;
  }

  @Override
  public void mount(Router router) {
    SIGNALS.forEach(
        signal -> {
          router.post(signal.path()).handler(routing -> handle(routing.request(), signal));
          router.route(signal.path()).handler(routing -> routing.fail(405));
        });
    notTaken(router, "/v1/metrics", "metrics");
    notTaken(router, "/v1development/profiles", "profiles");
  }

  @Override
  public String endpoint() {
    return "POST /v1/traces and POST /v1/logs";
  }

  private void notTaken(Router router, String path, String signal) {
    Refused refused = OtlpLimits.notTaken(signal);
    router
        .post(path)
        .handler(
            routing -> {
              OtlpAnswers answers = answers(routing.request());
              intake
                  .refuse(keyOf(routing.request()), refused)
                  .onComplete(counted -> answers.refused(refused.rejection()));
            });
    router.route(path).handler(routing -> routing.fail(405));
  }

  private void handle(HttpServerRequest request, Signal<?> signal) {
    String key = keyOf(request);
    String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    OtlpAnswers answers = answers(request);
    bodies
        .read(request, OtlpLimits.MOST_BYTES)
        .compose(
            body ->
                intake.take(key, weight(body, coding), () -> read(signal, body, coding, answers)),
            cause -> intake.refuse(key, cause))
        .onSuccess(outcome -> answer(answers, signal, outcome))
        .onFailure(
            cause -> {
              log.atDebug().setCause(cause).log("a request was not answered as it should");
              answers.failed();
            });
  }

  private static long weight(byte[] body, @Nullable String coding) {
    return coding == null || coding.isBlank()
        ? body.length
        : Math.min(OtlpLimits.MOST_BYTES, body.length * USUAL_INFLATION);
  }

  private static ExportContent read(
      Signal<?> signal, byte[] body, @Nullable String coding, OtlpAnswers answers) {
    byte[] plain = ContentCoding.decode(body, coding, OtlpLimits.MOST_BYTES);
    boolean json = answers.isJsonExpected() || (plain.length > 0 && plain[0] == '{');
    answers.sawJson(json);
    return json ? signal.readJson(plain) : signal.readProtobuf(plain);
  }

  private static void answer(OtlpAnswers answers, Signal<?> signal, ExportOutcome outcome) {
    if (outcome instanceof ExportOutcome.Kept kept) {
      answers.kept(signal, kept);
    } else if (outcome instanceof ExportOutcome.Refusal refusal) {
      answers.refused(refusal.rejection());
    }
  }

  private static OtlpAnswers answers(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return new OtlpAnswers(request.response(), type == null ? "" : type);
  }

  private static @Nullable String keyOf(HttpServerRequest request) {
    String key = IngestionCredentials.keyOf(request);
    return key == null ? request.getHeader("x-api-key") : key;
  }
}
