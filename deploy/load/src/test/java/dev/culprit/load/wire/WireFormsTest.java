package dev.culprit.load.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.culprit.load.event.EventPool;
import dev.culprit.load.event.SampleEvents;
import dev.culprit.load.event.Template;
import dev.culprit.load.event.Timestamps;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
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
    assertThat(CheckendAnswer.read(201, "{\"id\":5,\"problem_id\":6,\"deduplicated\":false}"))
        .isEqualTo(new Answer.Kept(5, 6, false, false));
    assertThat(CheckendAnswer.read(202, "{}")).isEqualTo(new Answer.Kept(0, 0, true, false));
    assertThat(CheckendAnswer.read(429, "{\"code\":\"rate_limited\"}"))
        .isEqualTo(new Answer.Refused("rate_limited"));
    assertThat(CheckendAnswer.read(503, "<html>")).isEqualTo(new Answer.Refused("http_503"));
  }
}
