package dev.culprit.grouping.fingerprint.v2;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JVM | app.Orders | lambda$place$3 | app.Orders | place | false",
        "JVM | app.Orders | lambda$new$0 | app.Orders | <init> | false",
        "JVM | app.Orders$1 | run | app.Orders | run | false",
        "JVM | app.Orders$Line | sum | app.Orders$Line | sum | false",
        "JVM | app.Orders$1Local | sum | app.Orders$Local | sum | false",
        "JVM | app.Orders$$Lambda$14/0x0000000800c03000 | run | app.Orders | run | true",
        "JVM | app.Orders$$Lambda/0x000079e1d4002a00 | run | app.Orders | run | true",
        "JVM | app.Orders/0x000079e1d4002a00 | run | app.Orders | run | false",
        "JVM | jdk.proxy2.$Proxy12 | call | jdk.proxy2. | call | true",
        "JVM | app.Orders$$EnhancerBySpringCGLIB$$1a2b | place | app.Orders | place | true",
        "JVM | app.Orders$$SpringCGLIB$$0 | place | app.Orders | place | true",
        "JVM | app.Orders$ByteBuddy$x7Ya | place | app.Orders | place | true",
        "JVM | java.base/java.util.ArrayList | get | java.util.ArrayList | get | false",
        "JVM | app//com.acme.Shop | sell | com.acme.Shop | sell | false",
        "JVM | app.Shop | access$000 | app.Shop | '' | true",
        "JVM | app.Shop$sell$1 | invokeSuspend | app.Shop | sell | false",
        "JVM | app.ShopKt | sell$lambda$3 | app.ShopKt | sell | false",
        "JVM | app.Shop | sell$default | app.Shop | sell | false",
        "JVM | app.Shop | sell-x0Q1w2E | app.Shop | sell | false",
        "JVM | app.Shop$ | $anonfun$sell$2$adapted | app.Shop | sell | false",
        "JVM | app.Shop$_sell_closure1 | doCall | app.Shop | sell | false",
        "JVM | my.shop$sell$fn__1234 | invoke | my.shop | sell | false",
        "JVM | my.shop$sell__99 | invokeStatic | my.shop | sell | false",
        "JVM | Script17 | run | Script | run | false",
        "DOTNET | Shop.Cart+<SellAsync>d__12 | MoveNext | Shop.Cart | SellAsync | false",
        "DOTNET | Shop.Cart+<>c__DisplayClass3_0 | <Sell>b__1 | Shop.Cart | Sell | false",
        "DOTNET | Shop.Box`1 | Get[T](System.String name) | Shop.Box | Get | false",
        "GO | main | main.(*Shop).Sell.func1.2 | main | main.(*Shop).Sell | false",
        "GO | main | main.Max[...] | main | main.Max | false",
        "GO | main | main.Sell.gowrap1 | main | main.Sell | false",
        "GO | main | main.(*Shop).Sell-fm | main | main.(*Shop).Sell | false",
        "RUST | '' | shop::sell::h0123456789abcdef | '' | shop::sell | false",
        "RUST | '' | shop::sell::{{closure}}::h0123456789abcdef | '' | shop::sell | false",
        "RUST | '' | shop[9ab8]::sell::{closure#0} | '' | shop::sell | false",
        "NATIVE | '' | shop::sell(int, char const*) [clone .isra.0] | '' | shop::sell | false",
        "NATIVE | '' | sell.constprop.0+0x1f | '' | sell | false",
        "BEAM | Shop | anonymous fn/1 in Shop.sell/2 | Shop | Shop.sell/2 | false",
        "BEAM | Shop | -sell/2-fun-0- | Shop | sell/2 | false",
        "SCRIPT | shop | Object.<anonymous> | shop | '' | false",
        "SCRIPT | shop | async Shop.sell | shop | Shop.sell | false",
        "SCRIPT | shop | new Shop | shop | Shop | false",
        "SCRIPT | shop | Shop.sell [as onclick] | shop | Shop.sell | false",
        "SCRIPT | shop | sell/< | shop | sell | false",
        "SCRIPT | shop | eval at sell (shop.js:1:2) | shop | eval | false",
        "PYTHON | shop | outer.<locals>.inner | shop | inner | false",
        "RUBY | shop | block (2 levels) in sell | shop | sell | false",
        "RUBY | shop | rescue in block in sell | shop | sell | false",
        "RUBY | shop | _app_views_show_html_erb___123_456 | shop | _app_views_show_html_erb | false",
        "PHP | shop | {closure:App\\Shop::sell():12} | shop | {closure:App\\Shop::sell()} | false",
        "PHP | shop | App\\Shop->sell | shop | App\\Shop::sell | false",
        "PHP | shop | class@anonymous/a.php:3$0::sell | shop | class@anonymous::sell | false",
        "PERL | shop | Shop::__ANON__[a.pl:3] | shop | Shop::__ANON__ | false",
        "LUA | shop | upvalue 'sell' | shop | sell | false",
      },
      quoteCharacter = '^')
  void takesOutWhatWasMadeUp(
      Language language,
      String module,
      String function,
      String scope,
      String name,
      boolean isGenerated) {
    CleanName clean = Names.clean(language, plain(module), plain(function), "");

    assertThat(clean).isEqualTo(new CleanName(plain(scope), plain(name), isGenerated));
  }

  @Test
  void localFunctionsCountAsTheirMethod() {
    assertThat(Names.clean(Language.DOTNET, "Shop.Cart", "<Sell>g__Check|3_0", ""))
        .isEqualTo(CleanName.of("Shop.Cart", "Sell"));
  }

  /** An empty column cannot be told from a missing one otherwise. */
  private static String plain(String column) {
    return column.equals("''") ? "" : column;
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/js/Main.3f2a9c81.js?v=1, main.js",
    "/var/www/main.99aa00bb.chunk.js, main.js",
    "assets/index-BkV3dQ2x.js, index.js",
    "/srv/releases/20260101/app/orders.rb, orders.rb",
    "C:\\shop\\Orders.cs, orders.cs",
    "shop/cart/__init__.py, cart/__init__.py",
    "<ipython-input-5-3f2a>, <ipython-input>",
    "(eval at /srv/a.rb:3), (eval)",
  })
  void keepsOfAPathWhatStays(String file, String scope) {
    assertThat(Files.scope(file)).isEqualTo(scope);
  }

  @ParameterizedTest
  @CsvSource({"t, true", "e.n, true", "Object, false", "'', true", "t.value, false"})
  void knowsMinifiedNames(String name, boolean isMinified) {
    assertThat(ScriptNames.isMinified(name)).isEqualTo(isMinified);
  }

  @Property
  void neverFails(@ForAll Language language, @ForAll String module, @ForAll String function) {
    assertThat(Names.clean(language, module, function, module)).isNotNull();
    assertThat(Names.type(language, function)).isNotNull();
  }

  @Property
  void cleaningTwiceChangesNothingMoreInJava(@ForAll("javaNames") String module) {
    CleanName once = Names.clean(Language.JVM, module, "run", "");

    assertThat(Names.clean(Language.JVM, once.scope(), once.name(), "").scope())
        .isEqualTo(once.scope());
  }

  @Provide
  Arbitrary<String> javaNames() {
    return Arbitraries.strings()
        .withChars("ab$A1._")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(name -> "x" + name);
  }
}
