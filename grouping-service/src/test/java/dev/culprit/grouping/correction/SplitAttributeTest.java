package dev.culprit.grouping.correction;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.ingest.v1.Event;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitAttributeTest {

  @ParameterizedTest
  @CsvSource({
    "environment,production",
    "release,1.0.0",
    "level,error",
    "logger,com.acme.Log",
    "server,web-1",
    "transaction,POST /orders",
    "http_status,502",
    "tag.tenant,north",
    "tag.none,''",
    "host,''",
    "upstream,''",
    "cause,''",
  })
  void readsWhatTheEventHas(String name, String value) {
    SplitAttribute attribute = SplitAttribute.of(name);

    assertThat(attribute.name()).isEqualTo(name);
    assertThat(attribute.valueOf(event())).isEqualTo(value);
  }

  @Test
  void leavesOutWhatCannotBeStored() {
    Event.Builder event = exception("com.acme.A").putTags("a", "x\0y");

    assertThat(SplitAttribute.of("tag.a").valueOf(read(event))).isEqualTo("xy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tag", "tag.", "tag. ", "Release", "weather", "tag.a\0b"})
  void refusesOthers(String name) {
    assertThatThrownBy(() -> SplitAttribute.of(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private static IncomingEvent event() {
    return read(
        exception("com.acme.A")
            .setLogger("com.acme.Log")
            .setServerName("web-1")
            .setTransaction("POST /orders")
            .setHttpStatus(502)
            .putTags("tenant", "north"));
  }

  private static IncomingEvent read(Event.Builder event) {
    return Objects.requireNonNull(
        new EventReader(Clock.systemUTC()).read(incoming(1, event)).event());
  }
}
