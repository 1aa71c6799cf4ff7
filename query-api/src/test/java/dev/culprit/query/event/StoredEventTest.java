package dev.culprit.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.grouping.v1.FrameVars;
import dev.culprit.proto.grouping.v1.StoredExceptionStack;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.Value;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.compression.DictionaryZstd;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Events as grouping stores them: the payload with a dictionary, the stack trace shared, in
 * partitions by day.
 */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredEventTest {
  private static final long DAY = 2255L << 37;

  private Servers servers;
  private Api api;
  private Samples samples;
  private long problemId;
  private long traceId;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    api = Api.of(servers);
    samples = new Samples(database.jdbcUrl());
    long project = samples.project("shop");
    problemId =
        samples.problem(project, "unresolved", "ShopError", "", Instant.now(), Instant.now(), 3);
    for (String table : new String[] {"events", "payloads"}) {
      for (int day = 0; day < 3; day++) {
        long from = DAY + ((long) day << 37);
        database.execute(
            "CREATE TABLE grouping."
                + table
                + "_"
                + day
                + " PARTITION OF grouping."
                + table
                + " FOR VALUES FROM ("
                + from
                + ") TO ("
                + (from + (1L << 37))
                + ")");
      }
    }
    traceId =
        samples.number(
            "INSERT INTO grouping.stack_traces (content_hash, body, last_used) VALUES (decode(md5('x'), 'hex'), ?, now()) RETURNING id",
            (Object) new DictionaryZstd(3).compress(trace().toByteArray()));
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void putsPayloadVariablesAndStackTraceTogether() {
    byte[] dictionary =
        "exception frame function module ShopError payment refused "
            .repeat(40)
            .getBytes(StandardCharsets.UTF_8);
    long dictionaryId =
        samples.number(
            "INSERT INTO grouping.payload_dictionaries (body) VALUES (?) RETURNING id",
            (Object) dictionary);
    long id = event(DAY + (1L << 37) + 5, "production", "1.5");
    samples.run(
        "INSERT INTO grouping.payloads (event_id, dictionary_id, body) VALUES (?, ?, ?)",
        id,
        (int) dictionaryId,
        new DictionaryZstd(3).compress(payload().toByteArray(), dictionary));

    JsonObject event = api.get("/events/" + id).is(200).json();
    JsonObject outer = event.getJsonArray("exceptions").getJsonObject(0);
    assertThat(outer.getString("type")).isEqualTo("ShopError");
    assertThat(outer.getJsonObject("mechanism").getBoolean("handled")).isFalse();
    assertThat(
            outer.getJsonArray("frames").getJsonObject(1).getJsonObject("vars").getString("card"))
        .isEqualTo("[scrubbed]");
    assertThat(outer.getJsonArray("frames").getJsonObject(0).containsKey("vars")).isFalse();
    JsonObject cause = event.getJsonArray("exceptions").getJsonObject(1);
    assertThat(cause.getString("raw_stack_trace")).isEqualTo("at somewhere");
    assertThat(cause.getInteger("frames_omitted")).isEqualTo(12);
    assertThat(event.getString("wire")).isEqualTo("checkend");
    assertThat(event.getString("release")).isEqualTo("1.5");
  }

  @Test
  void showsWhatIsLeftOfSampledOutEvents() {
    long id = event(DAY + (1L << 37) + 4, "production", "");
    JsonObject event = api.get("/events/" + id).is(200).json();
    assertThat(event.getBoolean("payload_sampled_out")).isTrue();
    assertThat(event.getJsonArray("exceptions").getJsonObject(0).getString("type"))
        .isEqualTo("ShopError");
    assertThat(event.getJsonArray("exceptions").getJsonObject(0).getJsonArray("frames")).hasSize(2);
    assertThat(event.getString("release")).isNull();
    assertThat(event.getValue("request")).isNull();
  }

  @Test
  void leadsToNewerAndOlderEventsOverDays() {
    long problem = problemId;
    problemId = samples.problem(1, "unresolved", "Walked", "", Instant.now(), Instant.now(), 3);
    long first = event(DAY + 1, "a", "");
    long second = event(DAY + (1L << 37) + 1, "b", "");
    long third = event(DAY + (2L << 37) + 1, "a", "");
    JsonObject middle = api.get("/events/" + second).is(200).json();
    assertThat(middle.getLong("previous_event_id")).isEqualTo(first);
    assertThat(middle.getLong("next_event_id")).isEqualTo(third);
    assertThat(api.get("/events/" + third).is(200).json().getLong("next_event_id")).isNull();
    assertThat(api.get("/events/" + first).is(200).json().getLong("previous_event_id")).isNull();

    JsonObject page =
        api.get("/problems/" + problemId + "/events?environment=a&limit=1").is(200).json();
    assertThat(page.getJsonArray("data").getJsonObject(0).getLong("id")).isEqualTo(third);
    String rest =
        "/problems/"
            + problemId
            + "/events?environment=a&limit=1&cursor="
            + page.getString("next_cursor");
    assertThat(api.get(rest).is(200).data().get(0).getLong("id")).isEqualTo(first);
    assertThat(api.get(rest).json().getString("next_cursor")).isNull();
    problemId = problem;
  }

  private long event(long id, String environment, String release) {
    return samples.number(
        """
        INSERT INTO grouping.events (id, project_id, problem_id, event_uid, occurred_at, received_at, environment, release, level, stack_trace_id)
        VALUES (?, 1, ?, ?, now(), now(), ?, ?, 'error', ?) RETURNING id""",
        id,
        problemId,
        UUID.randomUUID(),
        environment,
        release,
        traceId);
  }

  private static StoredStackTrace trace() {
    return StoredStackTrace.newBuilder()
        .addExceptions(
            StoredExceptionStack.newBuilder()
                .addFrames(Frame.newBuilder().setFunction("library"))
                .addFrames(Frame.newBuilder().setFunction("charge").setInApp(true).setLine(3)))
        .addExceptions(
            StoredExceptionStack.newBuilder().setRawStackTrace("at somewhere").setFramesOmitted(12))
        .build();
  }

  private static StoredPayload payload() {
    return StoredPayload.newBuilder()
        .setEvent(
            Event.newBuilder()
                .addExceptions(
                    ExceptionInfo.newBuilder()
                        .setType("ShopError")
                        .setMechanism(Mechanism.newBuilder().setType("generic").setHandled(false)))
                .addExceptions(ExceptionInfo.newBuilder().setType("IOException").setValue("reset"))
                .setWire(Wire.WIRE_CHECKEND))
        .addFrameVars(
            FrameVars.newBuilder()
                .setExceptionIndex(0)
                .setFrameIndex(1)
                .putVars("card", Value.newBuilder().setStringValue("[scrubbed]").build()))
        .build();
  }
}
