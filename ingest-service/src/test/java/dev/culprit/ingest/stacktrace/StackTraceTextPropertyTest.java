package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.Mechanism;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever the text: no failure, bounded output, a proper tree, and time in proportion. */
class StackTraceTextPropertyTest {
  private static final String[] PLATFORMS = {
    "",
    "java",
    "node",
    "javascript",
    "python",
    "go",
    "ruby",
    "php",
    "csharp",
    "perl",
    "rust",
    "elixir",
    "native",
    "lua"
  };
  private static final List<String> TEXTS = TraceSamples.allTexts();
  private static final List<String> LINES =
      TEXTS.stream().flatMap(String::lines).distinct().toList();

  private static final String NOISE = "(){}[]:'\"#\n\r\t .,|+-0*@\u001b";

  /** So much text may take at most so long: about a hundred times what it takes. */
  private static final int LONG = 1 << 20;

  private static final long SECONDS_FOR_LONG = 10;

  @Provide
  Arbitrary<String> platforms() {
    return Arbitraries.of(PLATFORMS);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(TEXTS).map(text -> text.substring(0, Math.min(text.length(), 6_000)));
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.of(LINES);
  }

  private static void assertSound(String text, String platform) {
    ParsedStackTrace parsed = StackTraceText.parse(text, platform);

    List<ExceptionInfo.Builder> exceptions = parsed.exceptions();
    assertThat(exceptions).hasSizeLessThanOrEqualTo(50);
    assertThat(exceptions.stream().mapToInt(ExceptionInfo.Builder::getFramesCount).sum())
        .isLessThanOrEqualTo(5_000);
    for (int i = 0; i < exceptions.size(); i++) {
      Mechanism mechanism = exceptions.get(i).getMechanism();
      assertThat(mechanism.hasParent()).isEqualTo(i > 0);
      assertThat(mechanism.getParent()).isBetween(0, Math.max(0, i - 1));
      assertThat(mechanism.getSource().isEmpty()).isEqualTo(i == 0);
      assertThat(exceptions.get(i).getFramesOmitted()).isNotNegative();
      for (Frame frame : exceptions.get(i).getFramesList()) {
        assertThat(Math.min(frame.getLine(), frame.getColumn())).isNotNegative();
      }
    }
  }

  @Property(tries = 3000)
  void anyText(@ForAll @StringLength(max = 400) String text, @ForAll("platforms") String platform) {
    assertSound(text, platform);
  }

  @Property(tries = 3000)
  void textsCutAnywhere(
      @ForAll("texts") String text,
      @ForAll @IntRange(max = 6_000) int from,
      @ForAll @IntRange(max = 6_000) int length,
      @ForAll("platforms") String platform) {
    int start = Math.min(from, text.length());

    assertSound(text.substring(start, Math.min(text.length(), start + length)), platform);
  }

  @Property(tries = 3000)
  void textsWithSingleCharactersChanged(
      @ForAll("texts") String text, @ForAll("platforms") String platform, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.nextInt(8); i >= 0 && changed.length() > 0; i--) {
      int at = random.nextInt(changed.length());
      if (random.nextBoolean()) {
        changed.deleteCharAt(at);
      } else {
        changed.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
      }
    }
    assertSound(changed.toString(), platform);
  }

  @Property(tries = 1500)
  void linesInAnyOrder(
      @ForAll("texts") String text, @ForAll("platforms") String platform, @ForAll long seed) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.addAll(text.lines().limit(5).toList());
    Collections.shuffle(lines, new Random(seed));

    assertSound(String.join("\n", lines), platform);
  }

  @Property(tries = 3000)
  void linesOfManyLanguagesMixedAndCut(
      @ForAll List<@net.jqwik.api.From("lines") String> lines,
      @ForAll("platforms") String platform,
      @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      int cut = random.nextInt(line.length() + 1);
      text.append(random.nextBoolean() ? line.substring(cut) : line.substring(0, cut));
      text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
    }
    assertSound(text.toString(), platform);
  }

  @Property(tries = 150)
  void longTextsInProportionateTime(
      @ForAll("lines") String line, @ForAll("platforms") String platform, @ForAll boolean oneLine) {
    String unit = oneLine ? line + " " : line + "\n";

    assertInTime(unit.repeat(LONG / unit.length()), platform);
  }

  @Example
  void hostilePatternsInProportionateTime() {
    for (String unit :
        new String[] {
          "Caused by: a.B: c\n",
          "\tSuppressed: a.B: c\n",
          "Wrapped by: a.B: c\n",
          "((((((",
          "))))))",
          "eval at (",
          "1 in 1 in ",
          "x:1:1",
          "\t... 5 more\n",
          " ---> A.B: c\n",
          " ---> A.B: c",
          "    | +-+------ 1 ------\n",
          "\tpanic: x\n",
          "[errors]: [\n",
          "[cause]: Error: x\n",
          "anonymous fn/1 in ",
          ": ",
          "0x123456789",
          "    ** (A) b\n",
          "Next A: b in c:1\n",
          "@",
          "[",
          "'",
          "\u001b[1m",
          "Stack trace:\n",
          "A: \n    at f (x:1:2)\n",
          "\t",
          " ",
          "\n"
        }) {
      for (String platform : PLATFORMS) {
        assertInTime(unit.repeat(LONG / unit.length()), platform);
      }
    }
  }

  @Example
  void nestingThatGrowsWithEachLine() {
    String nested =
        String.join(
            "\n",
            IntStream.range(0, 1_400).mapToObj(i -> "\t".repeat(i) + "Suppressed: a.B").toList());

    assertInTime("a.B: c\n\tat a.B.c(B.java:1)\n" + nested, "java");
    assertInTime("** (A) b\n" + nested.replace("Suppressed: a.B", "** (A) b"), "elixir");
  }

  private static void assertInTime(String text, String platform) {
    long start = System.nanoTime();
    assertSound(text, platform);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;

    assertThat(seconds).as("seconds for %s", text.substring(0, 20)).isLessThan(SECONDS_FOR_LONG);
  }
}
