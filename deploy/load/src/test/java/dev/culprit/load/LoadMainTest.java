package dev.culprit.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.load.FakeServer.Fate;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadMainTest {
  private final StringWriter output = new StringWriter();
  private final PrintWriter out = new PrintWriter(output, true);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"http", "grpc", "sentry", "otlp"})
  void findsEveryEventOfAServerThatKeepsItsPromise(String wire) throws Exception {
    JsonObject result =
        run(n -> Fate.KEPT, 0, "--wire", wire, "--events", "900", "--problems", "30");

    assertThat(result.getLong("accepted")).isEqualTo(900);
    assertThat(result.getLong("processed")).isEqualTo(900);
    assertThat(result.getLong("problems")).isEqualTo(30);
    assertThat(result.getLong("lost")).isZero();
    assertThat(result.getLong("duplicated")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "grpc", "sentry", "otlp"})
  void findsOutThatAnEventWasLost(String wire) throws Exception {
    JsonObject result =
        run(
            n -> n == 17 ? Fate.LOST : Fate.KEPT,
            1,
            "--wire",
            wire,
            "--events",
            "200",
            "--problems",
            "5",
            "--drain-timeout",
            "200ms");

    assertThat(result.getLong("accepted")).isEqualTo(200);
    assertThat(result.getLong("lost")).isEqualTo(1);
  }

  @Test
  void findsOutThatAnEventIsKeptTwiceAlthoughAnotherIsLost() throws Exception {
    JsonObject result =
        run(
            n -> n == 3 ? Fate.LOST : n == 4 ? Fate.KEPT_TWICE : Fate.KEPT,
            1,
            "--events",
            "100",
            "--mode",
            "flood");

    assertThat(result.getLong("processed")).isEqualTo(100);
    assertThat(result.getLong("lost")).isEqualTo(1);
    assertThat(result.getLong("duplicated")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "grpc", "sentry"})
  void tellsRefusedAndSpooledEventsApart(String wire) throws Exception {
    JsonObject result =
        run(
            n -> n % 10 == 0 ? Fate.REFUSED : n % 10 == 1 ? Fate.SPOOLED : Fate.KEPT,
            0,
            "--wire",
            wire,
            "--events",
            "100",
            "--problems",
            "4");

    assertThat(result.getLong("refused")).isEqualTo(10);
    assertThat(result.getLong("spooled")).isEqualTo(10);
    assertThat(result.getLong("committed")).isEqualTo(80);
    assertThat(output.toString()).contains("rate_limited 10");
  }

  @Test
  void aRefusedExportRefusesAllItsRecords() throws Exception {
    JsonObject result =
        run(
            n -> n < 50 ? Fate.REFUSED : Fate.KEPT,
            0,
            "--wire",
            "otlp",
            "--exports",
            "1",
            "--batch",
            "50",
            "--events",
            "100",
            "--mode",
            "flood");

    assertThat(result.getLong("refused")).isEqualTo(50);
    assertThat(result.getLong("accepted")).isEqualTo(50);
    assertThat(output.toString()).contains("rate_limited 50");
  }

  @Test
  void countsAnEventWithoutAnswerAsNeitherLostNorDuplicated() throws Exception {
    JsonObject result =
        run(
            n -> n % 50 == 7 ? Fate.KEPT_WITHOUT_ANSWER : Fate.KEPT,
            0,
            "--events",
            "200",
            "--problems",
            "4",
            "--connections",
            "4");

    assertThat(result.getLong("unanswered")).isEqualTo(4);
    assertThat(result.getLong("accepted")).isEqualTo(196);
    assertThat(result.getLong("processed")).isEqualTo(200);
    assertThat(result.getLong("duplicated")).isZero();
  }

  @Test
  void keepsTheScheduleOfARate() throws Exception {
    JsonObject result =
        run(n -> Fate.KEPT, 0, "--rate", "500", "--duration", "1s", "--problems", "4");

    assertThat(result.getLong("sent")).isBetween(495L, 501L);
  }

  @Test
  void verifiesAnEarlierRunAgain() throws Exception {
    Path file = folder.resolve("sent.txt");
    try (FakeServer server = new FakeServer(n -> Fate.KEPT)) {
      server.run(
          out, "send", "--events", "50", "--problems", "5", "--verify-file", file.toString());

      int exit = server.run(out, "verify", "--verify-file", file.toString());

      assertThat(exit).isZero();
      assertThat(output.toString()).contains("acknowledged 50", "lost         0");
    }
  }

  @Test
  void verifyFailsWhenAnAcknowledgedEventIsGone() throws Exception {
    Path file = folder.resolve("sent.txt");
    try (FakeServer server = new FakeServer(n -> Fate.KEPT)) {
      server.run(
          out, "send", "--events", "50", "--problems", "5", "--verify-file", file.toString());
      Files.writeString(file, Files.readString(file) + "a 12345\n");

      int exit =
          server.run(out, "verify", "--verify-file", file.toString(), "--drain-timeout", "1ms");

      assertThat(exit).isEqualTo(1);
      assertThat(output.toString()).contains("lost         1");
    }
  }

  @Test
  void saysWhichOptionIsMissing() {
    int exit = LoadMain.execute(out, "--events", "1", "--data", folder.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(output.toString()).contains("--key").contains("credentials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "grpc", "sentry", "otlp"})
  void saysThatNobodyListens(String wire) {
    int exit =
        LoadMain.execute(
            out,
            "--wire",
            wire,
            "--events",
            "1",
            "--key",
            "k",
            "--http-url",
            "http://127.0.0.1:1",
            "--project-number",
            "1",
            "--grpc-target",
            "127.0.0.1:1");

    assertThat(exit).isEqualTo(2);
    assertThat(output.toString()).contains("Cannot connect");
  }

  private JsonObject run(LongFunction<Fate> fates, int expectedExit, String... arguments)
      throws Exception {
    Path json = folder.resolve("result.json");
    try (FakeServer server = new FakeServer(fates)) {
      String[] line = new String[arguments.length + 2];
      System.arraycopy(arguments, 0, line, 0, arguments.length);
      line[arguments.length] = "--json";
      line[arguments.length + 1] = json.toString();
      int exit = server.run(out, line);
      assertThat(exit).as(output.toString()).isEqualTo(expectedExit);
    }
    return new JsonObject(Files.readString(json));
  }
}
