package dev.culprit.ingest.otlp;

import static dev.culprit.ingest.otlp.Otlp.exception;
import static dev.culprit.ingest.otlp.Otlp.resource;
import static dev.culprit.ingest.otlp.Otlp.span;
import static dev.culprit.ingest.otlp.Otlp.traces;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.MapValue;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanExceptionsTest {
  private static final String STACK =
      """
      com.shop.PayException: no money
      \tat com.shop.Till.pay(Till.java:7)
      \tat com.shop.Main.main(Main.java:3)
      """;
  private static final Span.Event PAY =
      exception(
          "exception.type", "com.shop.PayException",
          "exception.message", "no money",
          "exception.stacktrace", STACK);
  private static final Object[] HTTP = {
    "http.request.method", "POST",
    "http.route", "/pay/{id}",
    "url.path", "/pay/17",
    "url.query", "?a=b",
    "url.scheme", "https",
    "server.address", "shop.test",
    "server.port", 8443,
    "http.response.status_code", 500,
    "client.address", "10.0.0.9",
    "user_agent.original", "curl/8",
    "http.request.header.accept", List.of("a/b", "c/d"),
    "enduser.id", "u-1",
    "user.email", "u@example.com",
    "tier", "gold"
  };

  @Test
  void findsNoEventsInSpansWithoutException() {
    ExportContent content =
        SpanExceptions.read(
            traces(
                Otlp.JAVA,
                span(SPAN_KIND_SERVER, "1", "")
                    .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
                    .addAllAttributes(Otlp.attributes("error.type", "500")),
                span(SPAN_KIND_SERVER, "2", "", Span.Event.newBuilder().setName("log").build())));

    assertThat(content.occurrences()).isEmpty();
    assertThat(content.rejected()).isZero();
  }

  @Test
  void takesAnExceptionOfNestedSpansOnceWithTheRequestOfTheServerSpan() {
    Event event =
        only(
            traces(
                Otlp.JAVA,
                span(SPAN_KIND_INTERNAL, "2", "1", PAY),
                span(SPAN_KIND_SERVER, "1", "", PAY).addAllAttributes(Otlp.attributes(HTTP))));

    assertThat(event.getSpanId()).isEqualTo(hex(Otlp.spanId("2")));
    assertThat(event.getTraceId()).isEqualTo(hex(Otlp.TRACE));
    assertThat(event.getTransaction()).isEqualTo("POST /pay/{id}");
    HttpRequest request = event.getRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("https://shop.test:8443/pay/17");
    assertThat(request.getQueryString()).isEqualTo("a=b");
    assertThat(request.getRoute()).isEqualTo("/pay/{id}");
    assertThat(request.getRemoteAddress()).isEqualTo("10.0.0.9");
    assertThat(request.getHeadersList())
        .extracting(header -> header.getName() + ": " + header.getValue())
        .containsExactly("User-Agent: curl/8", "accept: a/b", "accept: c/d");
    assertThat(event.getHttpStatus()).isEqualTo(500);
    assertThat(event.getUser().getId()).isEqualTo("u-1");
    assertThat(event.getUser().getEmail()).isEqualTo("u@example.com");
    assertThat(names(event.getContextsOrThrow("request"))).containsExactly("tier");
  }

  @Test
  void findsTheServerSpanThatEnclosesWithoutHavingTheException() {
    Event event =
        only(
            traces(
                Otlp.JAVA,
                span(SPAN_KIND_SERVER, "1", "").addAllAttributes(Otlp.attributes(HTTP)),
                span(SPAN_KIND_INTERNAL, "2", "1"),
                span(SPAN_KIND_CLIENT, "3", "2", PAY)
                    .addAllAttributes(
                        Otlp.attributes(
                            "http.response.status_code", 404, "url.full", "http://x/"))));

    assertThat(event.getHttpStatus()).isEqualTo(500);
    assertThat(event.getRequest().getUrl()).isEqualTo("https://shop.test:8443/pay/17");
    assertThat(names(event.getContextsOrThrow("attributes")))
        .containsExactly("http.response.status_code", "url.full");
  }

  @Test
  void doesNotTakeAnOutgoingRequestForTheOneThatWasAnswered() {
    Event event =
        only(
            traces(
                Otlp.JAVA,
                span(SPAN_KIND_CLIENT, "3", "2", PAY)
                    .addAllAttributes(
                        Otlp.attributes(
                            "http.response.status_code", 404, "url.full", "http://x/"))));

    assertThat(event.hasRequest()).isFalse();
    assertThat(event.getHttpStatus()).isZero();
    assertThat(event.getTransaction()).isEqualTo("span 3");
  }

  @Test
  void knowsTheOldNames() {
    Event event =
        only(
            traces(
                resource(
                    "deployment.environment", "staging",
                    "host.name", "web-1",
                    "service.instance.id", "627cc493-f310-47de-96bd-71410b7dec09",
                    "telemetry.sdk.language", "nodejs"),
                span(
                        SPAN_KIND_SERVER,
                        "1",
                        "",
                        exception("exception.type", "E", "exception.message", "m"))
                    .addAllAttributes(
                        Otlp.attributes(
                            "http.method", "GET",
                            "http.target", "/a?b=c",
                            "http.scheme", "http",
                            "http.host", "old.test:81",
                            "http.status_code", "503",
                            "http.client_ip", "10.0.0.8",
                            "code.namespace", "shop.Till",
                            "code.function", "pay",
                            "code.filepath", "/srv/till.js",
                            "code.lineno", 12,
                            "thread.name", "worker-1"))));

    assertThat(event.getEnvironment()).isEqualTo("staging");
    assertThat(event.getServerName()).isEqualTo("web-1");
    assertThat(event.getPlatform()).isEqualTo("node");
    assertThat(event.getRequest().getUrl()).isEqualTo("http://old.test:81/a");
    assertThat(event.getRequest().getQueryString()).isEqualTo("b=c");
    assertThat(event.getHttpStatus()).isEqualTo(503);
    assertThat(event.getRequest().getRemoteAddress()).isEqualTo("10.0.0.8");
    assertThat(event.getExceptions(0).getThread()).isEqualTo("worker-1");
    assertThat(event.getExceptions(0).getFrames(0).getFunction()).contains("pay");
    assertThat(event.getExceptions(0).getFrames(0).getFile()).isEqualTo("/srv/till.js");
    assertThat(event.getExceptions(0).getFrames(0).getLine()).isEqualTo(12);
  }

  @Test
  void keepsATextThatNobodyCanReadAsItIs() {
    ExceptionInfo exception =
        only(traces(
                Otlp.JAVA,
                span(SPAN_KIND_SERVER, "1", "", exception("exception.stacktrace", "gibberish\n"))))
            .getExceptions(0);

    assertThat(exception.getRawStackTrace()).isEqualTo("gibberish\n");
    assertThat(exception.getValue()).isEqualTo("gibberish");
    assertThat(exception.getFramesCount()).isZero();
  }

  @Test
  void tellsTwoExceptionsOfOneTraceApart() {
    Span.Event other =
        exception(
            "exception.type", "com.shop.PayException",
            "exception.message", "no money",
            "exception.stacktrace", STACK.replace("Till.java:7", "Till.java:9"));

    assertThat(
            SpanExceptions.read(
                    traces(
                        Otlp.JAVA,
                        span(SPAN_KIND_INTERNAL, "2", "1", PAY),
                        span(SPAN_KIND_SERVER, "1", "", other)))
                .occurrences())
        .hasSize(2);
  }

  @Test
  void takesAPythonExceptionOnceThoughTheOuterSpanSeesMoreOfIt() {
    String inner =
        """
        Traceback (most recent call last):
          File "/srv/till.py", line 7, in pay
            raise PayError('no money')
        PayError: no money
        """;
    String outer =
        inner.replace(
            "last):\n",
            """
            last):
              File "/srv/main.py", line 3, in main
                pay()
            """);

    List<? extends Occurrence> occurrences =
        SpanExceptions.read(
                traces(
                    resource("telemetry.sdk.language", "python"),
                    span(SPAN_KIND_INTERNAL, "2", "1", failed(inner, "shop.PayError")),
                    span(SPAN_KIND_SERVER, "1", "", failed(outer, "PayError"))))
            .occurrences();

    assertThat(occurrences).hasSize(1);
  }

  private static Span.Event failed(String stack, String type) {
    return exception(
        "exception.type", type, "exception.message", "no money", "exception.stacktrace", stack);
  }

  @Test
  void usesTheRecordedTypeWhenTheTextHasNone() {
    Event go =
        only(
            "go",
            "*errors.errorString",
            """
            goroutine 1 [running]:
            main.work(...)
            \t/srv/main.go:10 +0x1d
            main.main()
            \t/srv/main.go:15 +0x2a
            """);
    Event firefox =
        only(
            "webjs",
            "TypeError",
            """
            pay@http://shop.test/app.js:7:3
            main@http://shop.test/app.js:3:1
            """);

    assertThat(go.getExceptions(0).getType()).isEqualTo("*errors.errorString");
    assertThat(go.getExceptions(0).getFrames(0).getFile()).isEqualTo("/srv/main.go");
    assertThat(firefox.getPlatform()).isEqualTo("javascript");
    assertThat(firefox.getExceptions(0).getType()).isEqualTo("TypeError");
    assertThat(firefox.getExceptions(0).getFrames(1).getLine()).isEqualTo(3);
    assertThat(List.of(go, firefox))
        .allMatch(event -> event.getExceptions(0).getValue().equals("no money"))
        .allMatch(event -> event.getExceptions(0).getFramesCount() == 2)
        .allMatch(event -> event.getExceptionsCount() == 1);
  }

  @Test
  void readsThePhpSdksOwnFormOfStackTraces() {
    Event php =
        only(
            "php",
            "RuntimeException",
            """
            RuntimeException: no money
             at Shop.Till.pay(till.php:7)
             at {main}(main.php:3)
            """);

    assertThat(php.getExceptions(0).getType()).isEqualTo("RuntimeException");
    assertThat(php.getExceptions(0).getFrames(0).getFile()).isEqualTo("till.php");
    assertThat(php.getExceptions(0).getFrames(0).getLine()).isEqualTo(7);
  }

  private static Event only(String language, String type, String stack) {
    return only(
        traces(
            resource("telemetry.sdk.language", language),
            span(SPAN_KIND_SERVER, "1", "", failed(stack, type))));
  }

  @Test
  void countsThroughEqualRecordsWithoutATrace() {
    Span.Builder one = span(SPAN_KIND_SERVER, "1", "", PAY).clearTraceId();

    List<? extends Occurrence> occurrences =
        SpanExceptions.read(traces(Otlp.JAVA, one, one.clone())).occurrences();

    assertThat(occurrences).hasSize(2);
    assertThat(SpanExceptions.read(traces(Otlp.JAVA, one, one.clone())).occurrences())
        .extracting(Occurrence::id)
        .isEqualTo(occurrences.stream().map(Occurrence::id).toList());
  }

  @Test
  void rejectsAnExceptionEventThatSaysNothingAndTakesItsNeighbour() {
    ExportContent content =
        SpanExceptions.read(
            traces(
                Otlp.JAVA,
                span(SPAN_KIND_SERVER, "1", "", exception()),
                span(SPAN_KIND_SERVER, "2", "", PAY)));

    assertThat(content.occurrences()).hasSize(1);
    assertThat(content.rejected()).isEqualTo(1);
    assertThat(content.complaint()).contains("exception.type");
  }

  @Test
  void survivesSpansThatAreTheirOwnParents() {
    Event event =
        only(
            traces(
                Otlp.JAVA,
                span(SPAN_KIND_INTERNAL, "1", "2", PAY),
                span(SPAN_KIND_INTERNAL, "2", "1")));

    assertThat(event.getTransaction()).isEqualTo("span 1");
  }

  private static Event only(ExportTraceServiceRequest request) {
    List<? extends Occurrence> occurrences = SpanExceptions.read(request).occurrences();
    assertThat(occurrences).hasSize(1);
    return occurrences.get(0).toEvent().build();
  }

  private static List<String> names(MapValue map) {
    return map.getEntriesList().stream().map(MapValue.Entry::getKey).toList();
  }

  private static String hex(ByteString bytes) {
    return java.util.HexFormat.of().formatHex(bytes.toByteArray());
  }
}
