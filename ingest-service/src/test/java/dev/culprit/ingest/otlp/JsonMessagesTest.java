package dev.culprit.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.ingest.outcome.Refused;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMessagesTest {
  private record Read(LogRecord record, String complaint) {}

  @Test
  void readsIdsAsHexInEitherCase() {
    LogRecord record =
        record("\"traceId\":\"00112233445566778899AABBCCDDEEFF\",\"spanId\":\"0011aaBB22334455\"");

    assertThat(TraceIds.trace(record.getTraceId())).isEqualTo("00112233445566778899aabbccddeeff");
    assertThat(TraceIds.span(record.getSpanId())).isEqualTo("0011aabb22334455");
    assertThat(record("\"traceId\":\"\"").getTraceId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1795324048418000000\"", "1795324048418000000"})
  void reads64BitNumbersAsTextOrNumber(String number) {
    assertThat(record("\"timeUnixNano\":" + number).getTimeUnixNano())
        .isEqualTo(1_795_324_048_418_000_000L);
  }

  @Test
  void readsUnsignedNumbersToTheirEnd() {
    assertThat(record("\"timeUnixNano\":18446744073709551615").getTimeUnixNano()).isEqualTo(-1);
    assertThat(record("\"flags\":4294967295").getFlags()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "\"SEVERITY_NUMBER_ERROR\""})
  void readsEnumsAsNumbersOrNames(String severity) {
    assertThat(record("\"severityNumber\":" + severity).getSeverityNumber())
        .isEqualTo(SeverityNumber.SEVERITY_NUMBER_ERROR);
  }

  @Test
  void keepsEnumsOfTheFuture() {
    assertThat(record("\"severityNumber\":77").getSeverityNumberValue()).isEqualTo(77);
  }

  @Test
  void readsEveryKindOfValue() {
    assertThat(body("{\"stringValue\":\"a\"}").getStringValue()).isEqualTo("a");
    assertThat(body("{\"boolValue\":true}").getBoolValue()).isTrue();
    assertThat(body("{\"intValue\":502}").getIntValue()).isEqualTo(502);
    assertThat(body("{\"intValue\":\"-502\"}").getIntValue()).isEqualTo(-502);
    assertThat(body("{\"intValue\":5e2}").getIntValue()).isEqualTo(500);
    assertThat(body("{\"doubleValue\":1.5}").getDoubleValue()).isEqualTo(1.5);
    assertThat(body("{\"doubleValue\":7}").getDoubleValue()).isEqualTo(7);
    assertThat(body("{\"doubleValue\":\"NaN\"}").getDoubleValue()).isNaN();
    assertThat(body("{\"doubleValue\":NaN}").getDoubleValue()).isNaN();
    assertThat(body("{\"bytesValue\":\"aGk=\"}").getBytesValue().toStringUtf8()).isEqualTo("hi");
    assertThat(body("{\"arrayValue\":{\"values\":[{\"intValue\":1},{}]}}").getArrayValue())
        .satisfies(list -> assertThat(list.getValuesCount()).isEqualTo(2));
    assertThat(
            body("{\"kvlistValue\":{\"values\":[{\"key\":\"k\",\"value\":null}]}}")
                .getKvlistValue()
                .getValues(0)
                .getKey())
        .isEqualTo("k");
    assertThat(body("null")).isEqualTo(AnyValue.getDefaultInstance());
  }

  @Test
  void ignoresUnknownFieldsAndNamesWithUnderscores() {
    LogRecord record = record("\"new\":{\"deep\":[[{}]]},\"event_name\":\"x\",\"eventName\":\"y\"");

    assertThat(record.getEventName()).isEqualTo("y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"traceId\":\"xyz\"|traceId must be hex digits",
        "\"traceId\":\"ESGndgxoPxlXGfggAN3o85k=\"|traceId must be hex digits",
        "\"timeUnixNano\":\"soon\"|timeUnixNano must be a whole number",
        "\"timeUnixNano\":1.5|timeUnixNano must be a whole number",
        "\"timeUnixNano\":18446744073709551616|timeUnixNano is out of range",
        "\"timeUnixNano\":1e999999999|timeUnixNano is out of range",
        "\"timeUnixNano\":1e-999999999|timeUnixNano is out of range",
        "\"timeUnixNano\":[1]|timeUnixNano must be a single value",
        "\"severityNumber\":\"BAD\"|severityNumber must be one of the values of SeverityNumber",
        "\"body\":\"text\"|body must be an object",
        "\"body\":{\"boolValue\":\"yes\"}|boolValue must be a boolean",
        "\"body\":{\"doubleValue\":\"x\"}|doubleValue must be a number",
        "\"body\":{\"bytesValue\":\"?\"}|bytesValue must be base64"
      })
  void leavesOutWhatHasTheWrongTypeAndSaysSo(String field, String complaint) {
    Read read = read(field + ",\"eventName\":\"kept\"");

    assertThat(read.complaint()).isEqualTo(complaint + " and was left out");
    assertThat(read.record().getEventName()).isEqualTo("kept");
  }

  @Test
  void mendsLoneSurrogates() {
    assertThat(record("\"eventName\":\"a\\ud83d b \\ud83d\\ude00\"").getEventName())
        .isEqualTo("a\uFFFD b \uD83D\uDE00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|The body must be a JSON object",
        "7|The body must be a JSON object",
        "{|The body is not valid JSON",
        "{\"resourceLogs\":[{|The body is not valid JSON",
        "{} {}|The body goes on",
        "{\"resourceLogs\":{}}|resourceLogs must be a list",
        "{\"resourceLogs\":[{\"scopeLogs\":\"x\"}]}|scopeLogs must be a list"
      })
  void refusesWhatIsNoRequest(String json, String reason) {
    assertThatThrownBy(
            () -> JsonMessages.read(json.getBytes(UTF_8), ExportLogsServiceRequest.newBuilder()))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"resourceSpans\":[]}", "{\"resourceSpans\":null}"})
  void takesEmptyRequests(String json) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();

    assertThat(JsonMessages.read(json.getBytes(UTF_8), request)).isEmpty();
    assertThat(request.getResourceSpansCount()).isZero();
  }

  @Test
  void cutsDeepNestingWithoutLosingTheRest() {
    String deep =
        "{\"arrayValue\":{\"values\":[".repeat(100) + "{\"intValue\":1}" + "]}}".repeat(100);

    Read read = read("\"body\":" + deep + ",\"eventName\":\"kept\"");

    assertThat(read.complaint()).endsWith("is nested too deep and was left out");
    assertThat(read.record().getEventName()).isEqualTo("kept");
  }

  @Test
  void refusesBottomlessNestingAndEndlessParts() {
    String bottomless = "{\"resourceLogs\":" + "[{\"scopeLogs\":".repeat(2_000_000);
    String endless = "{\"resourceLogs\":[" + "{},".repeat(2_000_000) + "{}]}";

    for (String json : new String[] {bottomless, endless}) {
      long started = System.nanoTime();
      assertThatThrownBy(
              () -> JsonMessages.read(json.getBytes(UTF_8), ExportLogsServiceRequest.newBuilder()))
          .isInstanceOf(Refused.class);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void readsSpanKindsAndStatus() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    JsonMessages.read(
        ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":\"SPAN_KIND_SERVER\","
                + "\"parentSpanId\":\"0011223344556677\",\"status\":{\"code\":2}}]}]}]}")
            .getBytes(UTF_8),
        request);

    Span span = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(span.getParentSpanId().size()).isEqualTo(8);
  }

  private static AnyValue body(String json) {
    return record("\"body\":" + json).getBody();
  }

  private static LogRecord record(String fields) {
    Read read = read(fields);
    assertThat(read.complaint()).isEmpty();
    return read.record();
  }

  private static Read read(String fields) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    String json = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{" + fields + "}]}]}]}";
    String complaint = JsonMessages.read(json.getBytes(UTF_8), request);
    return new Read(request.getResourceLogs(0).getScopeLogs(0).getLogRecords(0), complaint);
  }
}
