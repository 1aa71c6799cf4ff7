package dev.culprit.ingest.gateway.count;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "/,/",
    "/orders,/orders",
    "/orders/1042,/orders/{id}",
    "/orders/1042/items/7?x=1,/orders/{id}/items",
    "/api/v1/users,/api/v1/users",
    "/u/9f8c5532-5b2e-4f90-a24e-65c1992ec511/a,/u/{id}/a",
    "/f/9c325550326b2e5f90e24a65c1992ec5,/f/{id}",
    "/cafe/added,/cafe/added",
    "http://shop.test/a/1,/a/{id}",
    "/a;jsessionid=1/b,/a",
    "*,''",
    "'',''"
  })
  void foldsWhatDiffersFromRequestToRequest(String uri, String route) {
    assertThat(Routes.of(uri)).isEqualTo(route);
  }

  @Property
  void isShortWhateverTheUri(@ForAll String uri) {
    assertThat(Routes.of("/" + uri).length()).isLessThan(160);
    assertThat(Routes.of(uri)).isNotNull();
  }
}
