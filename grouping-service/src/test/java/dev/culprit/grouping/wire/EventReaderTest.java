package dev.culprit.grouping.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.Trait;
import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.InAppClaim;
import dev.culprit.grouping.fingerprint.v1.FingerprintV1;
import dev.culprit.grouping.problem.ProblemDescriber;
import dev.culprit.grouping.testing.Gateways;
import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.proto.grouping.v1.StoredExceptionStack;
import dev.culprit.proto.grouping.v1.StoredPayload;
import dev.culprit.proto.grouping.v1.StoredStackTrace;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.User;
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
  void readsOfAGatewaysFailureWhatItIsToldApartBy() {
    IncomingEvent event = read(TestEvents.incoming(5, gateway(Gateways.refused("\0id-1"))));

    assertThat(event.content().isFromGateway()).isTrue();
    assertThat(event.content().traits())
        .containsExactly(
            new Trait(Trait.HTTP_STATUS, "502"),
            new Trait(Trait.PROXY, "nginx"),
            new Trait(Trait.CAUSE, "upstream_refused"),
            new Trait(Trait.HOST, "shop.example.com"),
            new Trait(Trait.UPSTREAM, "127.0.0.1:9000"),
            new Trait(Trait.UPSTREAM_GROUP, "app"));
    assertThat(event.content().links()).hasSize(1);
    assertThat(read(TestEvents.incoming(5, at("2026-03-01T11:00:00Z"))).content().traits())
        .isEmpty();
  }

  @Test
  void leavesOutWhatALaterVersionMayName() {
    Event.Builder event = gateway(Gateways.refused("id-1")).setHttpStatus(302);
    event.getGatewayBuilder().setCauseValue(999).setProxyValue(999).clearUpstream();

    assertThat(read(TestEvents.incoming(5, event)).content().traits())
        .containsExactly(
            new Trait(Trait.HOST, "shop.example.com"), new Trait(Trait.UPSTREAM_GROUP, "app"));
  }

  @Test
  void rejectsAGatewaysFailureThatCannotBeRead() {
    ByteString broken =
        gateway(at("2026-03-01T11:00:00Z"))
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        Event.GATEWAY_FIELD_NUMBER,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("\u001aXno"))
                            .build())
                    .build())
            .build()
            .toByteString();

    assertThat(
            reader
                .read(
                    TestEvents.incoming(5, at("2026-03-01T11:00:00Z")).toBuilder()
                        .setEvent(broken)
                        .build())
                .rejection())
        .isNotNull();
  }

  @Property
  void linksOfWhateverBytesAreAtMostTwo(@ForAll byte[] bytes) {
    assertThat(LinkScan.links(ByteString.copyFrom(bytes))).hasSizeLessThanOrEqualTo(2);
  }

  private static Event.Builder gateway(Event.Builder event) {
    return event.setOccurredAt(Timestamp.newBuilder().setSeconds(1772362800));
  }

  @Test
  void tellsRulesAndFingerprintsWhatTheClientSaidAndThatItSaidNothing() {
    Event.Builder event = at("2026-03-01T11:00:00Z").setLogger("shop.pay").putTags("tenant", "t1");
    event
        .getExceptionsBuilder(0)
        .addFrames(Frame.newBuilder().setFunction("unsaid").setPackage("libshop.so"));
    ErrorFacts facts = read(TestEvents.incoming(5, event)).facts();

    assertThat(facts.platform()).isEqualTo("java");
    assertThat(facts.release()).isEqualTo("1.0.0");
    assertThat(facts.environment()).isEqualTo("production");
    assertThat(facts.logger()).isEqualTo("shop.pay");
    assertThat(facts.tag("tenant")).isEqualTo("t1");
    assertThat(facts.tag("other")).isEmpty();
    assertThat(facts.inAppClaim(0, 0)).isEqualTo(InAppClaim.YES);
    assertThat(facts.inAppClaim(0, 2)).isEqualTo(InAppClaim.NO);
    assertThat(facts.inAppClaim(0, 3)).isEqualTo(InAppClaim.UNSAID);
    assertThat(facts.framePackage(0, 3)).isEqualTo("libshop.so");
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

  @Test
  void whatIsStoredApartIsTogetherTheEvent() throws InvalidProtocolBufferException {
    Event event = rich().build();
    IncomingEvent read = read(TestEvents.incoming(1, event.toBuilder()));

    StoredStackTrace stack = StoredStackTrace.parseFrom(read.content().stackTrace());
    StoredPayload payload = StoredPayload.parseFrom(read.content().payload());

    Event.Builder together = payload.getEvent().toBuilder();
    for (int i = 0; i < stack.getExceptionsCount(); i++) {
      StoredExceptionStack stored = stack.getExceptions(i);
      together
          .getExceptionsBuilder(i)
          .addAllFrames(stored.getFramesList())
          .setFramesOmitted(stored.getFramesOmitted())
          .setRawStackTrace(stored.getRawStackTrace());
    }
    payload
        .getFrameVarsList()
        .forEach(
            vars ->
                together
                    .getExceptionsBuilder(vars.getExceptionIndex())
                    .getFramesBuilder(vars.getFrameIndex())
                    .putAllVars(vars.getVarsMap()));
    assertThat(together.build()).isEqualTo(event);
  }

  @Test
  void aKnownStackReadsAsTheFirstTime() {
    IncomingEvent first = read(TestEvents.incoming(1, at("2026-03-01T11:00:00Z")));
    IncomingEvent again = read(TestEvents.incoming(1, at("2026-03-01T11:30:00Z")));
    IncomingEvent other = read(TestEvents.incoming(1, rich()));

    assertThat(again.content().stackTraceHash()).isEqualTo(first.content().stackTraceHash());
    assertThat(again.content().stackTrace()).isEqualTo(first.content().stackTrace());
    assertThat(again.facts().frameFunction(0, 1)).isEqualTo(first.facts().frameFunction(0, 1));
    assertThat(other.content().stackTraceHash()).isNotEqualTo(first.content().stackTraceHash());
  }

  @Test
  void anEventCutAnywhereIsRejectedOrRead() {
    ByteString whole = rich().build().toByteString();
    for (int length = 0; length < whole.size(); length++) {
      EventReader.Reading reading =
          reader.read(
              TestEvents.incoming(1, rich()).toBuilder()
                  .setEvent(whole.substring(0, length))
                  .build());
      assertThat(reading.event() == null).isEqualTo(reading.rejection() != null);
    }
  }

  /** A chain with unknown fields between, variables, raw text, and parts of every kind. */
  private static Event.Builder rich() {
    Event.Builder event = at("2026-03-01T11:00:00Z");
    event.putTags("shop", "eu").setRelease("1.2").setUser(User.newBuilder().setId("7"));
    event
        .addExceptions(
            ExceptionInfo.newBuilder()
                .setType("Cause")
                .setMechanism(Mechanism.newBuilder().setType("generic"))
                .setFramesOmitted(3)
                .setRawStackTrace("raw text")
                .setThread("main"))
        .addExceptions(
            ExceptionInfo.newBuilder()
                .setValue("only a value")
                .setUnknownFields(
                    UnknownFieldSet.newBuilder()
                        .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(5).build())
                        .build())
                .addFrames(Frame.newBuilder().setFunction("f").setLine(9)));
    event
        .getExceptionsBuilder(0)
        .getFramesBuilder(1)
        .putVars("order", Value.newBuilder().setIntValue(17).build());
    return event;
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
