package dev.culprit.ingest.sentry.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in an event, it is decoded or refused, and soon. */
class HostileEventsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:10:00Z");
  private static final List<String> FIELDS =
      List.of(
          "exception",
          "message",
          "logentry",
          "threads",
          "stacktrace",
          "tags",
          "user",
          "request",
          "contexts",
          "extra",
          "breadcrumbs",
          "fingerprint",
          "timestamp",
          "event_id",
          "level",
          "modules",
          "debug_meta",
          "sdk",
          "release",
          "environment",
          "sentry.interfaces.Exception");

  private static @Nullable Event decode(String json) {
    return decode(json.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Event decode(byte[] json) {
    try {
      return SentryEvents.decode(json, NOW, NOW).build();
    } catch (Refused refused) {
      assertThat(refused.rejection().code()).isEqualTo("malformed");
      return null;
    }
  }

  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> scalars =
        Arbitraries.of(
            "null",
            "true",
            "-1",
            "1e400",
            "NaN",
            "12345678901234567890123",
            "\"\"",
            "\"x\"",
            "\"\\u0000\\ud83d\"",
            "\"2026-99-99\"",
            "[]",
            "{}",
            "[[]]",
            "[null]");
    Arbitrary<String> names =
        Arbitraries.of(
            "values",
            "type",
            "value",
            "frames",
            "mechanism",
            "stacktrace",
            "parent_id",
            "exception_id",
            "id",
            "lineno",
            "headers",
            "data",
            "trace",
            "0");
    return Arbitraries.recursive(
        () -> scalars,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"),
                Arbitraries.maps(names, inner)
                    .ofMaxSize(3)
                    .map(
                        map ->
                            "{"
                                + String.join(
                                    ",",
                                    map.entrySet().stream()
                                        .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                                        .toList())
                                + "}")),
        0,
        4);
  }

  @Property(tries = 1_000)
  void anyValueInAnyFieldIsMended(@ForAll("json") String value, @ForAll("fields") String field) {
    Event event = decode("{\"message\":\"m\",\"" + field + "\":" + value + "}");

    assertThat(event).isNotNull();
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(FIELDS);
  }

  @Property(tries = 500)
  void whatClientsSentIsReadOrRefusedAlsoWhenDamaged(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] damaged = payload().clone();
    int hits = 1 + random.nextInt(20);
    for (int i = 0; i < hits; i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    decode(random.nextBoolean() ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length)));
  }

  private static byte[] payload() throws IOException {
    try (InputStream in =
        HostileEventsTest.class.getResourceAsStream("/wire/sentry-java/001.decoded")) {
      if (in == null) {
        throw new IOException("no fixture");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.split("\n", 4)[2].getBytes(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tags", "frames", "nested", "breadcrumbs", "causes"})
  void aMegabyteOfAnythingIsReadInTime(String what) {
    String json =
        switch (what) {
          case "tags" -> "{\"message\":\"m\",\"tags\":{" + many("\"t%d\":\"v\"", 70_000) + "}}";
          case "frames" ->
              "{\"exception\":[{\"type\":\"E\",\"stacktrace\":{\"frames\":["
                  + many("{\"function\":\"f%d\",\"lineno\":1}", 25_000)
                  + "]}}]}";
          case "nested" ->
              "{\"message\":\"m\",\"extra\":" + "[".repeat(400) + "]".repeat(400) + "}";
          case "breadcrumbs" ->
              "{\"message\":\"m\",\"breadcrumbs\":[" + many("{\"message\":\"%d\"}", 50_000) + "]}";
          default -> "{\"exception\":[" + many("{\"type\":\"E%d\",\"value\":\"v\"}", 30_000) + "]}";
        };

    Event event = assertTimeout(Duration.ofSeconds(10), () -> decode(json));

    assertThat(event).isNotNull();
  }

  private static String many(String pattern, int times) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < times; i++) {
      out.append(i == 0 ? "" : ",").append(pattern.formatted(i));
    }
    return out.toString();
  }
}
