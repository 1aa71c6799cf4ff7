package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.Frame;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameLinesTest {
  // platform | line | module | function | file | line | column
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      nullValues = "-",
      quoteCharacter = '~',
      value = {
        "ruby|app/models/order.rb:42:in 'Order#total'|''|Order#total|app/models/order.rb|42|0",
        "ruby|from app/a.rb:4:in `block in m'|''|block in m|app/a.rb|4|0",
        "ruby|app/checkout.rb:42:in charge|''|charge|app/checkout.rb|42|0",
        "ruby|/srv/app/a.rb:4|''|''|/srv/app/a.rb|4|0",
        "node|at charge (/app/src/pay.js:10:15)|''|charge|/app/src/pay.js|10|15",
        "node|    at async Server.handle (node:http:5:6)|''|Server.handle|node:http|5|6",
        "node|at new Order (C:\\app\\o.js:1:2)|''|new Order|C:\\app\\o.js|1|2",
        "node|at Object.run [as go] (file:///a/b.mjs:3:4)|''|Object.run|file:///a/b.mjs|3|4",
        "node|at /app/x.js:7:9|''|''|/app/x.js|7|9",
        "node|at Array.map (<anonymous>)|''|Array.map|<anonymous>|0|0",
        "node|at eval (eval at run (/a.js:1:2), <anonymous>:3:4)|''|eval|/a.js|1|2",
        "javascript|pay@https://shop/app.js:5:7|''|pay|https://shop/app.js|5|7",
        "javascript|@https://shop/app.js:5:7|''|''|https://shop/app.js|5|7",
        "javascript|map@[native code]|''|map|[native code]|0|0",
        "javascript|https://shop/app.js:5:7|''|''|https://shop/app.js|5|7",
        "python|shop/pay.py:9 in charge|''|charge|shop/pay.py|9|0",
        "python|File ~/srv/pay.py~, line 9, in charge|-|-|-|0|0",
        "go|/src/pay.go:42 in github.com/acme/shop.(*Cart).Pay|github.com/acme/shop|(*Cart).Pay|/src/pay.go|42|0",
        "go|/src/main.go:9 in main.main|main|main|/src/main.go|9|0",
        "go|/usr/lib/go/src/x.go:9 +0x1b|''|''|/usr/lib/go/src/x.go|9|0",
        "php|#0 /srv/Pay.php(12): Acme\\Shop->pay(Object(Cart), 3)|Acme\\Shop|pay|/srv/Pay.php|12|0",
        "php|#1 [internal function]: Closure::run()|Closure|run|[internal function]|0|0",
        "php|#2 {main}|''|{main}|''|0|0",
        "php|[PROJECT_ROOT]/Pay.php:12 in Acme\\Shop::make|Acme\\Shop|make|[PROJECT_ROOT]/Pay.php|12|0",
        "java|at com.acme.Shop.pay(Shop.java:12)|com.acme.Shop|pay|Shop.java|12|0",
        "java|at java.base/java.lang.Thread.run(Thread.java:840)|java.lang.Thread|run|Thread.java|840|0",
        "java|at app//com.acme.S$1.<init>(Unknown Source)|com.acme.S$1|<init>|''|0|0",
        "java|at a.B.c(Native Method)|a.B|c|''|0|0",
        "java|at a.B.c(B.java:5) ~[shop-1.jar:1.0]|a.B|c|B.java|5|0",
        "csharp|at Acme.Shop.Pay(Cart cart) in /src/Shop.cs:line 12|Acme.Shop|Pay|/src/Shop.cs|12|0",
        "csharp|at System.Linq.Enumerable.First[T](IEnumerable`1 s)|System.Linq.Enumerable|First[T]|''|0|0",
        "elixir|(shop 1.2.0) lib/shop/pay.ex:12: Shop.Pay.charge/2|Shop.Pay|charge/2|lib/shop/pay.ex|12|0",
        "elixir|lib/shop/pay.ex:12 in Elixir.Shop.Pay.charge/2|Shop.Pay|charge/2|lib/shop/pay.ex|12|0",
        "javascript|run@https://shop/a.js line 6 > eval:1:7|''|run|https://shop/a.js|6|0",
        "javascript|async*load@https://shop/a.js:7:70|''|load|https://shop/a.js|7|70",
        "node|at async Promise.all (index 0)|''|Promise.all|''|0|0",
        "java|at a.B$$Lambda$14/0x0000000800c03000.run(Unknown Source)|a.B$$Lambda$14|run|''|0|0",
        "java|at a.B$$SpringCGLIB$$0.pay(<generated>)|a.B$$SpringCGLIB$$0|pay|''|0|0",
        "csharp|at T.M (System.String s) [0x00019] in /srv/N.cs:3 |T|M|/srv/N.cs|3|0",
        "csharp|at T.M (System.String s) [0x00019] in <12b418a7>:0|T|M|''|0|0",
        "csharp|at Acme.Cart`1.Pay[System.String](T id) in C.cs:line 3|Acme.Cart`1|Pay[System.String]|C.cs|3|0",
        "elixir|e.exs:14: anonymous fn/1 in Shop.Cart.charge/2|Shop.Cart|anonymous fn/1 in charge/2|e.exs|14|0",
        "go|/srv/m.go:9 in example.com/shop.Map[go.shape/x.Y]|example.com/shop|Map[go.shape/x.Y]|/srv/m.go|9|0",
        "''|something nobody knows|''|something nobody knows|''|0|0",
      })
  void readsFrameLinesOfManyLanguages(
      String platform,
      String line,
      String module,
      String function,
      String file,
      int at,
      int column) {
    if (module == null) {
      return;
    }
    Frame.Builder frame = FrameLines.parse(line, platform);

    assertThat(frame.getModule()).as("module").isEqualTo(plain(module));
    assertThat(frame.getFunction()).as("function").isEqualTo(plain(function));
    assertThat(frame.getFile()).as("file").isEqualTo(plain(file));
    assertThat(frame.getLine()).as("line").isEqualTo(at);
    assertThat(frame.getColumn()).as("column").isEqualTo(column);
  }

  private static String plain(String text) {
    return text.equals("''") ? "" : text;
  }

  @Property(tries = 2000)
  void neverFailsAndNeverLosesAnUnknownLine(@ForAll @StringLength(max = 200) String line) {
    Frame frame = FrameLines.parse(line, "java").build();

    assertThat(frame.getLine()).isNotNegative();
    if (frame.getFile().isEmpty() && frame.getModule().isEmpty()) {
      assertThat(line).contains(frame.getFunction());
    }
  }

  @Property(tries = 2000)
  void neverFailsOnMutatedFrames(
      @ForAll("shapes") String shape, @ForAll @StringLength(max = 12) String junk, @ForAll int at) {
    int place = Math.floorMod(at, shape.length());
    String line = shape.substring(0, place) + junk + shape.substring(place);

    for (String platform : new String[] {"java", "node", "php", "go", "elixir", "csharp", ""}) {
      assertThat(FrameLines.parse(line, platform).build()).isNotNull();
    }
  }

  @Property(tries = 20)
  void takesTimeInProportionToTheLine(@ForAll("shapes") String shape) {
    String line = (shape + " 1 in ").repeat(1_000_000 / shape.length());

    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(10), () -> FrameLines.parse(line, "java"));
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> shapes() {
    return net.jqwik.api.Arbitraries.of(
        "at com.acme.Shop.pay(Shop.java:12)",
        "at f (eval at g (x.js:1:2), <anonymous>:3:4)",
        "#0 /srv/Pay.php(12): A->b()",
        "File \"x.py\", line 3, in f",
        "(app 1) lib/x.ex:1: M.f/1",
        "f@http://x/y.js:1:2",
        "a.rb:1:in `m'",
        "at A.B(C c) in f.cs:line 3");
  }
}
