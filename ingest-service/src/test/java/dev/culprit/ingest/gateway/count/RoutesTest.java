package dev.culprit.ingest.gateway.count;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RoutesTest {
  @Example
  void foldsWhatDiffersFromRequestToRequest() {
    assertThat(Routes.of("/orders/1042/items?token=x")).isEqualTo("/orders/{id}/items");
    assertThat(Routes.of("/u/6b91fbfd-9d38-62e5-4f40-3cdd566df2b6")).isEqualTo("/u/{id}");
    assertThat(Routes.of("/blob/6b91fbfd9d3862e5")).isEqualTo("/blob/{id}");
  }

  @Example
  void keepsWordsAndAtMostThreeSegments() {
    assertThat(Routes.of("/")).isEqualTo("/");
    assertThat(Routes.of("/a/b/c/d/e")).isEqualTo("/a/b/c");
    assertThat(Routes.of("http://shop.test/cart;v=1")).isEqualTo("/cart");
    assertThat(Routes.of("/added/cafe")).isEqualTo("/added/cafe");
  }

  @Example
  void isEmptyForWhatIsNoPath() {
    assertThat(Routes.of("")).isEmpty();
    assertThat(Routes.of("*")).isEmpty();
    assertThat(Routes.of("http://shop.test")).isEmpty();
  }

  @Property
  void isBoundedAndHoldsNoQuery(@ForAll String uri) {
    assertThat(Routes.of("/" + uri)).hasSizeLessThan(160).doesNotContain("?");
  }
}
