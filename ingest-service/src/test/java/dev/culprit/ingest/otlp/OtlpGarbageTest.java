package dev.culprit.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.outcome.Refused;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes: read or refused with a reason, soon, and never anything else. */
class OtlpGarbageTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final byte[] JSON = resource("otel-node-http-json/002.body");
  private static final byte[] GRPC = resource("otel-java-grpc/001.body");
  private static final byte[] PROTOBUF = Arrays.copyOfRange(GRPC, 5, GRPC.length);

  @Property(tries = 500)
  void refusesOrReadsAnyBytes(@ForAll @Size(max = 400) byte[] bytes) {
    for (Signal<?> signal : new Signal<?>[] {Signal.TRACES, Signal.LOGS}) {
      readsOrRefuses(() -> signal.readProtobuf(bytes));
      readsOrRefuses(() -> signal.readJson(bytes));
    }
  }

  @Property(tries = 500)
  void refusesOrReadsDamagedRequests(
      @ForAll @IntRange(max = 3_000) int at,
      @ForAll byte with,
      @ForAll @IntRange(max = 9) int cut) {
    readsOrRefuses(() -> Signal.LOGS.readJson(damaged(JSON, at, with, cut)));
    readsOrRefuses(() -> Signal.TRACES.readProtobuf(damaged(PROTOBUF, at, with, cut)));
  }

  @Property(tries = 300)
  void refusesOrReadsJsonOfAnyShape(@ForAll("shapes") String json) {
    readsOrRefuses(() -> Signal.TRACES.readJson(json.getBytes(UTF_8)));
    readsOrRefuses(() -> Signal.LOGS.readJson(json.getBytes(UTF_8)));
  }

  @Property(tries = 200)
  void makesAnEventOfAnyTexts(
      @ForAll String type, @ForAll String message, @ForAll String stack, @ForAll String other) {
    Object[] attributes = {
      "exception.type",
      type,
      "exception.message",
      message,
      "exception.stacktrace",
      stack,
      "url.path",
      other,
      "http.target",
      other,
      "service.instance.id",
      other,
      other,
      other
    };
    ExportTraceServiceRequest traces =
        Otlp.traces(
            Otlp.resource(attributes),
            Otlp.span(Span.SpanKind.SPAN_KIND_SERVER, "1", "", Otlp.exception(attributes))
                .addAllAttributes(Otlp.attributes(attributes)));
    ExportLogsServiceRequest logs =
        Otlp.logs(Otlp.resource(attributes), Otlp.log(attributes).setBody(Otlp.value(other)));

    readsOrRefuses(() -> SpanExceptions.read(traces));
    readsOrRefuses(() -> LogExceptions.read(logs));
  }

  @Example
  void staysQuickWhenTextsAreMadeToBeSlow() {
    String same = "a".repeat(2 << 20);
    String almost = "a".repeat(1 << 20) + "b";
    Object[] attributes = {"exception.message", almost, "exception.stacktrace", same};

    readsOrRefuses(
        () ->
            SpanExceptions.read(
                Otlp.traces(
                    Otlp.JAVA,
                    Otlp.span(
                        Span.SpanKind.SPAN_KIND_SERVER, "1", "", Otlp.exception(attributes)))));
    readsOrRefuses(
        () ->
            LogExceptions.read(Otlp.logs(Otlp.JAVA, Otlp.log(attributes).setTraceId(Otlp.TRACE))));
  }

  @Provide
  Arbitrary<String> shapes() {
    Arbitrary<String> names =
        Arbitraries.of(
            "resourceSpans",
            "resourceLogs",
            "resource",
            "scopeSpans",
            "scopeLogs",
            "spans",
            "logRecords",
            "attributes",
            "events",
            "key",
            "value",
            "values",
            "body",
            "traceId",
            "stringValue",
            "arrayValue",
            "kvlistValue",
            "name",
            "timeUnixNano",
            "kind",
            "status");
    Arbitrary<String> leaves =
        Arbitraries.of("1", "-1.5e9", "\"x\"", "null", "true", "[]", "{}", "NaN", "\"exception\"");
    return Arbitraries.recursive(
        () -> leaves,
        inner ->
            Arbitraries.oneOf(
                net.jqwik.api.Combinators.combine(names, inner, names, inner)
                    .as((a, x, b, y) -> "{\"" + a + "\":" + x + ",\"" + b + "\":" + y + "}"),
                inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]")),
        1,
        9);
  }

  private static void readsOrRefuses(Supplier<ExportContent> reader) {
    long started = System.nanoTime();
    try {
      for (Occurrence occurrence : reader.get().occurrences()) {
        assertThat(occurrence.id()).matches("[0-9a-f]{32}");
        assertThat(occurrence.toEvent().build().getExceptionsCount()).isPositive();
      }
    } catch (Refused refused) {
      assertThat(refused.rejection().reason()).isNotBlank();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(SOON);
  }

  private static byte[] damaged(byte[] bytes, int at, byte with, int cut) {
    byte[] damaged = Arrays.copyOf(bytes, bytes.length - (cut == 9 ? at % bytes.length : 0));
    if (damaged.length > 0) {
      damaged[at % damaged.length] = with;
    }
    return damaged;
  }

  private static byte[] resource(String name) {
    try (InputStream in = OtlpGarbageTest.class.getResourceAsStream("/wire/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
