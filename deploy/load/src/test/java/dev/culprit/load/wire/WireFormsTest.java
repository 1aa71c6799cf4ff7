package dev.culprit.load.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.culprit.load.event.EventPool;
import dev.culprit.load.event.SampleEvents;
import dev.culprit.load.event.Template;
import dev.culprit.load.event.Timestamps;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import io.grpc.Status;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WireFormsTest {
  private static final SampleEvents EVENTS = new SampleEvents("load-x", 1);
  private static final long MICROS = Timestamps.parse("2026-11-23T16:23:45.123456Z");

  @Test
  void checkendBodiesAreAboutFourKilobytes() {
    EventPool pool =
        EventPool.write(EVENTS, 60, event -> CheckendJson.write(event).toBuffer().getBytes());

    assertThat(pool.averageLength()).isBetween(3_600, 4_600);
  }

  @Test
  void checkendBodiesAreJsonWithNumberAndTime() {
    Template template = Template.of(CheckendJson.write(EVENTS.event(0, 0)).toBuffer().getBytes());

    JsonObject body = new JsonObject(new String(template.fill(77, MICROS, 0, 0), UTF_8));

    assertThat(body.getJsonObject("error").getString("occurred_at"))
        .isEqualTo("2026-11-23T16:23:45.123456Z");
    assertThat(body.getJsonObject("error").getString("message")).contains("000000000077");
    assertThat(body.getJsonObject("error").getJsonArray("backtrace")).hasSizeGreaterThan(20);
    assertThat(body.getJsonObject("context").getString("revision")).isEqualTo("load-x");
  }

  @Test
  void streamRequestsAreTheMessageThatTheContractNames() throws Exception {
    Template template = Template.of(ProtoEvent.write(EVENTS.event(0, 0)).toByteArray());

    ReportStreamRequest request = StreamRequest.parse(StreamRequest.of(300, MICROS, template));

    assertThat(request.getSequence()).isEqualTo(300);
    assertThat(request.getEvent().getClientEventId()).isEqualTo("load-x-000000000300");
    Timestamp time = request.getEvent().getOccurredAt();
    assertThat(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
        .isEqualTo(Timestamps.instant(MICROS));
    assertThat(request.getEvent().getExceptions(0).getFramesCount()).isGreaterThan(20);
    assertThat(request.getEvent().getRelease()).isEqualTo("load-x");
  }

  @Test
  void readsTheAnswersOfCheckendServers() {
    assertThat(HttpAnswer.read(201, "{\"id\":5,\"problem_id\":6,\"deduplicated\":false}"))
        .isEqualTo(new Answer.Kept(5, 6, false, false));
    assertThat(HttpAnswer.read(202, "{}")).isEqualTo(new Answer.Kept(0, 0, true, false));
    assertThat(HttpAnswer.read(429, "{\"code\":\"rate_limited\"}"))
        .isEqualTo(new Answer.Refused("rate_limited"));
    assertThat(HttpAnswer.read(503, "<html>")).isEqualTo(new Answer.Refused("http_503"));
  }

  @Test
  void envelopesHaveTheLengthThatTheyTell() {
    Template template = Template.of(SentryEnvelope.write(EVENTS.event(0, 0)));

    String[] lines = new String(template.fill(77, MICROS, 0, 0), UTF_8).split("\n");

    JsonObject event = new JsonObject(lines[2]);
    assertThat(new JsonObject(lines[1]).getInteger("length"))
        .isEqualTo(lines[2].getBytes(UTF_8).length);
    assertThat(event.getString("event_id")).matches("[0-9a-f]{20}000000000077");
    assertThat(event.getString("timestamp")).isEqualTo("2026-11-23T16:23:45.123456Z");
    assertThat(event.getString("release")).isEqualTo("load-x");
  }

  @Test
  void readsTheAnswersToEnvelopes() {
    SentryForm form = new SentryForm("k", 7);

    assertThat(form.read(200, "{\"id\":\"x\"}")).isEqualTo(new Answer.Kept(0, 0, false, false));
    assertThat(form.read(202, "")).isEqualTo(new Answer.Kept(0, 0, true, false));
    assertThat(form.read(429, "{\"detail\":\"x\"}")).isEqualTo(new Answer.Refused("rate_limited"));
    assertThat(form.read(500, "")).isEqualTo(new Answer.Refused("http_500"));
  }

  @Test
  void exportsAreTheMessageThatOpenTelemetryNames() throws Exception {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Template template = Template.of(OtlpRecord.write(EVENTS.event(i, 0)));
      records.add(OtlpRecord.fill(template, 77 + i, MICROS + i));
    }

    ExportLogsServiceRequest export =
        ExportLogsServiceRequest.parseFrom(
            OtlpExport.of(OtlpExport.resource(EVENTS.event(0, 0)), records));

    ResourceLogs logs = export.getResourceLogs(0);
    assertThat(logs.getResource().getAttributesList().toString()).contains("load-x");
    assertThat(logs.getScopeLogs(0).getLogRecordsList()).hasSize(3);
    LogRecord second = logs.getScopeLogs(0).getLogRecords(1);
    assertThat(second.getTimeUnixNano()).isEqualTo((MICROS + 1) * 1_000);
    assertThat(second.getTraceId().size()).isEqualTo(16);
    assertThat(second.getTraceId().toStringUtf8()).endsWith("000000000078");
    assertThat(second.getAttributes(2).getValue().getStringValue())
        .contains("000000000078")
        .containsPattern("\n\tat [a-zA-Z0-9_.]+\\([A-Za-z_]+\\.java:[0-9]+\\)");
  }

  @Test
  void readsTheAnswersToExports() {
    ExportLogsServiceResponse.Builder part = ExportLogsServiceResponse.newBuilder();

    assertThat(OtlpWire.read(part.build(), 50)).isEqualTo(new Answer.Kept(0, 0, false, false));
    part.getPartialSuccessBuilder().setRejectedLogRecords(3);
    assertThat(OtlpWire.read(part.build(), 50)).isInstanceOf(Answer.Unanswered.class);
    assertThat(OtlpWire.read(part.build(), 3)).isEqualTo(new Answer.Refused("rejected"));
    assertThat(OtlpWire.read(Status.UNAVAILABLE)).isInstanceOf(Answer.Unanswered.class);
    assertThat(OtlpWire.read(Status.UNAUTHENTICATED)).isEqualTo(new Answer.Refused("unknown_key"));
  }
}
