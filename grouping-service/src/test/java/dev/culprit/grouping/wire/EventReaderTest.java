package dev.culprit.grouping.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.fingerprint.v1.FingerprintV1;
import dev.culprit.grouping.problem.ProblemDescriber;
import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventReaderTest {

  private final EventReader reader =
      new EventReader(Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void readsWhatIsThere() {
    UUID uid = UUID.randomUUID();
    IncomingEvent event = read(TestEvents.incoming(5, uid, at("2026-03-01T11:59:59.123456789Z")));

    assertThat(event.projectId()).isEqualTo(5);
    assertThat(event.uid()).isEqualTo(uid);
    assertThat(event.occurredAt()).isEqualTo("2026-03-01T11:59:59.123456Z");
    assertThat(event.environment()).isEqualTo("production");
    assertThat(event.level()).isEqualTo("error");
  }

  @Test
  void defaultsAndCleansWhatPostgresCannotHold() {
    IncomingEvent event =
        read(
            TestEvents.incoming(
                5, at("2026-03-01T11:00:00Z").setEnvironment("").setRelease("1\0.0")));

    assertThat(event.environment()).isEqualTo("default");
    assertThat(event.release()).isEqualTo("1.0");
  }

  @Test
  void rejectsTimesThatNoPartitionIsMadeFor() {
    assertThat(rejection(at("2026-03-04T00:00:00Z"))).isNotNull();
    assertThat(rejection(at("2025-01-01T00:00:00Z"))).isNotNull();
    assertThat(rejection(TestEvents.exception("T").clearOccurredAt())).isNotNull();
    assertThat(rejection(at("2026-03-02T11:00:00Z"))).isNull();
    assertThat(rejection(at("2026-01-30T11:00:00Z"))).isNull();
  }

  @Property
  void anyTimeIsReadOrRejected(@ForAll long seconds, @ForAll int nanos) {
    Event.Builder event =
        TestEvents.exception("T")
            .setOccurredAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));

    EventReader.Reading reading = reader.read(TestEvents.incoming(1, event));

    assertThat(reading.event() == null).isNotEqualTo(reading.rejection() == null);
  }

  @Property
  void anyTextsCanBeGroupedAndDescribed(
      @ForAll String type, @ForAll String value, @ForAll String function, @ForAll String file) {
    Event.Builder event =
        at("2026-03-01T11:00:00Z")
            .clearExceptions()
            .addExceptions(
                ExceptionInfo.newBuilder()
                    .setType(type)
                    .setValue(value)
                    .addFrames(Frame.newBuilder().setFunction(function).setFile(file)));

    IncomingEvent read = read(TestEvents.incoming(1, event));

    assertThat(new FingerprintV1().fingerprint(read.facts()).hash()).hasSize(16);
    assertThat(ProblemDescriber.describe(read).title()).isNotEmpty();
  }

  @Test
  void splitsFramesFromTheRestAndPutsVariablesAside() throws InvalidProtocolBufferException {
    Event.Builder event = at("2026-03-01T11:00:00Z");
    event
        .getExceptionsBuilder(0)
        .getFramesBuilder(1)
        .putVars("order", Value.newBuilder().setIntValue(17).build());
    IncomingEvent read = read(TestEvents.incoming(1, event));

    StoredStackTrace stack = StoredStackTrace.parseFrom(read.content().stackTrace());
    StoredPayload payload = StoredPayload.parseFrom(read.content().payload());

    assertThat(stack.getExceptions(0).getFramesList())
        .hasSize(3)
        .allMatch(frame -> frame.getVarsCount() == 0);
    assertThat(payload.getEvent().getExceptions(0).getFramesCount()).isZero();
    assertThat(payload.getEvent().getExceptions(0).getType()).isEqualTo("T");
    assertThat(payload.getFrameVars(0).getFrameIndex()).isEqualTo(1);
    assertThat(payload.getFrameVars(0).getVarsMap()).containsKey("order");
  }

  @Test
  void differentVariablesShareAStackTrace() {
    Event.Builder plain = at("2026-03-01T11:00:00Z");
    Event.Builder withVars = at("2026-03-01T11:00:00Z");
    withVars
        .getExceptionsBuilder(0)
        .getFramesBuilder(1)
        .putVars("order", Value.newBuilder().setIntValue(17).build());

    assertThat(read(TestEvents.incoming(1, withVars)).content().stackTrace())
        .isEqualTo(read(TestEvents.incoming(1, plain)).content().stackTrace());
  }

  @Test
  void anEventWithoutFramesHasNoStackTrace() {
    Event.Builder event = at("2026-03-01T11:00:00Z");
    event.getExceptionsBuilder(0).clearFrames();

    assertThat(read(TestEvents.incoming(1, event)).content().stackTrace()).isEmpty();
  }

  private static Event.Builder at(String time) {
    return TestEvents.exception("T").setOccurredAt(TestEvents.timestamp(Instant.parse(time)));
  }

  private IncomingEvent read(dev.culprit.proto.grouping.v1.IncomingEvent incoming) {
    return reader.read(incoming).event();
  }

  private String rejection(Event.Builder event) {
    return reader.read(TestEvents.incoming(1, event)).rejection();
  }
}
