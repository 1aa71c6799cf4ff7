package dev.culprit.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.User;
import dev.culprit.proto.ingest.v1.Value;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScrubberTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final EventScrubber scrubber = new EventScrubber();

  private Event scrub(Event.Builder event) {
    return scrubber.scrub(event, ScrubRules.BUILT_IN, NOW);
  }

  @Test
  void scrubsEveryPlaceWhereSecretsTravel() {
    Event event =
        scrub(
            event()
                .setRequest(
                    HttpRequest.newBuilder()
                        .setUrl("https://x/?api_key=LEAK")
                        .setQueryString("token=LEAK&a=1")
                        .addHeaders(named("Authorization", "Token LEAK"))
                        .addHeaders(named("Referer", "https://y/?password=LEAK"))
                        .addCookies(named("session", "LEAK"))
                        .setParams(map("password", text("LEAK"), "list", list(text("pin=LEAK"))))
                        .setBody(text("{\"user\":{\"secret\":[\"LEAK\"]}}")))
                .addBreadcrumbs(
                    Breadcrumb.newBuilder()
                        .setMessage("GET /?access_token=LEAK")
                        .setData(map("csrf", text("LEAK"))))
                .putContexts("context", map("db", text("postgres://u:LEAK@h/d")))
                .putTags("api_key", "LEAK")
                .setUser(User.newBuilder().setData(map("password", text("LEAK"))))
                .setExceptions(
                    0,
                    ExceptionInfo.newBuilder()
                        .setType("E")
                        .setValue("card 4111111111111111 password=LEAK")
                        .addFrames(
                            Frame.newBuilder()
                                .setFunction("f")
                                .putVars("password", text("LEAK"))
                                .putVars("o", value(map("token", text("LEAK")))))));

    assertThat(event.toString()).doesNotContain("LEAK", "4111111111111111");
    assertThat(event.getRequest().getBody().getMapValue().getEntries(0).getKey()).isEqualTo("user");
  }

  @Test
  void scrubsFormBodiesByName() {
    Event event =
        scrub(
            event().setRequest(HttpRequest.newBuilder().setBody(text("user=bob&passwd=LEAK&x="))));

    assertThat(event.toString()).doesNotContain("LEAK");
    assertThat(event.getRequest().getBody().getMapValue().getEntriesCount()).isEqualTo(3);
  }

  @Test
  void scrubsAProjectsOwnNamesAndAddressesWhenAsked() {
    Event.Builder event =
        event()
            .putContexts("context", map("iban_number", text("DE02"), "client_ip", text("1.2.3.4")))
            .setUser(User.newBuilder().setIpAddress("1.2.3.4"))
            .setRequest(
                HttpRequest.newBuilder()
                    .setRemoteAddress("1.2.3.4")
                    .addHeaders(named("X-Forwarded-For", "1.2.3.4")));

    Event scrubbed = scrubber.scrub(event, ScrubRules.of(List.of("iban number"), true), NOW);

    assertThat(scrubbed.toString()).doesNotContain("DE02", "1.2.3.4");
  }

  @Test
  void setsWhatMustAlwaysBeSet() {
    Event event = scrub(event());

    assertThat(event.getLevel()).isEqualTo(Level.LEVEL_ERROR);
    assertThat(event.getEnvironment()).isEqualTo("default");
    assertThat(event.getOccurredAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
    assertThat(event.getNotesList()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {253_402_300_799L, -62_135_596_800L, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void replacesTimesThatAreFarOff(long seconds) {
    Event event = scrub(event().setOccurredAt(Timestamp.newBuilder().setSeconds(seconds)));

    assertThat(event.getOccurredAt().getSeconds()).isEqualTo(NOW.getEpochSecond());
    assertThat(event.getNotesList())
        .containsExactly("occurred_at was too far off and was set to the time of receipt");
  }

  @Test
  void keepsBothEndsOfADeepStackAndOfALongChain() {
    Event.Builder event = Event.newBuilder();
    ExceptionInfo.Builder deep = ExceptionInfo.newBuilder().setType("E");
    for (int i = 0; i < 1_000; i++) {
      deep.addFrames(Frame.newBuilder().setFunction("f" + i));
    }
    event.addExceptions(deep);
    for (int i = 1; i < 80; i++) {
      event.addExceptions(
          ExceptionInfo.newBuilder()
              .setType("E" + i)
              .setMechanism(Mechanism.newBuilder().setParent(i - 1)));
    }

    Event scrubbed = scrub(event);

    ExceptionInfo first = scrubbed.getExceptions(0);
    assertThat(first.getFramesCount()).isEqualTo(250);
    assertThat(first.getFramesOmitted()).isEqualTo(750);
    assertThat(first.getFrames(199).getFunction()).isEqualTo("f199");
    assertThat(first.getFrames(200).getFunction()).isEqualTo("f950");
    assertThat(scrubbed.getExceptionsCount()).isEqualTo(50);
    assertThat(scrubbed.getExceptions(49).getType()).isEqualTo("E79");
    assertThat(scrubbed.getExceptions(49).getMechanism().getParent()).isEqualTo(48);
    assertThat(scrubbed.getExceptions(25).getMechanism().hasParent()).isFalse();
  }

  @Test
  void boundsEveryLengthAndCount() {
    Event.Builder event = event().setEnvironment("e".repeat(500)).setRelease("r".repeat(500));
    event.setExceptions(
        0, ExceptionInfo.newBuilder().setType("t".repeat(999)).setValue("v".repeat(20_000)));
    for (int i = 0; i < 300; i++) {
      event.putTags("tag" + i, "v".repeat(300));
      event.addBreadcrumbs(Breadcrumb.newBuilder().setMessage("b" + i));
      event.putContexts("c" + i, map("k", text("x".repeat(40_000))));
    }

    Event scrubbed = scrub(event);

    assertThat(scrubbed.getEnvironment()).hasSize(64);
    assertThat(scrubbed.getRelease()).hasSize(200);
    assertThat(scrubbed.getExceptions(0).getType()).hasSize(256);
    assertThat(scrubbed.getExceptions(0).getValue()).hasSize(8_192);
    assertThat(scrubbed.getTagsMap()).hasSize(100);
    assertThat(scrubbed.getTagsMap().values()).allMatch(value -> value.length() == 200);
    assertThat(scrubbed.getBreadcrumbsCount()).isEqualTo(100);
    assertThat(scrubbed.getBreadcrumbs(0).getMessage()).isEqualTo("b200");
    assertThat(scrubbed.getContextsCount()).isEqualTo(50);
    assertThat(scrubbed.getSerializedSize()).isLessThan(1 << 20);
    assertThat(scrubbed.getNotesList()).isNotEmpty().hasSizeLessThanOrEqualTo(32);
  }

  @Test
  void cutsTreesThatAreTooDeepOrTooLarge() {
    Value deep = text("bottom");
    for (int i = 0; i < 50; i++) {
      deep = value(map("k", deep));
    }
    MapValue.Builder wide = MapValue.newBuilder();
    for (int i = 0; i < 5_000; i++) {
      wide.addEntries(MapValue.Entry.newBuilder().setKey("key" + i).setValue(text("value")));
    }

    Event event =
        scrub(event().putContexts("deep", map("k", deep)).putContexts("wide", wide.build()));

    assertThat(event.toString()).doesNotContain("bottom");
    assertThat(event.getContextsOrThrow("wide").getSerializedSize()).isLessThan(40_000);
    assertThat(event.getNotesList())
        .contains("contexts.deep was nested deeper than 8 levels")
        .contains("contexts.wide was larger than its limit and was cut");
  }

  @Test
  void givesUpTheLeastHelpfulPartsOfAnEventThatIsTooLargeAsAWhole() {
    Event.Builder event = Event.newBuilder();
    for (int i = 0; i < 20; i++) {
      ExceptionInfo.Builder exception = ExceptionInfo.newBuilder().setType("E" + i);
      for (int j = 0; j < 100; j++) {
        exception.addFrames(
            Frame.newBuilder().setFunction("f" + j).putVars("v", text("x".repeat(1_000))));
      }
      event.addExceptions(exception);
    }

    Event scrubbed = scrub(event);

    assertThat(scrubbed.getSerializedSize()).isLessThanOrEqualTo(EventSize.MOST_BYTES);
    assertThat(scrubbed.getExceptionsCount()).isEqualTo(20);
    assertThat(scrubbed.getExceptions(0).getFrames(0).getVarsMap()).isEmpty();
    assertThat(scrubbed.getNotesList())
        .containsExactly("the event was larger than 1 MiB and lost its local variables");
  }

  @Test
  void mendsStringsThatCannotBeStored() {
    Event event = scrub(event().setRelease("a\0b\uD83Dc\uDE00\uD83D\uDE00"));

    assertThat(event.getRelease()).isEqualTo("ab\uFFFDc\uFFFD\uD83D\uDE00");
    assertThat(event.getNotesList()).contains("release had characters that cannot be stored");
  }

  @Test
  void dropsIdsAndStatusesThatAreNone() {
    Event event = scrub(event().setTraceId("XYZ").setSpanId("ABCDEF0123456789").setHttpStatus(99));

    assertThat(event.getTraceId()).isEmpty();
    assertThat(event.getSpanId()).isEqualTo("abcdef0123456789");
    assertThat(event.getHttpStatus()).isZero();
  }

  @Property(tries = 500)
  void whatIsScrubbedCanBeStoredAndStaysAsItIs(
      @ForAll @StringLength(max = 300) String text, @ForAll @StringLength(max = 40) String key) {
    Event.Builder event =
        event()
            .setTransaction(text)
            .putTags(key, text)
            .putContexts("c", map(key, text(text)))
            .setRequest(HttpRequest.newBuilder().setUrl(text).setBody(text(text)));

    Event once = scrub(event);

    assertThat(once.toString()).doesNotContain("\\000");
    Event read = parse(once.toByteArray());
    assertThat(read).isEqualTo(once);
    assertThat(scrub(once.toBuilder()).toBuilder().clearNotes().build())
        .isEqualTo(once.toBuilder().clearNotes().build());
  }

  private static Event parse(byte[] bytes) {
    try {
      return Event.parseFrom(bytes);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Event.Builder event() {
    return Event.newBuilder().addExceptions(ExceptionInfo.newBuilder().setType("E"));
  }

  private static NamedValue named(String name, String value) {
    return NamedValue.newBuilder().setName(name).setValue(value).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value value(MapValue map) {
    return Value.newBuilder().setMapValue(map).build();
  }

  private static Value list(Value... values) {
    return Value.newBuilder()
        .setListValue(ListValue.newBuilder().addAllValues(List.of(values)))
        .build();
  }

  private static MapValue map(Object... pairs) {
    MapValue.Builder map = MapValue.newBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      map.addEntries(
          MapValue.Entry.newBuilder().setKey((String) pairs[i]).setValue((Value) pairs[i + 1]));
    }
    return map.build();
  }
}
