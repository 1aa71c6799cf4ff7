package dev.culprit.ingest.gateway.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.proto.ingest.v1.GatewayCount;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestCountsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:30Z");

  private static AccessRecord request(String uri, int status, Instant at) {
    return new AccessDraft(Proxy.PROXY_NGINX, at, "raw")
        .identity(new RequestIdentity("", "", "", "", "GET", uri))
        .status(status)
        .host("shop.test")
        .duration(0.25)
        .build();
  }

  @Test
  void sumsUpByMinuteAndRoute() {
    RequestCounts counts = new RequestCounts();
    counts.add("web", request("/orders/1", 200, NOW), false, NOW);
    counts.add("web", request("/orders/2", 502, NOW.plusSeconds(10)), true, NOW);
    counts.add("web", request("/orders/3", 500, NOW), false, NOW);
    counts.add("web", request("/orders/4", 404, NOW), false, NOW);
    counts.add("web", request("/orders/5", 200, NOW.plusSeconds(40)), false, NOW);

    List<GatewayCounts.Builder> taken = counts.take("b", "production");

    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).getCountsList()).hasSize(2);
    GatewayCount first =
        taken.get(0).getCountsList().stream()
            .filter(c -> c.getRequests() == 4)
            .findFirst()
            .orElseThrow();
    assertThat(first.getRoute()).isEqualTo("/orders/{id}");
    assertThat(first.getClientErrors()).isEqualTo(1);
    assertThat(first.getServerErrors()).isEqualTo(2);
    assertThat(first.getGatewayErrors()).isEqualTo(1);
    assertThat(first.getDuration().getSeconds()).isEqualTo(1);
    assertThat(counts.isEmpty()).isTrue();
  }

  @Test
  void beyondTheBoundAllElseIsOther() {
    RequestCounts counts = new RequestCounts();
    for (int i = 0; i < 5_000; i++) {
      counts.add(
          "web",
          request(
              "/r" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676),
              200,
              NOW),
          false,
          NOW);
    }

    List<GatewayCounts.Builder> taken = counts.take("b", "");

    assertThat(taken.stream().mapToInt(GatewayCounts.Builder::getCountsCount).sum())
        .isLessThanOrEqualTo(1_000);
    assertThat(
            taken.stream()
                .flatMap(batch -> batch.getCountsList().stream())
                .mapToLong(GatewayCount::getRequests)
                .sum())
        .isEqualTo(5_000);
  }

  @Test
  void aTimeThatCannotBeRightIsNow() {
    RequestCounts counts = new RequestCounts();
    counts.add("web", request("/", 200, Instant.parse("1999-01-01T00:00:00Z")), false, NOW);

    assertThat(counts.take("b", "").get(0).getCounts(0).getMinuteEpochSeconds())
        .isEqualTo(Instant.parse("2026-11-22T05:16:00Z").getEpochSecond());
  }
}
