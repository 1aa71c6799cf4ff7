package dev.culprit.grouping.fingerprint.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.testing.WrittenFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds version 2 to the hashes of {@code golden.txt}. Once the version is released, stored hashes
 * depend on them: a change there would open every problem anew.
 */
class GoldenHashesTest {

  private record Case(String name, WrittenFacts facts, String hash) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theHashIsTheOneThatWasWrittenDown(Case golden) {
    byte[] hash = new FingerprintV2().fingerprint(golden.facts()).hash();

    assertThat(golden.name() + " " + HexFormat.of().formatHex(hash))
        .isEqualTo(golden.name() + " " + golden.hash());
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in =
        GoldenHashesTest.class.getResourceAsStream("/fingerprint/v2/golden.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.strip().split("\n\n"))
          .map(GoldenHashesTest::read)
          .toList()
          .stream();
    }
  }

  /** A name, then the facts a line each, then the hash. */
  private static Case read(String block) {
    List<String> lines = block.lines().toList();
    WrittenFacts facts = WrittenFacts.on("");
    for (String line : lines.subList(1, lines.size() - 1)) {
      int space = line.indexOf(' ');
      String kind = space < 0 ? line : line.substring(0, space);
      String[] fields = fields(space < 0 ? "" : line.substring(space + 1));
      facts =
          switch (kind) {
            case "platform" -> WrittenFacts.on(fields[0]);
            case "message" -> WrittenFacts.message(fields[0]);
            case "thrown" -> facts.thrown(fields[0], fields[1]);
            case "app" -> facts.app(fields[0], fields[1]);
            case "library" -> facts.library(fields[0], fields[1]);
            case "file" -> facts.file(fields[0], fields[1]);
            case "unsaid" -> facts.unsaid(fields[0], fields[1], fields[2]);
            case "client" -> facts.client(fields);
            default -> throw new IllegalArgumentException(line);
          };
    }
    return new Case(lines.get(0), facts, lines.get(lines.size() - 1));
  }

  private static String[] fields(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\\|", -1)) {
      fields.add(field.strip());
    }
    return fields.toArray(String[]::new);
  }
}
