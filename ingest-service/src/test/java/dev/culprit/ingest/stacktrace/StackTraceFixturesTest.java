package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each text that a real client sent, read as {@code expected.json} and its notes say. */
class StackTraceFixturesTest {
  private static final JsonObject EXPECTED =
      new JsonObject(TraceSamples.text(TraceSamples.FIXTURES.resolve("expected.json")));

  static Stream<String> names() {
    return EXPECTED.fieldNames().stream();
  }

  private static ParsedStackTrace parse(String name, String platform) {
    return StackTraceText.parse(TraceSamples.text(TraceSamples.FIXTURES.resolve(name)), platform);
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsTypeMessageCrashFrameAndChain(String name) {
    JsonObject expected = EXPECTED.getJsonObject(name);

    ParsedStackTrace parsed = parse(name, expected.getString("lang"));

    ExceptionInfo.Builder outermost = parsed.exceptions().get(0);
    assertThat(parsed.platform()).isEqualTo(expected.getString("lang"));
    assertThat(outermost.getType()).isEqualTo(text(expected.getValue("outermost_type")));
    assertThat(outermost.getValue().lines().findFirst().orElse(""))
        .isEqualTo(expected.getString("message_first_line"));
    assertCrashFrame(outermost, expected.getJsonArray("crash_frame_of_outermost"));
    assertThat(chain(parsed.exceptions()))
        .isEqualTo(texts(expected.getJsonArray("chain_outermost_first")));
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsTheSameWithoutBeingToldThePlatform(String name) {
    String told = TraceSamples.render(parse(name, EXPECTED.getJsonObject(name).getString("lang")));

    assertThat(TraceSamples.render(parse(name, ""))).isEqualTo(told);
  }

  private static void assertCrashFrame(ExceptionInfo.Builder exception, JsonArray expected) {
    if (expected == null) {
      assertThat(exception.getFramesList()).isEmpty();
      return;
    }
    Frame crash = exception.getFrames(0);
    assertThat(crash.getFile()).isEqualTo(expected.getString(1));
    assertThat(crash.getLine()).isEqualTo(expected.getInteger(2));
    if (expected.getString(0) != null) {
      String module = crash.getModule().isEmpty() ? "" : crash.getModule() + ".";
      assertThat(module + crash.getFunction()).isEqualTo(expected.getString(0));
    }
  }

  /** The causes from the outermost on, and the members of a group. */
  private static List<String> chain(List<ExceptionInfo.Builder> exceptions) {
    List<String> chain = new ArrayList<>();
    for (int i = 0; i < exceptions.size(); i++) {
      String source = exceptions.get(i).getMechanism().getSource();
      int parent = exceptions.get(i).getMechanism().getParent();
      boolean cause = source.equals("cause") && parent == chain.size() - 1;
      if (i == 0 || cause || source.startsWith("errors[")) {
        chain.add(exceptions.get(i).getType());
      }
    }
    return chain;
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(StackTraceFixturesTest::text).toList();
  }

  /** Perl's errors have no type, which the file says with null. */
  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  @Test
  void trustsNoMessageLineThatLooksLikeAFrame() {
    List<ExceptionInfo.Builder> exceptions = parse("java-chained.txt", "java").exceptions();

    assertThat(exceptions.get(0).getValue())
        .isEqualTo(
            "request failed\nsecond line of message\n\tat fake.Frame.inMessage(Fake.java:1)");
    assertThat(exceptions.get(0).getFramesList())
        .extracting(Frame::getFunction)
        .containsExactly("main");
    assertThat(exceptions.get(0).getThread()).isEqualTo("main");
  }

  @Test
  void hangsASuppressedExceptionWithItsOwnCauseOnItsOwner() {
    List<ExceptionInfo.Builder> exceptions = parse("java-chained.txt", "java").exceptions();

    ExceptionInfo.Builder suppressed = exceptions.get(3);
    ExceptionInfo.Builder itsCause = exceptions.get(4);
    assertThat(suppressed.getType()).isEqualTo("java.io.IOException");
    assertThat(suppressed.getMechanism().getSource()).isEqualTo("suppressed");
    assertThat(suppressed.getMechanism().getParent()).isZero();
    assertThat(itsCause.getType()).isEqualTo("java.lang.RuntimeException");
    assertThat(itsCause.getMechanism().getParent()).isEqualTo(3);
  }

  @Test
  void putsBackFramesThatWerePrintedWithTheEnclosingException() {
    List<ExceptionInfo.Builder> exceptions = parse("java-chained.txt", "java").exceptions();

    assertThat(exceptions.get(2).getFramesList())
        .extracting(Frame::getFunction)
        .containsExactly("forInputString", "parseInt", "parseInt", "parse", "save", "main");
    assertThat(exceptions.get(2).getFramesOmitted()).isZero();
  }

  @Test
  void tellsOwnFramesFromThoseOfTheRuntime() {
    ExceptionInfo.Builder exception = parse("java-lambda.txt", "java").exceptions().get(0);

    Frame firstOwn = exception.getFramesList().stream().filter(Frame::getInApp).findFirst().get();
    assertThat(exception.getFramesCount()).isEqualTo(12);
    assertThat(firstOwn.getFunction()).isEqualTo("lambda$main$0");
    assertThat(firstOwn.getFile()).isEqualTo("Main.java");
    assertThat(firstOwn.getLine()).isEqualTo(12);
  }

  @Test
  void readsAProxysFrameWithoutSource() {
    Frame proxy = parse("java-proxy.txt", "java").exceptions().get(0).getFrames(1);

    assertThat(proxy.getModule()).isEqualTo("com.acme.shop.$Proxy0");
    assertThat(proxy.getFile()).isEmpty();
  }

  @Test
  void repeatsTheFrameThatPythonCounts() {
    ExceptionInfo.Builder recursion = parse("python-recursion.txt", "python").exceptions().get(0);

    assertThat(recursion.getFramesCount()).isEqualTo(1_000);
    assertThat(recursion.getFrames(998).getFunction()).isEqualTo("rec");
    assertThat(recursion.getFrames(999).getFunction()).isEqualTo("<module>");
    assertThat(recursion.getFrames(0).getContextLine()).isEqualTo("def rec(n): return rec(n+1)");
  }

  @Test
  void keepsAsyncFramesAndPlainNames() {
    ExceptionInfo.Builder outermost = parse("node-async.txt", "node").exceptions().get(0);

    assertThat(outermost.getFramesList())
        .extracting(Frame::getFunction)
        .containsExactly("charge", "a", "b");
  }

  @Test
  void leavesAnonymousFunctionsWithoutAName() {
    ExceptionInfo.Builder outermost = parse("firefox-js.txt", "javascript").exceptions().get(0);

    assertThat(outermost.getFramesCount()).isEqualTo(5);
    assertThat(outermost.getFrames(3).getFunction()).isEmpty();
    assertThat(outermost.getFrames(3).getColumn()).isEqualTo(18);
  }

  @Test
  void namesTheRustFunctionThatPanicked() {
    ExceptionInfo.Builder panic = parse("rust-unwrap.txt", "rust").exceptions().get(0);

    assertThat(panic.getFrames(0).getFunction()).isEqualTo("main::Cart::charge");
    assertThat(panic.getThread()).isEqualTo("main");
    assertThat(panic.getValue()).doesNotContain("11391");
  }

  @Test
  void readsOnlyTheFirstOfTwoCopiesThatMonoPrints() {
    List<ExceptionInfo.Builder> exceptions =
        parse("dotnet-mono-uncaught.txt", "csharp").exceptions();

    assertThat(exceptions)
        .extracting(ExceptionInfo.Builder::getType)
        .containsExactly("Acme.Shop.PayException", "System.FormatException");
    assertThat(exceptions.get(0).getValue()).isEqualTo("charge failed");
    assertThat(exceptions.get(0).getFramesCount()).isEqualTo(2);
    assertThat(exceptions.get(0).getFrames(0).getModule()).isEqualTo("Acme.Shop.Cart`1[T]");
    assertThat(exceptions.get(0).getFrames(0).getFunction()).isEqualTo("Charge");
    assertThat(exceptions.get(0).getFrames(0).getFile()).isEqualTo("/srv/shop/st/N.cs");
    assertThat(exceptions.get(0).getFrames(0).getLine()).isEqualTo(3);
    assertThat(exceptions.get(1).getFramesCount()).isEqualTo(4);
    assertThat(exceptions.get(1).getFrames(0).getFile()).isEmpty();
  }
}
