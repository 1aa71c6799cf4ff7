package dev.culprit.ingest.sentry.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real SDKs sent, against what an independent parser reads from it. */
class EventFixturesTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-23T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"sentry-java", "sentry-node", "sentry-browser-chromium"})
  void readsWhatTheClientSent(String client) {
    JsonObject all = new JsonObject(text(client, "expected.json"));
    List<String> seen = new ArrayList<>();
    for (String name : all.fieldNames()) {
      JsonArray items = all.getJsonObject(name).getJsonArray("items", new JsonArray());
      for (int i = 0; i < items.size(); i++) {
        if (items.getJsonObject(i).getString("type", "").equals("event")) {
          compare(decode(client, name), items.getJsonObject(i).getJsonObject("event"));
          seen.add(name);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(5);
  }

  private static void compare(Event event, JsonObject expected) {
    assertThat(event.getClientEventId()).isEqualTo(expected.getString("event_id"));
    assertThat(event.getPlatform()).isEqualTo(expected.getString("platform"));
    assertThat(event.getRelease()).isEqualTo(expected.getString("release", ""));
    assertThat(event.getEnvironment()).isEqualTo(expected.getString("environment", ""));
    assertThat(event.getServerName()).isEqualTo(expected.getString("server_name", ""));
    assertThat(event.getTransaction()).isEqualTo(expected.getString("transaction", ""));
    assertThat(event.getLevel().name())
        .isEqualToIgnoringCase("LEVEL_" + expected.getString("level", "error"));
    assertThat(event.getBreadcrumbsCount()).isEqualTo(expected.getInteger("breadcrumbs", 0));
    assertThat(event.getNotesList()).isEmpty();
    JsonObject exception = expected.getJsonObject("exception");
    if (exception != null) {
      JsonArray chain = exception.getJsonArray("chain_oldest_first");
      assertThat(event.getExceptionsCount()).isEqualTo(chain.size());
      for (int i = 0; i < chain.size(); i++) {
        compare(event.getExceptions(chain.size() - 1 - i), chain.getJsonObject(i));
      }
    }
  }

  private static void compare(ExceptionInfo exception, JsonObject expected) {
    assertThat(exception.getType())
        .isEqualTo(Objects.requireNonNullElse(expected.getString("type"), ""));
    assertThat(exception.getFramesCount()).isEqualTo(expected.getInteger("frames"));
    JsonObject crash = expected.getJsonObject("crash_frame");
    if (crash != null && expected.getInteger("frames") > 0) {
      Frame frame = exception.getFrames(0);
      assertThat(frame.getLine()).isEqualTo(crash.getInteger("lineno", 0));
      assertThat(frame.getFile()).isEqualTo(crash.getString("filename", ""));
    }
  }

  private static Event decode(String client, String name) {
    String body =
        EventFixturesTest.class.getResource("/wire/" + client + "/" + name + ".decoded") == null
            ? text(client, name + ".body")
            : text(client, name + ".decoded");
    String[] lines = body.split("\n", -1);
    for (int i = 1; i + 1 < lines.length; i++) {
      if (lines[i].contains("\"type\":\"event\"") && lines[i].length() < 200) {
        return SentryEvents.decode(lines[i + 1].getBytes(UTF_8), null, RECEIVED).build();
      }
    }
    throw new AssertionError("no event in " + name);
  }

  private static String text(String client, String file) {
    String path = "/wire/" + client + "/" + file;
    try (InputStream in = EventFixturesTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
