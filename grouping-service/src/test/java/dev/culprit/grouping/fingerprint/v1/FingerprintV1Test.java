package dev.culprit.grouping.fingerprint.v1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintV1Test {

  private final FingerprintV1 version = new FingerprintV1();

  @Test
  void theClientsWishDecides() {
    Fingerprint a = version.fingerprint(thrown().client("payment", "timeout"));
    Fingerprint b = version.fingerprint(TestFacts.of("Other", "x").client("payment", "timeout"));

    assertThat(a.layer()).isEqualTo(Layer.CLIENT);
    assertThat(hex(a)).isEqualTo(hex(b));
    assertThat(a.components()).extracting(Component::name).containsExactly("payment", "timeout");
  }

  @Test
  void theClientsWishIsNotAlteredByHowItIsCut() {
    assertThat(hash(TestFacts.message("").client("ab", "c")))
        .isNotEqualTo(hash(TestFacts.message("").client("a", "bc")));
  }

  @Test
  void defaultStandsForOurOwnGrouping() {
    assertThat(hash(thrown().client("{{ default }}"))).isEqualTo(hash(thrown()));
    assertThat(version.fingerprint(thrown().client("{{default}}")).layer()).isEqualTo(Layer.FRAMES);
    Fingerprint refined = version.fingerprint(thrown().client("{{ default }}", "tenant-7"));
    assertThat(refined.layer()).isEqualTo(Layer.CLIENT);
    assertThat(hex(refined)).isNotEqualTo(hash(thrown()));
    assertThat(refined.components()).hasSize(version.fingerprint(thrown()).components().size() + 1);
  }

  @Test
  void onlyInAppFramesCountWhenThereAreSome() {
    Fingerprint a =
        version.fingerprint(
            TestFacts.of("T", "").library("lib.A", "x").inApp("app.B", "y").library("lib.C", "z"));
    Fingerprint b = version.fingerprint(TestFacts.of("T", "").inApp("app.B", "y"));

    assertThat(a.layer()).isEqualTo(Layer.FRAMES);
    assertThat(hex(a)).isEqualTo(hex(b));
  }

  @Test
  void allFramesCountWhenNoneIsInApp() {
    assertThat(hash(TestFacts.of("T", "").library("lib.A", "x")))
        .isNotEqualTo(hash(TestFacts.of("T", "").library("lib.B", "x")));
  }

  @Test
  void typeAndCallerMakeADifferenceAndTheMessageDoesNot() {
    String base = hash(TestFacts.of("T", "order 1").inApp("app.B", "y").inApp("app.Api", "post"));

    assertThat(hash(TestFacts.of("T", "order 2").inApp("app.B", "y").inApp("app.Api", "post")))
        .isEqualTo(base);
    assertThat(hash(TestFacts.of("U", "order 1").inApp("app.B", "y").inApp("app.Api", "post")))
        .isNotEqualTo(base);
    assertThat(hash(TestFacts.of("T", "order 1").inApp("app.B", "y").inApp("app.Job", "run")))
        .isNotEqualTo(base);
    assertThat(
            hash(
                TestFacts.of("T", "order 1")
                    .inApp("app.B", "y")
                    .inApp("app.Api", "post")
                    .causedBy("Cause", "")))
        .isNotEqualTo(base);
  }

  @Test
  void recursionOfAnyDepthIsOne() {
    assertThat(
            hash(TestFacts.of("T", "").inApp("app.B", "y").inApp("app.B", "y").inApp("app.C", "z")))
        .isEqualTo(hash(TestFacts.of("T", "").inApp("app.B", "y").inApp("app.C", "z")));
  }

  @Test
  void generatedNamesMakeNoDifference() {
    assertThat(
            hash(
                TestFacts.of("T", "")
                    .inApp("app.Orders$$Lambda$14/0x0000000800c03000", "run")
                    .inApp("app.Orders", "lambda$place$3")
                    .inApp("com.sun.proxy.$Proxy12", "call")
                    .inApp("jdk.internal.reflect.GeneratedMethodAccessor7", "invoke")
                    .inApp("app.Orders$$EnhancerBySpringCGLIB$$1a2b3c4d", "place")))
        .isEqualTo(
            hash(
                TestFacts.of("T", "")
                    .inApp("app.Orders$$Lambda$99/0x0000000801d04888", "run")
                    .inApp("app.Orders", "lambda$place$0")
                    .inApp("com.sun.proxy.$Proxy98", "call")
                    .inApp("jdk.internal.reflect.GeneratedMethodAccessor123", "invoke")
                    .inApp("app.Orders$$EnhancerBySpringCGLIB$$99ee7766", "place")));
  }

  @Test
  void aFileStandsInForTheModuleWithoutPathCaseAndBuildHash() {
    assertThat(
            hash(TestFacts.of("E", "").inFile("https://x.example/js/Main.3f2a9c81.js?v=1", "go")))
        .isEqualTo(hash(TestFacts.of("E", "").inFile("/var/www/main.99aa00bb.js", "go")));
    assertThat(hash(TestFacts.of("E", "").inFile("app/orders.py", "go")))
        .isNotEqualTo(hash(TestFacts.of("E", "").inFile("app/users.py", "go")));
  }

  @Test
  void withoutFramesTypeAndParameterisedMessageDecide() {
    Fingerprint a =
        version.fingerprint(TestFacts.of("Timeout", "no answer from 10.0.0.7 after 30s"));
    Fingerprint b =
        version.fingerprint(TestFacts.of("Timeout", "no answer from 10.0.0.9 after 5s"));

    assertThat(a.layer()).isEqualTo(Layer.TYPE_AND_MESSAGE);
    assertThat(hex(a)).isEqualTo(hex(b));
    assertThat(a.components().get(1).name()).isEqualTo("no answer from <ip> after <duration>");
  }

  @Test
  void withoutExceptionTheMessageDecides() {
    Fingerprint a = version.fingerprint(TestFacts.message("user 17 not found"));

    assertThat(a.layer()).isEqualTo(Layer.MESSAGE);
    assertThat(hex(a)).isEqualTo(hash(TestFacts.message("user 18 not found")));
    assertThat(hex(a)).isNotEqualTo(hash(TestFacts.of("T", "user 17 not found")));
    assertThat(hash(TestFacts.message(""))).hasSize(32);
  }

  @Test
  void framesThatSayNothingDoNotDecide() {
    assertThat(version.fingerprint(TestFacts.of("T", "m").inApp("", "")).layer())
        .isEqualTo(Layer.TYPE_AND_MESSAGE);
  }

  /** Stored hashes depend on these: a change here opens every problem anew. */
  @Test
  void isFrozen() {
    assertThat(
            List.of(
                hash(thrown()),
                hash(TestFacts.of("Timeout", "no answer from 10.0.0.7 after 30s")),
                hash(TestFacts.message("user 17 not found")),
                hash(thrown().client("payment", "{{ default }}"))))
        .containsExactly(
            "161549d1f7d49294be0309bdcf9647d3",
            "79b268b2f9a3ace71ec22b6c5cef5106",
            "1da1d3689e09a81a9bf0476e82509207",
            "95ec0f215743b5025da352a205554808");
  }

  private static TestFacts thrown() {
    return TestFacts.of("com.acme.OrderException", "order 17 failed")
        .inApp("com.acme.OrderService", "place")
        .library("io.vertx.core.Context", "dispatch")
        .causedBy("java.sql.SQLException", "duplicate key")
        .inApp("com.acme.OrderTable", "insert");
  }

  private String hash(ErrorFacts facts) {
    return hex(version.fingerprint(facts));
  }

  private static String hex(Fingerprint fingerprint) {
    return HexFormat.of().formatHex(fingerprint.hash());
  }
}
