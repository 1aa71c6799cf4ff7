package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackTraceTextTest {
  private static final String JAVA =
      "a.B: m\n\tat a.B.c(B.java:1)\nCaused by: a.C: n\n\tat a.C.d(C.java:2)\n\t... 1 more\n";

  static List<Path> samples() {
    return TraceSamples.files(TraceSamples.SAMPLES);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWhatTheRuntimesPrint(Path sample) {
    ParsedStackTrace parsed = StackTraceText.parse(TraceSamples.text(sample), "");

    assertThat(TraceSamples.render(parsed)).isEqualTo(expected(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWindowsLineEndsTheSame(Path sample) {
    String text = TraceSamples.text(sample).replace("\n", "\r\n");

    assertThat(TraceSamples.render(StackTraceText.parse(text, ""))).isEqualTo(expected(sample));
  }

  private static String expected(Path sample) {
    String name = sample.getFileName().toString().replace(".txt", ".expected");
    return TraceSamples.text(sample.resolveSibling(name));
  }

  @ParameterizedTest
  @CsvSource({
    "java,java",
    "kotlin,kotlin",
    "Scala,scala",
    "android,java",
    "python,java",
    "'',java",
    "other,java",
    "node,java"
  })
  void believesTheTextMoreThanThePlatform(String told, String read) {
    assertThat(StackTraceText.parse(JAVA, told).platform()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "nodejs,node",
    "webjs,javascript",
    "javascript,javascript",
    "node,node",
    "'',javascript"
  })
  void tellsV8sPlatformsApartByWordAndFiles(String told, String read) {
    String text = "Error: x\n    at f (https://shop.test/a.js:1:2)";

    assertThat(StackTraceText.parse(text, told).platform()).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "dotnet,  '   at A.B.C(String s) in C.cs:line 3'",
    "golang,  'panic: x'",
    "cpp,     'terminate called after throwing an instance of ''int'''",
    "erlang,  '** (exit) :boom'",
  })
  void knowsTheWordsOfOtherClients(String told, String text) {
    assertThat(StackTraceText.parse(text, told).exceptions()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t\n",
        "hello world",
        "something went wrong: please call us\nat your earliest convenience",
        "SELECT *\n  FROM orders\n WHERE id = 1",
        "1: one\n2: two",
        "{\"error\": \"at all\"}"
      })
  void answersEmptyForTextsThatAreNoTrace(String text) {
    for (String platform :
        new String[] {"", "java", "node", "python", "go", "elixir", "brainfuck"}) {
      assertThat(StackTraceText.parse(text, platform)).isEqualTo(ParsedStackTrace.NONE);
    }
  }

  @Test
  void takesAHeadingAloneForAnExceptionWithoutStackWhenThePlatformIsTold() {
    ParsedStackTrace parsed = StackTraceText.parse("java.io.IOException: closed\nby peer", "java");

    assertThat(parsed.exceptions()).hasSize(1);
    assertThat(parsed.exceptions().get(0).getType()).isEqualTo("java.io.IOException");
    assertThat(parsed.exceptions().get(0).getValue()).isEqualTo("closed\nby peer");
    assertThat(parsed.exceptions().get(0).getFramesList()).isEmpty();
  }

  @Test
  void setsInAppOfEveryFrame() {
    for (String text : TraceSamples.allTexts()) {
      for (ExceptionInfo.Builder exception : StackTraceText.parse(text, "").exceptions()) {
        assertThat(exception.getFramesList()).allMatch(Frame::hasInApp);
      }
    }
  }

  @Test
  void countsCommonFramesThatTheEnclosingTraceDoesNotHave() {
    String text = JAVA.replace("1 more", "7 more");

    ExceptionInfo.Builder cause = StackTraceText.parse(text, "java").exceptions().get(1);

    assertThat(cause.getFramesCount()).isEqualTo(1);
    assertThat(cause.getFramesOmitted()).isEqualTo(7);
  }

  @Test
  void endsWhereTheNextTraceOfALogBegins() {
    ParsedStackTrace parsed =
        StackTraceText.parse(JAVA + JAVA + "12:00 INFO fine\n" + JAVA, "java");

    assertThat(parsed.exceptions())
        .extracting(ExceptionInfo.Builder::getType)
        .containsExactly("a.B", "a.C");
    assertThat(parsed.exceptions().get(0).getValue()).isEqualTo("m");
  }

  @Test
  void keepsBothEndsOfAChainThatIsTooLong() {
    StringBuilder text = new StringBuilder("a.E0: m0\n\tat a.B.c(B.java:1)\n");
    for (int i = 1; i < 80; i++) {
      text.append("Caused by: a.E").append(i).append(": m\n\tat a.B.c(B.java:2)\n");
    }

    List<ExceptionInfo.Builder> chain = StackTraceText.parse(text.toString(), "").exceptions();

    assertThat(chain).hasSize(50);
    assertThat(chain.get(0).getType()).isEqualTo("a.E0");
    assertThat(chain.get(24).getType()).isEqualTo("a.E24");
    assertThat(chain.get(25).getType()).isEqualTo("a.E55");
    assertThat(chain.get(49).getType()).isEqualTo("a.E79");
    for (int i = 1; i < 50; i++) {
      assertThat(chain.get(i).getMechanism().getParent()).isEqualTo(i - 1);
    }
  }

  @Test
  void handsOnFiveThousandFramesAndCountsTheOthers() {
    String text = "a.B: m\n" + "\tat a.B.c(B.java:1)\n".repeat(6_000);

    ExceptionInfo.Builder deep = StackTraceText.parse(text, "").exceptions().get(0);

    assertThat(deep.getFramesCount()).isEqualTo(5_000);
    assertThat(deep.getFramesOmitted()).isEqualTo(1_000);
  }

  @Test
  void doesNotBelieveARepetitionBeyondItsBound() {
    String text =
        """
        Traceback (most recent call last):
          File "a.py", line 1, in f
            f()
          [Previous line repeated 999999999 more times]
        RecursionError: deep
        """;

    ExceptionInfo.Builder deep = StackTraceText.parse(text, "").exceptions().get(0);

    assertThat(deep.getFramesCount()).isEqualTo(5_000);
    assertThat(deep.getFramesOmitted()).isEqualTo(999_999_999 - 4_999);
  }

  @Test
  void countsPythonsFramesOneByOneInMutualRecursion() {
    String pair =
        """
          File "p.py", line 1, in a
            b()
          File "p.py", line 2, in b
            a()
        """;
    String text =
        "Traceback (most recent call last):\n" + pair.repeat(500) + "RecursionError: deep";

    ExceptionInfo.Builder deep = StackTraceText.parse(text, "").exceptions().get(0);

    assertThat(deep.getFramesCount()).isEqualTo(1_000);
    assertThat(deep.getFrames(0).getFunction()).isEqualTo("b");
  }

  @Test
  void givesBackNodesFramesThatMatchTheCausesStack() {
    String text = TraceSamples.text(TraceSamples.SAMPLES.resolve("node-cause.txt"));

    List<ExceptionInfo.Builder> chain = StackTraceText.parse(text, "node").exceptions();

    assertThat(chain.get(0).getFramesCount()).isEqualTo(8);
    assertThat(chain.get(0).getFramesOmitted()).isZero();
    assertThat(chain.get(0).getFrames(6).getFunction()).isEqualTo("Function.executeUserEntryPoint");
  }
}
