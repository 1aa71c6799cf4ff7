package dev.culprit.alert.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.channel.AddressGuard;
import dev.culprit.alert.channel.Channel.Slack;
import dev.culprit.alert.channel.Channel.Target;
import dev.culprit.alert.channel.Channel.Webhook;
import dev.culprit.alert.notifier.Outcome.Kind;
import dev.culprit.alert.notifier.outbound.OutboundHttp;
import dev.culprit.alert.notifier.slack.SlackNotifier;
import dev.culprit.alert.notifier.webhook.WebhookNotifier;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every notifier that speaks HTTP must do, against a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpNotifierContractTest {
  private static final String HIDDEN = "hidden-part-of-the-address";
  private static final Secret SIGNING = new Secret("a-signing-secret-nobody-may-see");

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger requests = new AtomicInteger();
  private final OutboundHttp open =
      new OutboundHttp(vertx, new AddressGuard(true), Duration.ofMillis(800));
  private final OutboundHttp guarded =
      new OutboundHttp(vertx, new AddressGuard(false), Duration.ofMillis(800));
  private HttpServer server;

  /** The notifiers under the contract. */
  enum Under {
    WEBHOOK,
    SLACK
  }

  @BeforeAll
  void start() throws Exception {
    server = await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
  }

  @AfterAll
  void stop() throws Exception {
    await(vertx.close());
  }

  static Stream<Arguments> everyStatus() {
    return Stream.of(Under.values())
        .flatMap(
            under ->
                IntStream.of(
                        200, 201, 202, 204, 299, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404,
                        405, 406, 408, 409, 410, 413, 415, 418, 422, 425, 429, 451, 499, 500, 501,
                        502, 503, 504, 507, 520, 599)
                    .mapToObj(status -> Arguments.of(under, status)));
  }

  @ParameterizedTest
  @MethodSource("everyStatus")
  void classifiesEveryStatusAndLeaksNothing(Under under, int status) throws Exception {
    Outcome outcome = deliver(under, open, base() + "/status/" + status);

    boolean retryable =
        status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599);
    Kind expected = status < 300 ? Kind.DELIVERED : retryable ? Kind.RETRYABLE : Kind.REFUSED;
    assertThat(outcome.kind()).isEqualTo(expected);
    assertThat(outcome.detail()).startsWith("answered " + status);
    assertLeaksNothing(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void waitsAsLongAsAsked(Under under) throws Exception {
    assertThat(deliver(under, open, base() + "/retry-after/90").retryAfter())
        .isEqualTo(Duration.ofSeconds(90));
    assertThat(deliver(under, open, base() + "/retry-after/999999").retryAfter())
        .isEqualTo(Duration.ofHours(1));
    assertThat(deliver(under, open, base() + "/retry-after/soon").retryAfter())
        .isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotFollowRedirects(Under under) throws Exception {
    int before = requests.get();

    deliver(under, open, base() + "/status/302");

    assertThat(requests.get()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @EnumSource
  void isNotHeldUpByAnEndlessAnswer(Under under) throws Exception {
    assertThat(deliver(under, open, base() + "/endless").kind()).isEqualTo(Kind.DELIVERED);
  }

  @ParameterizedTest
  @EnumSource
  void givesUpOnASilentServer(Under under) throws Exception {
    Outcome outcome = deliver(under, open, base() + "/silent");

    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(outcome.detail()).isEqualTo("no answer within 800 ms");
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainWhenTheConnectionIsCut(Under under) throws Exception {
    Outcome outcome = deliver(under, open, base() + "/cut");

    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
    assertLeaksNothing(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainWhenNobodyListens(Under under) throws Exception {
    Outcome outcome = deliver(under, open, "http://127.0.0.1:1");

    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(outcome.detail()).isEqualTo("could not connect");
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainWhenTheNameIsUnknown(Under under) throws Exception {
    Outcome outcome = deliver(under, open, "http://no-such-host.invalid");

    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
    assertLeaksNothing(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void triesAgainWhenTlsFails(Under under) throws Exception {
    Outcome outcome = deliver(under, open, base().replace("http:", "https:"));

    assertThat(outcome.kind()).isEqualTo(Kind.RETRYABLE);
    assertLeaksNothing(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void neverReachesAPrivateAddressByNumberOrByName(Under under) throws Exception {
    int before = requests.get();
    int port = server.actualPort();

    for (String host :
        new String[] {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1"}) {
      Outcome outcome = deliver(under, guarded, "http://" + host + ":" + port + "/status/200");
      assertThat(outcome.kind()).as(host).isNotEqualTo(Kind.DELIVERED);
      assertLeaksNothing(outcome);
    }

    assertThat(requests.get()).isEqualTo(before);
  }

  private Outcome deliver(Under under, OutboundHttp http, String address) throws Exception {
    String url = address + "/?" + HIDDEN;
    Target target =
        under == Under.WEBHOOK
            ? new Webhook(url, Optional.of(SIGNING))
            : new Slack(Optional.of(new Secret(url)));
    Notifiers notifiers =
        new Notifiers(
            new WebhookNotifier(http, Clock.systemUTC()),
            (message, email) -> Future.failedFuture("not this one"),
            new SlackNotifier(http));
    return await(notifiers.deliver(Messages.spike(), target));
  }

  private static void assertLeaksNothing(Outcome outcome) {
    assertThat(outcome.toString())
        .doesNotContain(HIDDEN)
        .doesNotContain(SIGNING.value())
        .doesNotContain("127.0.0.1")
        .doesNotContain("secret-in-the-answer");
  }

  private void answer(HttpServerRequest request) {
    requests.incrementAndGet();
    String[] path = request.path().split("/");
    switch (path[1]) {
      case "status" ->
          request
              .response()
              .setStatusCode(Integer.parseInt(path[2]))
              .setStatusMessage("secret-in-the-answer")
              .putHeader("Location", base() + "/status/200")
              .end(path[2].equals("204") ? "" : "secret-in-the-answer " + request.uri());
      case "retry-after" ->
          request.response().setStatusCode(503).putHeader("Retry-After", path[2]).end();
      case "endless" -> {
        request.response().setChunked(true);
        vertx.setPeriodic(1, id -> request.response().write(Buffer.buffer(new byte[10_000])));
      }
      case "cut" -> request.connection().close();
      default -> request.pause();
    }
  }

  private String base() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
