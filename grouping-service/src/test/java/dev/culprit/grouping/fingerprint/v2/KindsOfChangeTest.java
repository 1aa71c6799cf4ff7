package dev.culprit.grouping.fingerprint.v2;

import static dev.culprit.grouping.testing.WrittenFacts.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.similarity.IndexLimits;
import dev.culprit.grouping.similarity.NearMatches;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import dev.culprit.grouping.testing.WrittenFacts;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a deploy, a new library or another value changes, and what makes another fault of it. */
class KindsOfChangeTest {

  private final FingerprintV2 version = new FingerprintV2();

  private record Pair(String change, WrittenFacts before, WrittenFacts after) {
    @Override
    public String toString() {
      return change;
    }
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void aHarmlessChangeKeepsTheHash(Pair pair) {
    assertThat(hash(pair.after())).isEqualTo(hash(pair.before()));
  }

  static Stream<Pair> harmless() {
    return Stream.of(
        new Pair(
            "cut off behind the three frames that decide",
            sell().app("a.Api", "post").app("a.Main", "main"),
            sell().app("a.Api", "post")),
        new Pair(
            "other calling route",
            sell().app("a.Api", "post").app("a.Main", "main"),
            sell().app("a.Api", "post").app("b.Batch", "run")),
        new Pair("framework frame renamed", shop("Route.call"), shop("Route.invoke")),
        new Pair("cut off below the application", shop("Route.call"), sell().app("a.Api", "post")),
        new Pair(
            "value in message",
            on("go").thrown("E", "order 7 of bob@x.org gone"),
            on("go").thrown("E", "order 12 of ann@y.org gone")),
        new Pair(
            "closure renumbered",
            on("go").thrown("E", "").unsaid("main", "/s/main.go", "main.sell.func1"),
            on("go").thrown("E", "").unsaid("main", "/s/main.go", "main.sell.func2.1")),
        new Pair(
            "other machine",
            on("python").thrown("E", "").unsaid("", "/srv/a/cart.py", "add"),
            on("python").thrown("E", "").unsaid("", "/home/ci/cart.py", "add")),
        new Pair(
            "asynchronous frames",
            on("node").thrown("E", "").unsaid("", "/s/a.js", "sell").unsaid("", "/s/b.js", "post"),
            on("node")
                .thrown("E", "")
                .unsaid("", "/s/a.js", "async sell")
                .unsaid("", "node:internal/process/task_queues", "processTicksAndRejections")
                .unsaid("", "/s/b.js", "async post")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anotherFaultHasAnotherHashAndIsNotSurelyTheSame(Pair pair) {
    NearMatches matches = new NearMatches(IndexLimits.DEFAULT);
    matches.add(1, version.trace(pair.before(), ProjectRules.NONE));

    assertThat(hash(pair.after())).isNotEqualTo(hash(pair.before()));
    assertThat(matches.judge(version.trace(pair.after(), ProjectRules.NONE), Thresholds.DEFAULT))
        .isNotInstanceOf(Verdict.Same.class);
  }

  static Stream<Pair> faults() {
    return Stream.of(
        new Pair("other caller", shop("Route.call"), sell().app("a.Job", "nightly")),
        new Pair(
            "other type",
            on("java").thrown("T", "m").app("a.B", "c").app("a.D", "e"),
            on("java").thrown("U", "m").app("a.B", "c").app("a.D", "e")),
        new Pair("other frame of the application", system("a.Cart"), system("a.Stock")),
        new Pair(
            "other status",
            upstream("answered 502 Bad Gateway"),
            upstream("answered 504 Gateway Timeout")),
        new Pair(
            "other cause",
            upstream("connect ECONNREFUSED 10.0.0.1:80"),
            upstream("read ECONNRESET")));
  }

  @ParameterizedTest
  @MethodSource("nearby")
  void whatTheHashLosesANearMatchFinds(Pair pair) {
    NearMatches matches = new NearMatches(IndexLimits.DEFAULT);
    matches.add(1, version.trace(pair.before(), ProjectRules.NONE));

    assertThat(hash(pair.after())).isNotEqualTo(hash(pair.before()));
    assertThat(matches.judge(version.trace(pair.after(), ProjectRules.NONE), Thresholds.DEFAULT))
        .isInstanceOf(Verdict.Same.class);
  }

  static Stream<Pair> nearby() {
    return Stream.of(
        new Pair(
            "library frame renamed, no other code",
            libraries("Codec.read"),
            libraries("Codec.take")),
        new Pair(
            "cut off within the three frames that decide",
            sell().app("a.Api", "post").app("a.Main", "main"),
            sell()));
  }

  private static WrittenFacts sell() {
    return on("java")
        .thrown("a.Gone", "order 7")
        .library("lib.Table", "get")
        .app("a.Cart", "sell")
        .app("a.Shop", "checkOut");
  }

  private static WrittenFacts shop(String framework) {
    return sell().app("a.Api", "post").library("lib.web." + framework, "x");
  }

  private static WrittenFacts system(String module) {
    return on("java")
        .thrown("java.lang.NullPointerException", "")
        .library("java.util.Objects", "requireNonNull")
        .library("lib.Json", "write")
        .library("lib.Json", "object")
        .app(module, "sell")
        .library("lib.web.Route", "call")
        .library("java.lang.Thread", "run");
  }

  private static WrittenFacts upstream(String message) {
    return on("node")
        .thrown("Error", message)
        .file("/s/client.js", "call")
        .file("/s/api.js", "get");
  }

  private static WrittenFacts libraries(String name) {
    WrittenFacts facts = on("java").thrown("java.io.IOException", "closed");
    for (int i = 0; i < 12; i++) {
      facts.library(i == 5 ? "lib." + name : "lib.Layer" + i, "go");
    }
    return facts.library("java.lang.Thread", "run");
  }

  private String hash(ErrorFacts facts) {
    return HexFormat.of().formatHex(version.fingerprint(facts).hash());
  }
}
