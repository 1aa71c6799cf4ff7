package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** nginx logs to rsyslog, which hands on by TCP in its own form: the causes are the same. */
@ExtendWith(SharedProduct.class)
final class RsyslogTest {
  private static final Set<String> CASES =
      Set.of("refused", "closed-before-header", "dns-nx", "unix-missing", "php-fatal", "ok");

  @Test
  void causesAreTheSameThroughOctetCountedFrames(Product product) throws Exception {
    compare(product, "octet-counted");
  }

  @Test
  void causesAreTheSameThroughLines(Product product) throws Exception {
    compare(product, "traditional");
  }

  private static void compare(Product product, String framing) throws Exception {
    assumeTrue(TestedProxy.NGINX.isInstalled(), "nginx is not installed; .ci/run does that");
    assumeTrue(Rsyslog.isInstalled(), "rsyslog is not installed; .ci/run does that");
    GatewayProject project = GatewayProject.create(product, "rsyslog " + framing);
    try (Stage stage = Stage.set("rsyslog", product.syslog().getPort(), project.key());
        Rsyslog relay = Rsyslog.start(stage, framing)) {
      stage.put("log-port", "@relay-port@");
      try (Gateway gateway = NginxGateway.start(stage)) {
        List<GatewayCase> cases =
            gateway.cases().stream().filter(each -> CASES.contains(each.name())).toList();
        for (GatewayCase each : cases) {
          each.visit().send(gateway.port(), each.path());
        }
        awaitCauses(project, cases);
      }
      assertThat(relay).isNotNull();
    }
    if (PhpFpm.isInstalled()) {
      assertThat(project.applicationEvents())
          .extracting(JsonObject::encode)
          .anyMatch(event -> event.contains("order 4711 cannot be placed"));
    }
  }

  private static void awaitCauses(GatewayProject project, List<GatewayCase> cases) {
    Set<String> expected =
        cases.stream()
            .flatMap(each -> each.causes().stream().map(cause -> each.path() + " " + cause))
            .collect(Collectors.toSet());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(causes(project)).isEqualTo(expected));
  }

  private static Set<String> causes(GatewayProject project) throws Exception {
    return project.failures().stream()
        .map(one -> one.url().replaceFirst("^.*?//[^/]*", "") + " " + one.cause())
        .collect(Collectors.toSet());
  }
}
