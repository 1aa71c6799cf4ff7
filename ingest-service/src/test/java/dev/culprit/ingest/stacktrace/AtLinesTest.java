package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at com.acme.Shop.pay(Shop.java:12)|JAVA",
        "at java.base/java.lang.Thread.run(Thread.java:840) ~[na:na]|JAVA",
        "at com.acme.Shop.pay(Native Method)|JAVA",
        "at a.b.c(SourceFile:7)|JAVA",
        "at shop.CartTest.charges the card(CartTest.kt:9)|JAVA",
        "at clojure.core$eval.invoke(core.clj:2852)|JAVA",
        "at charge (/srv/n.js:2:89)|V8",
        "at async Promise.all (index 0)|V8",
        "at Array.map (<anonymous>)|V8",
        "at new Cart (https://shop.test/a.js?v=(1):2:3)|V8",
        "at file:///srv/n.mjs:2:89|V8",
        "at ev (eval at f (/srv/n.js:1:2), <anonymous>:1:2)|V8",
        "at Ns.T.M(String s)|DOTNET",
        "at Ns.T.M() in C:\\a.cs:line 3|DOTNET",
        "at T.M (System.String s) [0x00019] in <ab>:0|DOTNET",
        "at all|NONE",
        "at your service (really)|NONE",
        "at x.pl line 3.|NONE",
        "at |NONE",
        "attention|NONE"
      })
  void knowsWhoPrintsALine(String line, AtLines.Kind kind) {
    assertThat(AtLines.kind(line)).isEqualTo(kind);
    assertThat(AtLines.kind("\t" + line)).isEqualTo(kind);
  }
}
