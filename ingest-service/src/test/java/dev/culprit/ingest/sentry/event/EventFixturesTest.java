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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    compareTime(event, expected.getValue("timestamp"));
    assertThat(event.getLogger()).isEqualTo(expected.getString("logger", ""));
    assertThat(event.getFingerprintList())
        .isEqualTo(expected.getJsonArray("fingerprint", new JsonArray()).getList());
    Map<String, String> tags = new HashMap<>();
    expected
        .getJsonObject("tags")
        .forEach(tag -> tags.put(tag.getKey(), String.valueOf(tag.getValue())));
    if (expected.containsKey("dist")) {
      assertThat(event.getTagsMap())
          .containsEntry("dist", String.valueOf(expected.getValue("dist")));
    }
    assertThat(event.getTagsMap()).containsAllEntriesOf(tags);
    for (String context : names(expected.getJsonArray("contexts"))) {
      switch (context) {
        case "trace" -> assertThat(event.getTraceId()).hasSize(32);
        // The client sends it empty where there is no cloud.
        case "cloud_resource" -> assertThat(event.getContextsMap()).doesNotContainKey(context);
        default -> assertThat(event.getContextsMap()).containsKey(context);
      }
    }
    if (expected.containsKey("modules")) {
      assertThat(event.getContextsOrThrow("modules").getEntriesCount())
          .isEqualTo(expected.getInteger("modules"));
    }
    compareMessage(event, expected.getValue("message"));
    compareKeys(event, expected);
    JsonObject exception = expected.getJsonObject("exception");
    if (exception != null) {
      JsonArray chain = exception.getJsonArray("chain_oldest_first");
      assertThat(event.getExceptionsCount()).isEqualTo(chain.size());
      for (int i = 0; i < chain.size(); i++) {
        compare(event.getExceptions(chain.size() - 1 - i), chain.getJsonObject(i));
      }
    }
  }

  private static List<String> names(JsonArray names) {
    return names.stream().map(String.class::cast).toList();
  }

  private static void compareTime(Event event, Object told) {
    Instant expected =
        told instanceof Number seconds
            ? Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1_000))
            : Instant.parse((String) told);
    Instant read =
        Instant.ofEpochSecond(event.getOccurredAt().getSeconds(), event.getOccurredAt().getNanos());
    assertThat(read.truncatedTo(ChronoUnit.MILLIS))
        .isBetween(expected.minusMillis(1), expected.plusMillis(1));
  }

  private static void compareMessage(Event event, @Nullable Object told) {
    if (told instanceof JsonObject entry) {
      assertThat(event.getMessage().getFormatted()).isEqualTo(entry.getString("formatted"));
      assertThat(event.getMessage().getParamsList())
          .isEqualTo(entry.getJsonArray("params", new JsonArray()).getList());
      if (entry.containsKey("message")) {
        assertThat(event.getMessage().getTemplate()).isEqualTo(entry.getString("message"));
      }
    } else if (told instanceof String text) {
      assertThat(event.getMessage().getFormatted()).isEqualTo(text);
    }
  }

  private static void compareKeys(Event event, JsonObject expected) {
    for (String key : names(expected.getJsonArray("user_keys", new JsonArray()))) {
      assertThat(
              switch (key) {
                case "id" -> event.getUser().getId();
                case "email" -> event.getUser().getEmail();
                case "username" -> event.getUser().getUsername();
                case "ip_address" -> event.getUser().getIpAddress();
                default -> throw new AssertionError(key);
              })
          .as(key)
          .isNotEmpty();
    }
    for (String key : names(expected.getJsonArray("request_keys", new JsonArray()))) {
      assertThat(
              switch (key) {
                case "url" -> !event.getRequest().getUrl().isEmpty();
                case "method" -> !event.getRequest().getMethod().isEmpty();
                case "query_string" -> !event.getRequest().getQueryString().isEmpty();
                case "headers" -> event.getRequest().getHeadersCount() > 0;
                case "data" -> event.getRequest().hasBody();
                default -> throw new AssertionError(key);
              })
          .as(key)
          .isTrue();
    }
  }

  private static void compare(ExceptionInfo exception, JsonObject expected) {
    String value = Objects.requireNonNullElse(expected.getString("value"), "");
    assertThat(exception.getValue()).startsWith(value);
    if (expected.getInteger("value_chars") != null) {
      assertThat(exception.getValue()).hasSize(expected.getInteger("value_chars"));
    }
    assertThat(exception.getModule())
        .isEqualTo(Objects.requireNonNullElse(expected.getString("module"), ""));
    assertThat(exception.getFramesList().stream().filter(Frame::getInApp).count())
        .isGreaterThanOrEqualTo(expected.getInteger("in_app_frames"));
    JsonObject mechanism = expected.getJsonObject("mechanism");
    if (mechanism != null) {
      assertThat(exception.getMechanism().getType()).isEqualTo(mechanism.getString("type", ""));
      assertThat(exception.getMechanism().hasHandled())
          .isEqualTo(mechanism.getBoolean("handled") != null);
      if (mechanism.getBoolean("handled") != null) {
        assertThat(exception.getMechanism().getHandled())
            .isEqualTo(mechanism.getBoolean("handled"));
      }
    }
    assertThat(exception.getType())
        .isEqualTo(Objects.requireNonNullElse(expected.getString("type"), ""));
    assertThat(exception.getFramesCount()).isEqualTo(expected.getInteger("frames"));
    JsonObject crash = expected.getJsonObject("crash_frame");
    if (crash != null && expected.getInteger("frames") > 0) {
      Frame frame = exception.getFrames(0);
      assertThat(frame.getLine()).isEqualTo(crash.getInteger("lineno", 0));
      assertThat(frame.getFile()).isEqualTo(crash.getString("filename", ""));
      assertThat(frame.getModule())
          .isEqualTo(Objects.requireNonNullElse(crash.getString("module"), ""));
      String function = crash.getString("function", "");
      assertThat(frame.getFunction()).isEqualTo(function.equals("?") ? "" : function);
      if (crash.getBoolean("in_app") != null) {
        assertThat(frame.getInApp()).isEqualTo(crash.getBoolean("in_app"));
      }
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
