package dev.culprit.ingest.airbrake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.MapValue;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code @airbrake/node} 2.1.9 really sent, against what is known to be in it. */
class NoticeFixturesTest {
  private static final JsonObject EXPECTED =
      new JsonObject(new String(file("expected.json"), UTF_8));

  static Stream<String> notices() {
    return EXPECTED.fieldNames().stream()
        .filter(name -> EXPECTED.getJsonObject(name).containsKey("airbrake"));
  }

  @ParameterizedTest
  @MethodSource("notices")
  void readsWhatTheNotifierSent(String name) {
    JsonObject expected = EXPECTED.getJsonObject(name).getJsonObject("airbrake");

    Event event = NoticeEvents.event(NoticeJson.read(file(name + ".body"))).build();

    for (int i = 0; i < expected.getJsonArray("errors").size(); i++) {
      compare(event.getExceptions(i), expected.getJsonArray("errors").getJsonObject(i));
    }
    assertThat(event.getExceptionsCount()).isEqualTo(expected.getJsonArray("errors").size());
    compareContext(event, expected.getJsonObject("context"));
    assertThat(keys(event.getContextsOrThrow("params")))
        .containsExactlyInAnyOrderElementsOf(
            expected.getJsonArray("params_keys").stream().map(String::valueOf).toList());
    assertThat(event.getNotesList()).isEmpty();
  }

  private static void compare(ExceptionInfo exception, JsonObject error) {
    assertThat(exception.getType()).isEqualTo(error.getString("type"));
    assertThat(exception.getValue()).isEqualTo(error.getString("message"));
    assertThat(exception.getFramesCount()).isEqualTo(error.getInteger("frames"));
    JsonObject crash = error.getJsonObject("crash_frame");
    Frame frame = exception.getFrames(0);
    assertThat(frame.getFunction()).isEqualTo(crash.getString("function"));
    assertThat(frame.getFile()).isEqualTo(crash.getString("file"));
    assertThat(frame.getLine()).isEqualTo(crash.getInteger("line"));
    assertThat(frame.getColumn()).isEqualTo(crash.getInteger("column"));
    assertThat(frame.getInApp()).isEqualTo(!crash.getString("file").contains("node_modules"));
  }

  private static void compareContext(Event event, JsonObject context) {
    JsonObject user = context.getJsonObject("user", new JsonObject());
    assertThat(event.getPlatform()).isEqualTo("node");
    assertThat(event.getEnvironment()).isEqualTo(context.getString("environment", ""));
    assertThat(event.getServerName()).isEqualTo(context.getString("hostname"));
    assertThat(event.getSdk().getName()).isEqualTo("airbrake-js/node");
    assertThat(event.getSdk().getVersion()).isEqualTo("2.1.9");
    assertThat(event.getLevel())
        .isEqualTo(
            context.getString("severity").equals("critical")
                ? Level.LEVEL_FATAL
                : Level.LEVEL_ERROR);
    assertThat(event.getUser().getId()).isEqualTo(user.getString("id", ""));
    assertThat(event.getUser().getName()).isEqualTo(user.getString("name", ""));
    assertThat(event.getUser().getEmail()).isEqualTo(user.getString("email", ""));
    assertThat(event.getRequest().getRoute()).isEqualTo(context.getString("route", ""));
    assertThat(event.getRequest().getMethod()).isEqualTo(context.getString("httpMethod", ""));
    assertThat(event.getTransaction())
        .isEqualTo(
            context.containsKey("component")
                ? context.getString("component") + "#" + context.getString("action")
                : "");
  }

  private static List<String> keys(MapValue map) {
    return map.getEntriesList().stream().map(MapValue.Entry::getKey).toList();
  }

  private static byte[] file(String name) {
    try (InputStream in = NoticeFixturesTest.class.getResourceAsStream("/airbrake-node/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
