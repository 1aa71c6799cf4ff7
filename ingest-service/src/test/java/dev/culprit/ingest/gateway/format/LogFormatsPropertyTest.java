package dev.culprit.ingest.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.cause.Diagnoser;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever the text: read or not, soon, and never a failure. */
class LogFormatsPropertyTest {
  private static final Instant LOGGED = Instant.parse("2026-11-22T05:20:00Z");
  private static final String NOISE = "{}[]()\"'\\,:;=-+ \t\n/.0129azAZ<>%$#_é\u0000\ud83d";

  /** A text of the longest length that is read may take so long; it takes about a hundredth. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final int LONGEST = 64 << 10;

  private static final List<String> LINES = knownLines();

  @Property(tries = 2_000)
  void readsAnyText(@ForAll String text) {
    read(text);
  }

  @Property(tries = 2_000)
  void readsAnyNoise(@ForAll("noise") String text, @ForAll("heads") String head) {
    read(head + text);
  }

  @Property(tries = 3_000)
  void readsLinesWithAPieceReplaced(
      @ForAll("lines") String line,
      @ForAll("noise") String piece,
      @ForAll @IntRange(max = 2_000) int at,
      @ForAll @IntRange(max = 40) int length) {
    int start = Math.min(at, line.length());
    int end = Math.min(line.length(), start + length);
    read(line.substring(0, start) + piece + line.substring(end));
  }

  @Example
  void readsEveryLineCutAnywhere() {
    for (String line : LINES) {
      for (int end = 0; end <= Math.min(line.length(), 1_500); end++) {
        read(line.substring(0, end));
      }
    }
  }

  @Example
  void takesTimeInProportionToTheText() {
    String[] pieces = {
      "[",
      "]",
      "{",
      "}",
      "\"",
      "\\",
      "{\"a\":",
      "{\"a\":[",
      "\"a\":\"\\",
      ", ",
      " : ",
      ", client: ",
      ", client: 1, server: ",
      " HTTP/1.1",
      "'",
      " (",
      "/",
      "\"a\":-, ",
      "\" \"",
      "a=\"",
      "[a] ",
      "; PHP message: "
    };
    List<String> slow = new ArrayList<>();
    for (String head : allHeads()) {
      for (String piece : pieces) {
        String text = head + piece.repeat(LONGEST / piece.length());
        long started = System.nanoTime();
        read(text);
        if (System.nanoTime() - started > SOON.toNanos()) {
          slow.add(head + piece);
        }
      }
    }
    assertThat(slow).isEmpty();
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.strings().withChars(NOISE.toCharArray()).ofMaxLength(200);
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(LINES);
  }

  @Provide
  Arbitrary<String> heads() {
    return Arbitraries.of(List.of(allHeads()));
  }

  /** What makes a text look like one of each format. */
  private static String[] allHeads() {
    return new String[] {
      "",
      "{\"logger\":\"http.log.error\",\"msg\":\"",
      "{\"status\":\"502\",\"upstream_addr\":\"",
      "2026/11/22 05:16:05 [error] 1#1: *7 FastCGI sent in stderr: \"",
      "2026/11/22 05:16:05 [error] 1#1: *7 x, client: 1.1.1.1, server: a, request: \"",
      "[Sun Nov 22 05:22:22.604670 2026] [proxy:error] [pid 1] ",
      "[2026-11-22T05:16:05.123Z] \"GET / HTTP/1.1\" 503 UF ",
      "1.1.1.1:3 [22/Nov/2026:05:18:57.739] f b/s 0/0/0/0/0 502 1 - - SC-- 1/1/0/0/0 0/0 ",
      "1.1.1.1 - - [22/Nov/2026:05:16:05 +0000] \"GET / HTTP/1.1\" 502 1 \"-\" \"-\" ",
      "Health check for server ",
      "time=\"x\" level=debug msg=\"'502 Bad Gateway' caused by: "
    };
  }

  private static void read(String text) {
    Optional<GatewayRecord> read = LogFormats.read(new LogLine(text, "", "", -1, LOGGED));
    read.ifPresent(
        found -> {
          assertThat(found.at()).isNotNull();
          if (found instanceof AccessRecord access) {
            Diagnoser.diagnose(access, List.of());
          } else if (found instanceof ErrorRecord error) {
            Diagnoser.diagnose(null, List.of(error));
          }
        });
  }

  private static List<String> knownLines() {
    List<String> all = new ArrayList<>();
    for (String proxy : List.of("nginx", "haproxy", "apache", "caddy", "envoy", "traefik")) {
      try (BufferedReader cases =
          new BufferedReader(
              new InputStreamReader(
                  Objects.requireNonNull(
                      LogFormatsPropertyTest.class.getResourceAsStream(
                          "/gateway/known/" + proxy + ".jsonl")),
                  StandardCharsets.UTF_8))) {
        for (String line = cases.readLine(); line != null; line = cases.readLine()) {
          new JsonObject(line).getJsonArray("lines").forEach(text -> all.add((String) text));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }
}
