package dev.culprit.ingest.gateway.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestCountsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:30Z");

  private final RequestCounts counts = new RequestCounts();

  @Test
  void sumsWhatIsTheSame() {
    counts.add("vm", access("/items/1", 200, NOW), false, NOW);
    counts.add("vm", access("/items/2", 404, NOW), false, NOW);
    counts.add("vm", access("/items/3", 500, NOW), false, NOW);
    counts.add("vm", access("/items/4", 502, NOW), true, NOW);

    GatewayCount count = only(counts.take("b", "production"));
    assertThat(count.getRoute()).isEqualTo("/items/{id}");
    assertThat(count.getMinuteEpochSeconds()).isEqualTo(NOW.getEpochSecond() - 30);
    assertThat(count.getRequests()).isEqualTo(4);
    assertThat(count.getClientErrors()).isEqualTo(1);
    assertThat(count.getServerErrors()).isEqualTo(2);
    assertThat(count.getGatewayErrors()).isEqualTo(1);
    assertThat(count.getDuration().getSeconds()).isEqualTo(2);
  }

  @Test
  void takingBeginsAnew() {
    counts.add("vm", access("/a", 200, NOW), false, NOW);

    assertThat(counts.take("b1", "")).hasSize(1);
    assertThat(counts.isEmpty()).isTrue();
    assertThat(counts.take("b2", "")).isEmpty();
  }

  @Test
  void aScannerCannotMakeItGrow() {
    for (int i = 0; i < 5_000; i++) {
      counts.add("vm", access("/" + word(i), 404, NOW), false, NOW);
    }

    List<GatewayCounts.Builder> batches = counts.take("b", "");
    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).getCountsCount()).isLessThanOrEqualTo(1_000);
    assertThat(batches.get(0).getCountsList().stream().mapToLong(GatewayCount::getRequests).sum())
        .isEqualTo(5_000);
    assertThat(batches.get(0).getCountsList())
        .anyMatch(count -> count.getRoute().equals("other") && count.getRequests() > 3_900);
  }

  @Test
  void timesThatCannotBeRightCountAsNow() {
    counts.add("vm", access("/a", 200, NOW.minus(Duration.ofDays(400))), false, NOW);

    assertThat(only(counts.take("b", "")).getMinuteEpochSeconds())
        .isEqualTo(NOW.getEpochSecond() - 30);
  }

  private static GatewayCount only(List<GatewayCounts.Builder> batches) {
    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).getCountsCount()).isEqualTo(1);
    return batches.get(0).getCounts(0);
  }

  private static AccessRecord access(String uri, int status, Instant at) {
    return new AccessDraft(Proxy.PROXY_NGINX, at, "raw")
        .identity(new RequestIdentity("", "", "", "", "GET", uri))
        .status(status)
        .host("shop.test")
        .duration(0.5)
        .build();
  }

  /** Different letters only: numbers would be folded. */
  private static String word(int number) {
    return Integer.toString(number, 10)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('k' + digit - '0')))
        .reduce("", String::concat);
  }
}
