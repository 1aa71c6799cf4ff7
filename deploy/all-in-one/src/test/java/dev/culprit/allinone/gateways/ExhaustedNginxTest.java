package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An nginx with too few connections: its own fault, not the upstream's. */
@ExtendWith(SharedProduct.class)
final class ExhaustedNginxTest {

  @Test
  void proxyIsBlamedForHavingNoConnectionLeft(Product product) throws Exception {
    assumeTrue(TestedProxy.NGINX.isInstalled(), "nginx is not installed; .ci/run does that");
    GatewayProject project = GatewayProject.create(product, "exhausted nginx");
    try (Stage stage = Stage.set("exhausted", product.syslog().getPort(), project.key())) {
      int port = RealProxy.freePort();
      stage.put("listen", Integer.toString(port));
      stage.put("page", GatewaysPage.block("nginx"));
      Path configuration = stage.write("nginx-exhausted.conf");
      List<String> command =
          List.of("nginx", "-e", "stderr", "-p", stage.directory() + "/", "-c", "" + configuration);
      try (RealProxy nginx = RealProxy.start(stage.directory(), port, command)) {
        assertThat(Visit.GET.send(port, "/one-too-many")).as(nginx.output()).isEqualTo(500);
      }
    }

    StoredFailure failure =
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> about(project), found -> !found.isEmpty())
            .get(0);
    assertThat(failure.cause()).isEqualTo("CAUSE_PROXY_RESOURCE_EXHAUSTED");
    assertThat(failure.status()).isEqualTo(500);
  }

  private static List<StoredFailure> about(GatewayProject project) throws Exception {
    return project.failures().stream()
        .filter(failure -> failure.url().endsWith("/one-too-many"))
        .toList();
  }
}
